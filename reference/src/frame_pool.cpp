// SPDX-License-Identifier: MIT
#include "gathercheck/reference/detail/frame_pool.hpp"

namespace gathercheck::reference::detail {

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
