// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "gathercheck/conformance/completeness.hpp"

namespace gathercheck::tools {

/// The share of falsified traces that a rule rejects, kind by kind and profile by profile: as a
/// table for people, as one for documents, as JSON with every number.
std::string completeness_text(const conformance::CompletenessResult& result);
std::string completeness_markdown(const conformance::CompletenessResult& result);
std::string completeness_json(const conformance::CompletenessResult& result,
                              const conformance::CompletenessOptions& options,
                              const std::string& editions);

/// What falls short, a line each: a profile that is below `percent` over all kinds, and a kind of
/// edit in a profile that has enough_edits of it and is below `percent_of_kind`.
inline constexpr std::uint64_t enough_edits = 500;
std::string what_falls_short(const conformance::CompletenessResult& result, double percent,
                             double percent_of_kind);

}  // namespace gathercheck::tools
