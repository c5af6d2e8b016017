// SPDX-License-Identifier: MIT
#include "gathercheck/reference/detail/frame_pool.hpp"

namespace gathercheck::reference::detail {

void* FramePool::from_system(std::size_t bytes) {
  return ::operator new(bytes);
}

void FramePool::to_system(void* memory) noexcept {
  ::operator delete(memory);
}

// Blocks that are given back after the last loop of the thread has gone are freed with the thread.
void FramePool::trim() noexcept {
  struct AtThreadExit {
    ~AtThreadExit() { trim(); }
  };
  static thread_local const AtThreadExit at_thread_exit;
  static_cast<void>(at_thread_exit);
  for (Block*& head : free_) {
    while (head != nullptr) {
      Block* block = head;
      head = block->next;
      ::operator delete(block);
    }
  }
}

}  // namespace gathercheck::reference::detail
