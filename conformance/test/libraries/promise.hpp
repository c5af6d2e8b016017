// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

/// A little library with futures and a gather of its own, such as one finds in many programs. It
/// knows nothing of gathercheck.
namespace promise {

/// A result that comes later, or an exception.
template <class T>
class Future {
 public:
  using Callback = std::function<void(const Future&)>;

  void resolve(T value) {
    if (is_done()) return;
    state_->value = std::move(value);
    tell();
  }
  void reject(std::exception_ptr error) {
    if (is_done()) return;
    state_->error = std::move(error);
    tell();
  }
  void then(Callback callback) const {
    if (is_done()) return callback(*this);
    state_->callbacks.push_back(std::move(callback));
  }
  bool is_done() const { return state_->value || state_->error; }
  const std::exception_ptr& error() const { return state_->error; }
  const T& value() const { return *state_->value; }

 private:
  struct State {
    std::optional<T> value;
    std::exception_ptr error;
    std::vector<Callback> callbacks;
  };

  void tell() const {
    const auto callbacks = std::move(state_->callbacks);
    for (const auto& callback : callbacks) callback(*this);
  }

  std::shared_ptr<State> state_ = std::make_shared<State>();
};

/// All results in order, or the first failure at once: JavaScript's Promise.all.
template <class T>
Future<std::vector<T>> gather(const std::vector<Future<T>>& futures) {
  Future<std::vector<T>> all;
  auto values = std::make_shared<std::vector<T>>(futures.size());
  auto missing = std::make_shared<std::size_t>(futures.size());
  for (std::size_t i = 0; i < futures.size(); ++i) {
    futures[i].then([all, values, missing, i](const Future<T>& each) mutable {
      if (each.error()) return all.reject(each.error());
      (*values)[i] = each.value();
      if (--*missing == 0) all.resolve(*values);
    });
  }
  if (futures.empty()) all.resolve({});
  return all;
}

}  // namespace promise
