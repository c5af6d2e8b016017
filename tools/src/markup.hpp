// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace gathercheck::tools {

/// The text with what HTML and SVG take for markup written as entities.
std::string escaped(std::string_view text);

/// The same for a text of the law, in which `backticks` mark code.
std::string marked_up(std::string_view text);

}  // namespace gathercheck::tools
