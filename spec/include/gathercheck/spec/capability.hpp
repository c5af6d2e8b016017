// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace gathercheck::spec {

/// What rules may need and implementations claim, word by word; spec/README.md says what each
/// means. An implementation that claims "all" claims every one of them.
std::span<const std::string_view> capability_words();

/// The words of those who run scenarios of the Python dialect, and of what in it only some of them
/// can do.
inline constexpr std::array<std::string_view, 6> dialect_capability_words{
    "python", "eager_tasks", "task_groups", "awaited_by", "threads", "refcounts"};

/// The capability of those who run scenarios of the Python dialect.
inline constexpr std::string_view python_capability = dialect_capability_words.front();

}  // namespace gathercheck::spec
