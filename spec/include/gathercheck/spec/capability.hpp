// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

namespace gathercheck::spec {

/// What rules may need and implementations claim, word by word; spec/README.md says what each
/// means. An implementation that claims "all" claims every one of them.
std::span<const std::string_view> capability_words();

/// The capability of those who run scenarios of the Python dialect.
inline constexpr std::string_view python_capability = "python";

}  // namespace gathercheck::spec
