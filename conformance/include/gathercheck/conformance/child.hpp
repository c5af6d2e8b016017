// SPDX-License-Identifier: MIT
#pragma once

#include <coroutine>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "gathercheck/conformance/outcome.hpp"

namespace gathercheck::conformance {

/// An argument of gather as a library under test sees it: an operation that can be started, ends
/// once, and can be asked to stop. A cheap handle; copies are the same child, and so are two
/// arguments that compare equal.
///
/// The suite runs the child and watches it. What a library does with the handle is all that it can
/// do to the child.
class Child {
 public:
  class Awaiter;
  /// Who wants to hear of the end.
  class Listener {
   public:
    virtual ~Listener() = default;
    virtual void ended(const Outcome& outcome) = 0;
  };
  /// What a handle refers to.
  class Operation {
   public:
    virtual ~Operation() = default;
    virtual void start(std::unique_ptr<Listener> listener) = 0;
    virtual bool cancel() = 0;
    virtual void drop() = 0;
    virtual std::optional<Outcome> outcome() = 0;
  };

  explicit Child(std::shared_ptr<Operation> operation) : operation_(std::move(operation)) {}
  friend bool operator==(const Child&, const Child&) = default;

  /// Begins a coroutine, unless it runs already, as tasks and futures do, and calls
  /// `on_end(outcome)` once when the child is over: at once if it is over now. Whoever starts a
  /// child twice hears of it twice.
  template <class F>
  void start(F&& on_end) const;
  /// Asks it to stop, which it may refuse. False if there was nothing left to stop.
  bool cancel() const { return operation_->cancel(); }
  /// Gives it up where it stands: a coroutine that was begun by start does not go on, and there is
  /// nothing that it could catch. Only for one of which nobody else hears. What runs of itself, as
  /// tasks and futures do, goes on.
  void drop() const { operation_->drop(); }
  /// How it ended, if it is over: a library that polls finds out without starting anything.
  std::optional<Outcome> outcome() const { return operation_->outcome(); }

  /// Starts it, and gives the result or throws the error or Cancelled, in any C++ coroutine.
  /// Destroying the coroutine meanwhile drops the child.
  Awaiter operator co_await() const;

 private:
  std::shared_ptr<Operation> operation_;
};

/// Waits for one child.
class Child::Awaiter {
 public:
  explicit Awaiter(Child child) : child_(std::move(child)), wait_(std::make_shared<Wait>()) {}
  Awaiter(const Awaiter&) = delete;
  Awaiter& operator=(const Awaiter&) = delete;
  ~Awaiter() {
    wait_->coroutine = nullptr;
    if (started_ && !wait_->outcome) child_.drop();
  }

  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<> coroutine) {
    started_ = true;
    child_.start([wait = wait_](const Outcome& outcome) {
      wait->outcome = outcome;
      if (wait->coroutine) wait->coroutine.resume();
    });
    if (!wait_->outcome) wait_->coroutine = coroutine;
    return !wait_->outcome;
  }
  Value await_resume() const { return wait_->outcome->value(); }

 private:
  struct Wait {
    std::optional<Outcome> outcome;
    std::coroutine_handle<> coroutine;
  };

  Child child_;
  std::shared_ptr<Wait> wait_;
  bool started_ = false;
};

inline Child::Awaiter Child::operator co_await() const {
  return Awaiter(*this);
}

template <class F>
void Child::start(F&& on_end) const {
  class Function final : public Listener {
   public:
    explicit Function(F&& function) : function_(std::forward<F>(function)) {}
    void ended(const Outcome& outcome) override { function_(outcome); }

   private:
    std::decay_t<F> function_;
  };
  operation_->start(std::make_unique<Function>(std::forward<F>(on_end)));
}

}  // namespace gathercheck::conformance
