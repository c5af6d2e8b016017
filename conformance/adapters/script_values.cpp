// SPDX-License-Identifier: MIT
#include "script_values.hpp"

#include "gathercheck/reference/errors.hpp"

namespace gathercheck::conformance {

ReferenceValue ScriptValues::value(const ValueSpec& spec) {
  if (const auto* number = std::get_if<std::int64_t>(&spec.data)) return ReferenceValue(*number);
  if (const auto* text = std::get_if<std::string>(&spec.data)) return ReferenceValue(*text);
  if (const auto* failure = std::get_if<ErrorSpec>(&spec.data))
    return ReferenceValue(error(*failure));
  if (const auto* awaitable = std::get_if<ValueSpec::Awaitable>(&spec.data))
    return ReferenceValue(awaitable->name);
  return {};
}

std::exception_ptr ScriptValues::error(const ErrorSpec& spec) {
  if (spec.object.empty()) return make_error(spec);
  auto& shared = shared_errors_[spec.object];
  if (!shared) shared = make_error(spec);
  return shared;
}

std::exception_ptr ScriptValues::make_error(const ErrorSpec& spec) {
  const auto made = spec.type == ErrorType::cancelled_error
                        ? std::make_exception_ptr(reference::CancelledError(spec.message))
                        : std::make_exception_ptr(ScriptError(spec));
  recorder_.know(made, error_type_words[static_cast<std::size_t>(spec.type)], spec.message);
  return made;
}

}  // namespace gathercheck::conformance
