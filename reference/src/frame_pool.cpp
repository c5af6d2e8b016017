// SPDX-License-Identifier: MIT
#include "gathercheck/reference/detail/frame_pool.hpp"

namespace gathercheck::reference::detail {

void* FramePool::from_system(std::size_t bytes) {
  return ::operator new(bytes);
}

void FramePool::to_system(void* memory) noexcept {
  ::operator delete(memory);
}

void FramePool::trim() noexcept {
  for (Block*& head : free_) {
    while (head != nullptr) {
      Block* block = head;
      head = block->next;
      ::operator delete(block);
    }
  }
}

}  // namespace gathercheck::reference::detail
