// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "gathercheck/conformance/scenario.hpp"

namespace gathercheck::conformance {

/// The text of a scenario on one line: spec/format/README.md.
std::string to_json(const Scenario& scenario);

/// The same over several lines, an awaitable and a moment each on one of its own.
std::string to_pretty_json(const Scenario& scenario);

/// Reads the text of a scenario. Throws spec::FormatError for anything that the format does not
/// allow: spec/format/scenario.schema.json, and what no schema can say (names that do not exist, an
/// action on an awaitable of the wrong kind).
Scenario parse_scenario(std::string_view text);

}  // namespace gathercheck::conformance
