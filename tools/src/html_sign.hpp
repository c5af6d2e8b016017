// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "standing.hpp"

namespace gathercheck::tools {

/// What stands in a cell: a class of pages/report.css, and a sign that is not only a colour.
struct Sign {
  std::string_view look;
  std::string_view mark;
};

Sign sign_of(Standing standing);

/// What the signs mean.
std::string html_legend();

}  // namespace gathercheck::tools
