// SPDX-License-Identifier: MIT
#pragma once

#include <coroutine>
#include <exception>
#include <utility>

#include "gathercheck/conformance/library.hpp"

namespace gathercheck::conformance {

/// A C++ coroutine that begins at once and that its owner may destroy before its end.
class Job {
 public:
  struct promise_type {
    Job get_return_object() {
      return Job(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_always final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() const noexcept { std::terminate(); }
  };

  explicit Job(std::coroutine_handle<> frame) : frame_(frame) {}
  Job(Job&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
  ~Job() { destroy(); }
  void destroy() {
    if (frame_) std::exchange(frame_, nullptr).destroy();
  }

 private:
  std::coroutine_handle<> frame_;
};

/// What one writes who has coroutines and no gather: await one after another.
inline Job await_in_turn(std::vector<Child> children, bool return_exceptions, Library::Done done) {
  std::vector<Value> values;
  for (const auto& child : children) {
    std::exception_ptr error;
    try {
      values.push_back(co_await child);
    } catch (...) {
      error = std::current_exception();
    }
    if (error && !return_exceptions) {
      done(Outcome(error));
      co_return;
    }
    if (error) values.emplace_back(error);
  }
  done(Outcome(Value(values)));
}

/// Children are awaited in a coroutine, and to cancel it is to destroy it.
class CoroutineLibrary final : public Library {
 public:
  Identity identity() const override {
    return {"coroutine",
            "1",
            "C++",
            spec::newest_edition,
            {"return_exceptions", "cancel_outer", "cancel_child", "cancel_awaiter", "nesting",
             "empty", "futures", "tasks"}};
  }
  std::unique_ptr<Group> gather(std::vector<Child> children, bool return_exceptions,
                                Done done) override {
    return std::make_unique<Turn>(await_in_turn(std::move(children), return_exceptions, done),
                                  done);
  }

 private:
  class Turn final : public Group {
   public:
    Turn(Job job, Done done) : job_(std::move(job)), done_(std::move(done)) {}
    bool cancel() override {
      job_.destroy();
      done_(Outcome::cancelled());
      return true;
    }

   private:
    Job job_;
    Done done_;
  };
};

}  // namespace gathercheck::conformance
