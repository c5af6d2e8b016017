// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "gathercheck/reference/detail/ref.hpp"

namespace gathercheck::reference::detail {

class CallbackList;
class FutureBase;
class GatheringFuture;
class HandleState;
class TaskBase;

/// A function of the user's that add_done_callback registered.
class DoneFunction {
 public:
  virtual ~DoneFunction() = default;
  virtual void call(const Ref<FutureBase>& future) = 0;
};

/// Something that the loop can call: one word that owns what it points to. asyncio has bound
/// methods and closures here; the handful of things that it ever binds are told apart by a tag.
class Callback {
 public:
  enum class Kind : std::uintptr_t {
    step = 1,   ///< TaskBase::step, the way call_soon(self.__step) starts and continues a task
    wakeup,     ///< TaskBase::wakeup, registered with the future that a task awaits
    gathering,  ///< GatheringFuture::done_callback, registered with each distinct child
    user,       ///< a DoneFunction
    handle,     ///< a HandleState: call_soon, call_later and call_at
    list,       ///< several callbacks of one future, in the order of their registration
  };

  Callback() noexcept = default;
  Callback(Callback&& other) noexcept : word_(std::exchange(other.word_, 0)) {}
  Callback& operator=(Callback&& other) noexcept {
    std::swap(word_, other.word_);
    return *this;
  }
  ~Callback() {
    if (word_ != 0) drop();
  }

  static Callback step(Ref<TaskBase> task) noexcept;
  static Callback wakeup(Ref<TaskBase> task) noexcept;
  static Callback gathering(Ref<GatheringFuture> outer) noexcept;
  static Callback user(std::unique_ptr<DoneFunction> function) noexcept;
  static Callback handle(Ref<HandleState> handle) noexcept;

  explicit operator bool() const noexcept { return word_ != 0; }
  /// What it is; there must be something.
  Kind kind() const noexcept { return static_cast<Kind>(word_ & mask); }

  /// Calls it. `future` is the future that is done, or none for `step` and `handle`; it is let go
  /// of if the callee may want to be its only owner. Lets exceptions of user functions pass.
  void operator()(Ref<FutureBase>& future);

  /// Adds a callback behind this one.
  void append(Callback other) {
    if (word_ != 0) return append_second(std::move(other));
    word_ = std::exchange(other.word_, 0);
  }
  /// Takes out this function of the user's; the others keep their order.
  void remove(const DoneFunction* function) noexcept;
  /// Hands each callback of a list in order to `take`.
  template <class Take>
  void split(Take&& take) &&;

 private:
  static constexpr std::uintptr_t mask = 7;

  Callback(Kind kind, void* object) noexcept
      : word_(reinterpret_cast<std::uintptr_t>(object) | static_cast<std::uintptr_t>(kind)) {}

  template <class T>
  T* object() const noexcept {
    return reinterpret_cast<T*>(word_ & ~mask);
  }
  void append_second(Callback other);
  void drop() noexcept;

  std::uintptr_t word_ = 0;
};

/// The callbacks of a future that has more than one.
class alignas(8) CallbackList {
 public:
  std::vector<Callback> callbacks;
};

template <class Take>
void Callback::split(Take&& take) && {
  for (Callback& each : object<CallbackList>()->callbacks) take(std::move(each));
}

}  // namespace gathercheck::reference::detail
