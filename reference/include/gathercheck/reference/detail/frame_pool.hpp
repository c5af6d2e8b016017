// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#define GATHERCHECK_FRAME_POOL 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define GATHERCHECK_FRAME_POOL 0
#endif
#endif
#ifndef GATHERCHECK_FRAME_POOL
#define GATHERCHECK_FRAME_POOL 1
#endif

namespace gathercheck::reference::detail {

/// Where futures and coroutine frames live: one list of free blocks per size, one pool per thread.
/// When an event loop of the thread is destroyed, all but a few blocks go back to the system. With
/// AddressSanitizer every block comes from the system, so that a use after free is seen.
class FramePool {
 public:
  /// What every block is aligned to.
  static constexpr std::size_t alignment = 16;
  /// The number of a size, or `unpooled` for big ones. It fits into the header of a future. The
  /// sizes are 24, 40, 56 and so on, which malloc serves without waste.
  using SizeClass = std::uint8_t;
  static constexpr SizeClass unpooled = 0;
  static constexpr std::size_t classes = 64;

  static constexpr SizeClass size_class(std::size_t bytes) noexcept {
    const std::size_t cls = (bytes + 7) / 16;
    return GATHERCHECK_FRAME_POOL && cls < classes ? static_cast<SizeClass>(cls) : unpooled;
  }

  static void* allocate(std::size_t bytes) {
    const SizeClass cls = size_class(bytes);
    if (cls == unpooled) return from_system(bytes);
    Block* block = free_[cls];
    if (block == nullptr) return from_system(cls * std::size_t{16} + 8);
    free_[cls] = block->next;
    return block;
  }

  static void deallocate(void* memory, SizeClass cls) noexcept {
    if (cls == unpooled) return to_system(memory);
    free_[cls] = new (memory) Block{free_[cls]};
  }

  /// Gives the free blocks of this thread back to the system, all but `kept` of each size.
  static void trim(std::size_t kept) noexcept;
  /// How many blocks of each size the next loop finds ready: what a small group needs.
  static constexpr std::size_t kept_between_loops = 16;

 private:
  struct Block {
    Block* next;
  };

  // Out of line: GCC would take the global operator delete of a frame for the wrong one of a pair.
  static void* from_system(std::size_t bytes);
  static void to_system(void* memory) noexcept;

  static inline constinit thread_local std::array<Block*, classes> free_{};
};

}  // namespace gathercheck::reference::detail
