// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "gathercheck/spec/trace.hpp"

namespace gathercheck::tools {

/// Two traces of one scenario as a picture, in SVG: a band for each, what was expected above, with
/// a lane for main and each awaitable. Time runs to the right; what happens on both sides stands
/// above itself, and the first difference is marked. The names of the lanes are a picture of their
/// own, so that they stay in sight when the other one is scrolled. Colours come from the classes of
/// pages/report.css.
std::string swim_lanes(const spec::Trace& expected, std::string_view expected_title,
                       const spec::Trace& observed, std::string_view observed_title);

/// One trace likewise, of which nobody knows what was expected.
std::string swim_lanes(const spec::Trace& observed, std::string_view title);

}  // namespace gathercheck::tools
