// SPDX-License-Identifier: MIT
#include "gathercheck/reference/detail/ready_queue.hpp"

#include "gathercheck/reference/detail/future_base.hpp"

namespace gathercheck::reference::detail {

struct ReadyQueue::Block {
  Block* next = nullptr;
  alignas(Entry) std::array<std::byte, entries * sizeof(Entry)> memory;

  Entry* begin() noexcept { return reinterpret_cast<Entry*>(memory.data()); }
  Entry* end() noexcept { return begin() + entries; }
};

ReadyQueue::~ReadyQueue() {
  clear();
  for (Block* list : {head_, spare_}) {
    while (list != nullptr) delete std::exchange(list, list->next);
  }
}

// Puts a block behind the last one.
void ReadyQueue::grow() {
  Block* block = spare_;
  if (block != nullptr) {
    spare_ = block->next;
    block->next = nullptr;
  } else {
    block = new Block;
  }
  if (tail_ == nullptr) {
    head_ = block;
    pop_at_ = block->begin();
    pop_end_ = block->end();
  } else {
    tail_->next = block;
  }
  tail_ = block;
  push_at_ = block->begin();
  push_end_ = block->end();
}

// Leaves the first block, which is used up, for the next one.
void ReadyQueue::advance() noexcept {
  Block* empty = std::exchange(head_, head_->next);
  empty->next = std::exchange(spare_, empty);
  pop_at_ = head_->begin();
  pop_end_ = head_->end();
}

}  // namespace gathercheck::reference::detail
