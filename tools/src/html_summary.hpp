// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "gathercheck/conformance/report.hpp"

namespace gathercheck::tools {

/// What an implementation does differently, in a sentence and a picture, as a part of a page:
/// number `number` of those on it. Its name is not told if the page is about it `alone`.
std::string html_summary(const conformance::Report& report, std::size_t number, bool alone);

}  // namespace gathercheck::tools
