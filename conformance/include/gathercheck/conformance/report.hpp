// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "gathercheck/conformance/comparison.hpp"
#include "gathercheck/conformance/failure_text.hpp"
#include "gathercheck/conformance/trial.hpp"

namespace gathercheck::conformance {

/// A trial as data: spec/format/report.schema.json, with what is told beside each failure, if that
/// is known. The same trial gives the same bytes, unless `timing` is asked for.
std::string report_json(const TrialResult& result, const std::vector<Aside>& asides,
                        const TrialOptions& options, bool timing);

/// A comparison as data, likewise; `bounded` is what it was of, if not random scenarios.
std::string report_json(const ComparisonResult& result, const Identity& expected,
                        const Identity& observed, const std::optional<Extent>& bounded,
                        bool timing);

/// The verdict on the whole as data: what the report of a trial has as "nearest".
std::string nearest_json(const Nearest& nearest);

}  // namespace gathercheck::conformance
