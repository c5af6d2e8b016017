// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <type_traits>
#include <utility>
#include <variant>

#include "gathercheck/reference/detail/callback.hpp"
#include "gathercheck/reference/detail/frame_pool.hpp"
#include "gathercheck/reference/detail/ref.hpp"
#include "gathercheck/reference/edition.hpp"
#include "gathercheck/reference/errors.hpp"

namespace gathercheck::reference {
class EventLoop;
}

namespace gathercheck::reference::detail {

/// The place of a future in the list of all futures of its loop, oldest first.
class FutureLink {
 public:
  FutureLink() = default;
  FutureLink(const FutureLink&) = delete;
  FutureLink& operator=(const FutureLink&) = delete;

  bool linked() const noexcept { return next_ != this; }
  FutureLink* next() const noexcept { return next_; }
  void link_before(FutureLink& other) noexcept {
    next_ = &other;
    previous_ = other.previous_;
    previous_->next_ = this;
    other.previous_ = this;
  }
  void unlink() noexcept {
    previous_->next_ = next_;
    next_->previous_ = previous_;
    previous_ = next_ = this;
  }

 private:
  FutureLink* previous_ = this;
  FutureLink* next_ = this;
};

/// What asyncio.Future, asyncio.Task and the future that gather makes have in common, all but the
/// type of the result. Objects count their own references; when the last one goes they are
/// destroyed one after the other, never one inside the other, however long the chain is.
class FutureBase : public FutureLink {
 public:
  enum class State : std::uint8_t { pending, cancelled, finished };
  /// `gathering` is what gather returns, `group` any other GroupFuture.
  enum class Kind : std::uint8_t { future, task, gathering, group };

  void retain() noexcept { ++references_; }
  void release() noexcept {
    if (--references_ == 0) dispose();
  }
  std::uint32_t references() const noexcept { return references_; }

  Kind kind() const noexcept { return kind_; }
  bool done() const noexcept { return state_ != State::pending; }
  bool cancelled() const noexcept { return state_ == State::cancelled; }
  EventLoop* loop() const noexcept { return loop_; }
  Edition edition() const noexcept { return edition_; }

  /// Future.exception(): null if there is none.
  std::exception_ptr exception();
  /// What Future.result() raises: null if it returns.
  std::exception_ptr error_of_result();
  /// Throws InvalidStateError if pending, and what Future.result() raises.
  void check_result();
  /// The CancelledError for whoever asks about a cancelled future (Future._make_cancelled_error).
  std::exception_ptr make_cancelled_error();
  /// The CancelledError that stands for this cancelled child in a result list.
  std::exception_ptr listed_cancelled_error() const;
  bool has_result() const noexcept { return done() && has_result_; }
  /// Whether it is finished with an exception, and which.
  bool has_exception() const noexcept { return trouble_ != nullptr && trouble_->exception; }
  const std::exception_ptr& stored_exception() const noexcept { return trouble_->exception; }

  /// cancel() of a future, a task or an outer future, whichever this is.
  bool cancel(const CancelMessage& message);
  /// Future.cancel(): ends this future as cancelled.
  bool cancel_future(const CancelMessage& message);

  void set_exception(std::exception_ptr exception);
  void add_done_callback(Callback callback);
  void remove_done_callback(const DoneFunction* function) noexcept { callbacks_.remove(function); }
  /// Adds shield's _log_on_exception, unless it is there already.
  void watch_after_shield();

  /// Takes part in the loop's life: futures that outlive their loop are told.
  void attach(EventLoop& loop) noexcept;
  void detach() noexcept;
  /// Lets go of everything that could keep others alive. The loop does so with whatever is still
  /// there when it is destroyed.
  virtual void abandon() noexcept;

 protected:
  explicit FutureBase(Kind kind) noexcept : kind_(kind) {}
  ~FutureBase() = default;

  /// Destroys the object and gives its memory back.
  virtual void destroy() noexcept = 0;

  /// Throws InvalidStateError if done.
  void check_pending() const;
  /// The end of set_result: the result is in its place.
  void finish();

  /// What most futures never have. CPython's fields of these names.
  struct Trouble {
    std::exception_ptr exception;
    CancelMessage cancel_message;
    std::exception_ptr cancelled_exc;
    std::uint32_t num_cancels_requested = 0;
  };
  Trouble& trouble();
  void set_cancel_message(const CancelMessage& message);
  CancelMessage cancel_message() const {
    return trouble_ ? trouble_->cancel_message : CancelMessage();
  }

 private:
  friend class CancelWalk;
  friend class GatheringFuture;
  [[noreturn]] static void refuse_without_loop();
  void dispose() noexcept;
  void schedule_callbacks();

  std::uint32_t references_ = 1;
  State state_ : 2 = State::pending;
  const Kind kind_ : 2;
  Edition edition_ : 4 = newest;
  static_assert(static_cast<unsigned>(newest) < 16, "give the edition more bits");

 protected:
  // Small things of the derived classes live here, because here is room for them.
  FramePool::SizeClass size_class_ = FramePool::unpooled;
  std::uint8_t frame_offset_ = 0;  // of a coroutine: where its frame is, in units of 16 bytes
  bool has_result_ : 1 = false;    // the result has been constructed
  bool has_frame_ : 1 = false;     // of a coroutine: the frame has not been destroyed yet
  bool has_started_ : 1 = false;   // of a coroutine: its body has been entered
  bool is_claimed_ : 1 = false;    // of a coroutine: wrapped by a task, or awaited
  bool must_cancel_ : 1 = false;   // of a task
  bool is_argument_ : 1 = false;   // of a child: already seen by the gather that is being called
  bool is_on_cancel_walk_ : 1 = false;
  bool is_watched_ : 1 = false;  // has the callback that a shield left behind

 private:
  EventLoop* loop_ = nullptr;

 protected:
  Callback callbacks_;
  std::unique_ptr<Trouble> trouble_;
};

/// The place of a result of type T: constructed late, and only if there is one.
template <class T>
using Stored = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

/// A future of one kind (`Base`) together with its result.
template <class T, class Base>
class WithResult : public Base {
 public:
  static_assert(alignof(Stored<T>) <= FramePool::alignment,
                "over-aligned results are not supported");

  template <class... Args>
  void emplace_result(Args&&... args) {
    drop_result();
    std::construct_at(std::addressof(result_), std::forward<Args>(args)...);
    this->has_result_ = true;
  }
  void set_result(Stored<T> value) {
    this->check_pending();
    emplace_result(std::move(value));
    this->finish();
  }
  Stored<T>& result() noexcept { return result_; }

 protected:
  template <class... Args>
  explicit WithResult(Args&&... args) noexcept : Base(std::forward<Args>(args)...) {}
  WithResult(const WithResult&) = delete;
  ~WithResult() { drop_result(); }

  void drop_result() noexcept {
    if (this->has_result_) std::destroy_at(std::addressof(result_));
    this->has_result_ = false;
  }

 private:
  union {
    Stored<T> result_;
  };
};

/// A plain future.
template <class T>
class FutureState final : public WithResult<T, FutureBase> {
 public:
  static Ref<FutureState> make() { return Ref<FutureState>::adopt(new FutureState); }

  static void* operator new(std::size_t size) { return FramePool::allocate(size); }
  static void operator delete(void* memory) noexcept {
    FramePool::deallocate(memory, FramePool::size_class(sizeof(FutureState)));
  }

 private:
  FutureState() noexcept : WithResult<T, FutureBase>(FutureBase::Kind::future) {}
  ~FutureState() = default;
  void destroy() noexcept override { delete this; }
};

}  // namespace gathercheck::reference::detail
