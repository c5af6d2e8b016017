// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <utility>

#include "gathercheck/reference/event_loop.hpp"
#include "gathercheck/reference/future.hpp"

namespace gathercheck::reference {

namespace detail {

/// shield's _inner_done_callback: hands the outcome of the shielded future on.
template <class T>
class ShieldFunction final : public DoneFunction {
 public:
  explicit ShieldFunction(Future<T> outer) : outer_(std::move(outer)) {}

  void call(const Ref<FutureBase>& done) override {
    const Future<T> inner(done);
    if (outer_.cancelled()) return;
    if (inner.cancelled()) {
      outer_.cancel();
    } else if (auto exception = inner.exception()) {
      outer_.set_exception(std::move(exception));
    } else if constexpr (std::is_void_v<T>) {
      outer_.set_result();
    } else {
      outer_.set_result(inner.result());
    }
  }

 private:
  Future<T> outer_;
};

}  // namespace detail

/// asyncio.shield: a future that ends as `inner` does, and whose cancellation does not reach
/// `inner`. A future that is done is returned as it is. The result must be copyable.
template <class T>
Future<T> shield(Future<T> inner) {
  if (inner.done()) return inner;
  auto outer = inner.get_loop().template create_future<T>();
  auto function = std::make_unique<detail::ShieldFunction<T>>(outer);
  outer.add_done_callback([inner, registered = function.get()] {
    if (inner.done()) return;
    inner.state().remove_done_callback(registered);
    if (watches_after_shield(inner.state().edition())) inner.state().watch_after_shield();
  });
  inner.state().add_done_callback(detail::Callback::user(std::move(function)));
  return outer;
}

}  // namespace gathercheck::reference
