// SPDX-License-Identifier: MIT
#include "plain_gather.hpp"

#include <algorithm>

namespace gathercheck::conformance {

/// The done callback that a gather adds to its children.
class PlainGather::Listener final : public aio::detail::DoneFunction {
 public:
  explicit Listener(PlainGather& outer) : outer_(&outer) {}
  void call(const Reference& child) override {
    try {
      outer_->child_done(*child);
    } catch (const Escaped&) {  // out of another gather, which this one called
      throw;
    } catch (...) {
      throw Escaped{aio::AnyFuture(outer_), std::current_exception()};
    }
  }

 private:
  aio::detail::Ref<PlainGather> outer_;
};

aio::Future<ReferenceValue> PlainGather::call(aio::detail::Ref<PlainGather> outer, GatherCall call,
                                              Past& past) {
  outer->call_ = std::move(call);
  outer->past_ = &past;
  outer->gather();
  return outer->returned();
}

void PlainGather::gather() {
  children_.resize(size());
  for (std::size_t i = 0; i < size(); ++i) process(i);
  attach(running());
  exists_ = true;
  if (children_.empty()) return when_empty();
  for (const auto& child : std::exchange(done_children_, {})) child_done(*child);
}

void PlainGather::process(std::size_t position) {
  if (Future* known = seen_before(position)) {
    children_[position] = Reference(known);
    return;
  }
  children_[position] = wrap(position);
  ++nfuts_;
  watch(*children_[position]);
}

PlainGather::Future* PlainGather::seen_before(std::size_t position) {
  const auto& argument = call_.arguments[position].future();
  for (std::size_t i = 0; i < size(); ++i)
    if (children_[i] && call_.arguments[i].future() == argument) return children_[i].get();
  return nullptr;
}

PlainGather::Reference PlainGather::wrap(std::size_t position) {
  const auto& argument = call_.arguments[position];
  if (argument.is_coroutine()) {
    task(*argument.future()).claim();
    task(*argument.future()).start(running());
  }
  return argument.future();
}

void PlainGather::watch(Future& child) {
  if (child.done() && calls_back_done_children_inline(running().edition()))
    done_children_.emplace_back(&child);
  else
    add_callback_to(child);
}

void PlainGather::when_empty() {
  settle(results());
}

aio::Future<ReferenceValue> PlainGather::returned() {
  return aio::Future<ReferenceValue>(aio::detail::Ref<PlainGather>(this));
}

void PlainGather::child_done(Future& child) {
  ++nfinished_;
  if (!exists_ || done()) return too_late(child);
  if (is_failure(child)) return fail(child);
  if (are_all_done()) complete(child);
}

void PlainGather::too_late(Future&) {
  // asyncio marks the exception as retrieved, so that it is not logged as lost.
}

bool PlainGather::is_failure(Future& child) {
  return !call_.return_exceptions && (child.cancelled() || child.has_exception());
}

void PlainGather::fail(Future& child) {
  settle(aio::raised(error_of(child)));
}

std::exception_ptr PlainGather::error_of(Future& child) {
  return child.error_of_result();
}

bool PlainGather::are_all_done() {
  return nfinished_ == nfuts_;
}

void PlainGather::complete(Future&) {
  if (cancel_requested_)
    settle(aio::raised(error_of_cancellation()));
  else
    settle(results());
}

std::exception_ptr PlainGather::error_of_cancellation() {
  return children_.back()->make_cancelled_error();
}

ReferenceValue PlainGather::list_of(const std::vector<Reference>& children) {
  std::vector<Outcome> list;
  list.reserve(children.size());
  for (const auto& child : children) list.push_back(entry(*child));
  return ReferenceValue(std::move(list));
}

PlainGather::Outcome PlainGather::entry(Future& child) {
  if (!child.done()) throw aio::InvalidStateError("Result is not set.");
  if (child.cancelled()) return aio::raised(child.listed_cancelled_error());
  if (child.has_exception()) return aio::raised(child.stored_exception());
  return result_of(child);
}

void PlainGather::settle(const Outcome& outcome) {
  if (outcome.has_value())
    set_result(outcome.value());
  else
    set_exception(outcome.error());
}

PlainGather::Future* PlainGather::next_to_cancel(std::size_t asked) {
  return !done() && asked < children_.size() ? children_[asked].get() : nullptr;
}

bool PlainGather::end_cancel(bool accepted) {
  if (accepted) cancel_requested_ = true;
  return accepted;
}

std::vector<PlainGather::Reference> PlainGather::distinct() const {
  std::vector<Reference> found;
  for (const auto& child : children_)
    if (std::ranges::find(found, child) == found.end()) found.push_back(child);
  return found;
}

std::vector<PlainGather::Reference> PlainGather::siblings(const Future& child) const {
  auto others = distinct();
  std::erase_if(others, [&](const Reference& each) { return each.get() == &child; });
  return others;
}

std::size_t PlainGather::position_of(const Future& child) const {
  const auto found = std::ranges::find(children_, &child, &Reference::get);
  return static_cast<std::size_t>(found - children_.begin());
}

std::vector<aio::detail::Callback> PlainGather::take_callbacks() {
  std::vector<aio::detail::Callback> taken;
  if (!callbacks_) return taken;
  if (callbacks_.kind() == aio::detail::Callback::Kind::list)
    std::move(callbacks_).split([&](auto&& each) { taken.push_back(std::move(each)); });
  else
    taken.push_back(std::move(callbacks_));
  callbacks_ = {};
  return taken;
}

void PlainGather::add_callback(std::function<void()> function) {
  class Call final : public aio::detail::DoneFunction {
   public:
    explicit Call(std::function<void()> wanted) : function_(std::move(wanted)) {}
    void call(const Reference&) override { function_(); }

   private:
    std::function<void()> function_;
  };
  add_done_callback(aio::detail::Callback::user(std::make_unique<Call>(std::move(function))));
}

std::exception_ptr PlainGather::copy_of(const std::exception_ptr& error) {
  if (const auto* cancelled = aio::exception_as<aio::CancelledError>(error))
    return std::make_exception_ptr(*cancelled);
  if (const auto* scripted = aio::exception_as<ScriptError>(error))
    return std::make_exception_ptr(*scripted);
  return error;
}

ReferenceValue PlainGather::copy_of(const ReferenceValue& value) {
  using List = ReferenceValue::List;
  const auto* list = std::get_if<std::shared_ptr<const List>>(&value.data);
  return list ? ReferenceValue(std::shared_ptr<const List>(std::make_shared<List>(**list))) : value;
}

void PlainGather::add_callback_to(Future& child) {
  child.add_done_callback(aio::detail::Callback::user(std::make_unique<Listener>(*this)));
}

void PlainGather::abandon() noexcept {
  WithResult::abandon();
  call_ = {};
  children_.clear();
  done_children_.clear();
}

}  // namespace gathercheck::conformance
