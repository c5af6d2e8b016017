// SPDX-License-Identifier: MIT
#include "recorder.hpp"

#include <cxxabi.h>

#include <algorithm>
#include <cstdlib>

#include "gathercheck/reference/errors.hpp"

namespace gathercheck::conformance {
namespace {

/// The name of a class, without where it lies.
std::string name_of(const std::type_info& type) {
  const std::unique_ptr<char, void (*)(void*)> readable(
      abi::__cxa_demangle(type.name(), nullptr, nullptr, nullptr), std::free);
  std::string name = readable ? readable.get() : "Exception";
  name.resize(std::min(name.size(), name.find('<')));
  return name.substr(name.rfind(':') + 1);
}

/// What an exception is, apart from its identity.
spec::Error described(const std::exception_ptr& exception) {
  // The most frequent ones without a throw.
  if (const auto* cancelled = reference::exception_as<reference::CancelledError>(exception))
    return {"CancelledError", cancelled->message(), 0};
  if (reference::exception_as<reference::InvalidStateError>(exception))
    return {"InvalidStateError", {}, 0};
  try {
    std::rethrow_exception(exception);
  } catch (const ScriptError& error) {
    return {std::string(error.type()), error.message(), 0};
  } catch (const reference::RecursionError&) {
    return {"RecursionError", {}, 0};
  } catch (const ExceptionGroup&) {
    return {"ExceptionGroup", {}, 0};
  } catch (const reference::RuntimeError&) {
    return {"RuntimeError", {}, 0};
  } catch (const reference::ValueError&) {
    return {"ValueError", {}, 0};
  } catch (const std::exception& error) {  // a library's own
    return {name_of(typeid(error)), {}, 0};
  } catch (...) {
    return {"Exception", {}, 0};
  }
}

}  // namespace

ReferenceValue::ReferenceValue(std::vector<reference::Outcome<ReferenceValue>> outcomes) {
  auto list = std::make_shared<List>();
  list->reserve(outcomes.size());
  for (auto& outcome : outcomes) {
    if (outcome.has_value())
      list->push_back(std::move(outcome).value());
    else
      list->emplace_back(outcome.error());
  }
  data = std::shared_ptr<const List>(std::move(list));
}

spec::Event& Recorder::event(spec::EventKind kind, spec::Name of) {
  spec::Event& event = trace_.events.emplace_back();
  event.time = static_cast<std::int64_t>(loop_.time().count());
  event.turn = static_cast<std::int32_t>(loop_.turn());
  event.kind = kind;
  event.of = of;
  return event;
}

void Recorder::know(const std::exception_ptr& exception, std::string_view type,
                    const std::optional<std::string>& message) {
  if (std::ranges::find(errors_, exception, &KnownError::exception) == errors_.end())
    errors_.push_back({exception, {std::string(type), message, 0}});
}

spec::Error Recorder::error(const std::exception_ptr& exception) {
  auto known = std::ranges::find(errors_, exception, &KnownError::exception);
  if (known == errors_.end()) known = errors_.insert(known, {exception, described(exception)});
  if (known->error.id == 0) known->error.id = next_id_++;
  // The one exception of gather's that has something in it; somebody may have written into it.
  if (const auto* cancelled = reference::exception_as<reference::CancelledError>(exception))
    known->error.message = cancelled->message();
  return known->error;
}

spec::Value Recorder::value(const ReferenceValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value.data)) return {*number};
  if (const auto* text = std::get_if<std::string>(&value.data)) return {*text};
  if (const auto* exception = std::get_if<std::exception_ptr>(&value.data))
    return {error(*exception)};
  if (const auto* awaitable = std::get_if<spec::Name>(&value.data))
    return {spec::Value::Awaitable{*awaitable}};
  const auto* list = std::get_if<std::shared_ptr<const ReferenceValue::List>>(&value.data);
  if (!list) return {};
  spec::Value::List shown;
  const auto known = std::ranges::find(lists_, *list, &KnownList::list);
  shown.id = known != lists_.end() ? known->id : next_id_++;
  if (known == lists_.end()) lists_.push_back({*list, shown.id});
  shown.items.reserve((*list)->size());
  for (const auto& item : **list) shown.items.push_back(this->value(item));
  return {std::move(shown)};
}

}  // namespace gathercheck::conformance
