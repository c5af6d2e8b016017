// SPDX-License-Identifier: MIT
#include "gathercheck/reference/detail/frame_pool.hpp"

#include <utility>

namespace gathercheck::reference::detail {

void* FramePool::from_system(std::size_t bytes) {
  return ::operator new(bytes);
}

void FramePool::to_system(void* memory) noexcept {
  ::operator delete(memory);
}

// Blocks that are given back after the last loop of the thread has gone are freed with the thread.
void FramePool::trim(std::size_t kept) noexcept {
  struct AtThreadExit {
    ~AtThreadExit() { trim(0); }
  };
  static thread_local const AtThreadExit at_thread_exit;
  static_cast<void>(at_thread_exit);
  for (Block*& head : free_) {
    Block** link = &head;
    for (std::size_t i = 0; i < kept && *link != nullptr; ++i) link = &(*link)->next;
    Block* block = std::exchange(*link, nullptr);
    while (block != nullptr) ::operator delete(std::exchange(block, block->next));
  }
}

}  // namespace gathercheck::reference::detail
