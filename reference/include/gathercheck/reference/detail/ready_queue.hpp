// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <utility>

#include "gathercheck/reference/detail/callback.hpp"
#include "gathercheck/reference/detail/future_base.hpp"

namespace gathercheck::reference::detail {

/// What is ready to be called: first in, first out. A chain of blocks that are used again, so that
/// a queue of a million entries grows without copying and costs 16 bytes an entry.
class ReadyQueue {
 public:
  /// A callback and the future that it is called with.
  struct Entry {
    Callback callback;
    Ref<FutureBase> future;
  };

  ReadyQueue() = default;
  ReadyQueue(const ReadyQueue&) = delete;
  ReadyQueue& operator=(const ReadyQueue&) = delete;
  ~ReadyQueue();

  std::size_t size() const noexcept { return size_; }

  /// Adds the entry that `make` returns. (It is made in its place: this is where every child of a
  /// gather passes several times.)
  template <class Make>
  void push(Make&& make) {
    if (push_at_ == push_end_) grow();
    new (static_cast<void*>(push_at_)) Entry(make());
    ++push_at_;
    ++size_;
  }

  /// The oldest entry, which stays where it is while others are pushed. There must be one.
  Entry& front() noexcept {
    if (pop_at_ == pop_end_) advance();
    return *pop_at_;
  }
  /// Removes what front() has returned.
  void pop_front() noexcept {
    std::destroy_at(pop_at_++);
    --size_;
  }
  void clear() noexcept {
    while (size_ > 0) {
      front();
      pop_front();
    }
  }

 private:
  static constexpr std::size_t entries = 255;
  struct Block;

  void grow();
  void advance() noexcept;

  Block* head_ = nullptr;  // where entries are taken from
  Block* tail_ = nullptr;  // where entries are put
  Block* spare_ = nullptr;
  Entry* pop_at_ = nullptr;
  Entry* pop_end_ = nullptr;
  Entry* push_at_ = nullptr;
  Entry* push_end_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace gathercheck::reference::detail
