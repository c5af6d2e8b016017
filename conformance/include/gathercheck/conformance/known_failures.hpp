// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gathercheck/spec/edition.hpp"

namespace gathercheck::conformance {

struct TrialResult;

/// A rule that an implementation is known to break, and what is said of it then.
struct KnownFailure {
  std::string rule;
  std::string message;  ///< the reason of its plainest violation

  bool operator==(const KnownFailure&) const = default;
};

/// Why an implementation breaks some rules: it differs there on purpose, or nobody has mended it.
struct KnownDifference {
  std::string reason;  ///< empty until somebody has said it
  std::vector<KnownFailure> failures;
  /// Rules of whose situation nothing is left because of it: no scenario reaches them.
  std::vector<std::string> unreached;

  bool operator==(const KnownDifference&) const = default;
};

/// In what one implementation is known to differ from gather of one edition:
/// spec/format/known_failures.schema.json.
struct KnownFailures {
  std::string implementation;
  spec::Edition edition = spec::newest_edition;
  std::vector<KnownDifference> differences;

  bool operator==(const KnownFailures&) const = default;
};

/// Reads the text of a file of known failures. Throws spec::FormatError for what the format does
/// not allow: among it a rule that the edition does not have, or that stands there twice.
KnownFailures parse_known_failures(std::string_view text);

std::string to_json(const KnownFailures& known);

/// What is listed of a rule; null if nothing is.
const KnownFailure* find(const KnownFailures& known, std::string_view rule);

/// Whether the rule is listed as one that no scenario reaches.
bool is_unreached(const KnownFailures& known, std::string_view rule);

/// The first difference of which nobody has said the reason, as the field that lacks it; empty if
/// there is none.
std::string missing_reason(const KnownFailures& known);

/// What a trial has found, as known failures: a difference for each of its failures. Where `before`
/// knows a rule it stays in the difference in which it stands there, with the reason of that. A
/// trial that is `whole` reaches every rule it can: those that it never reached are a difference,
/// too.
KnownFailures known_failures_of(const TrialResult& result, const KnownFailures& before,
                                bool whole = false);

}  // namespace gathercheck::conformance
