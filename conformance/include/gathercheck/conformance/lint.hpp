// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gathercheck/conformance/trial.hpp"

namespace gathercheck::conformance {

/// What is looked at before an adapter is believed.
enum class LintCheck { protocol, answers, scripts, repetition, claims, denials };
inline constexpr std::array lint_checks{LintCheck::protocol, LintCheck::answers,
                                        LintCheck::scripts,  LintCheck::repetition,
                                        LintCheck::claims,   LintCheck::denials};
std::string_view to_string(LintCheck check);

/// Something that is wrong with an adapter, and not with what it adapts.
struct LintFinding {
  LintCheck check = LintCheck::protocol;
  std::string what;
  std::string fix;                   ///< what to do about it
  std::optional<Scenario> scenario;  ///< in which it shows, if it does in one
};

struct LintResult {
  Identity identity;
  std::vector<LintFinding> findings;
  /// What it claims and tries, and what does not work as with gather: that may be the
  /// implementation, which check judges, or an adapter that does not pass it on.
  std::vector<std::string> doubts;
  bool speaks_protocol = false;  ///< whether it is a child process that speaks protocol 1
  std::uint64_t scenarios = 0;   ///< that were run twice
  std::uint64_t claims = 0;      ///< that were probed
  std::uint64_t denials = 0;     ///< likewise
  bool interrupted = false;
};

/// Looks at an adapter with the examples of the rules that it supports and so many random
/// scenarios:
/// - protocol: a child process refuses what is no request and no scenario, goes on, and ends when
/// it
///   is told good-bye and when its input ends
/// - answers: every scenario is answered by a trace
/// - scripts: the bodies and the clock do what the scenario says, which is the harness' part of
///   every trace (the rules BODY-1, BODY-2, BODY-5, BODY-6 and BODY-8)
/// - repetition: every scenario gives the same trace a second time, after others
/// - claims, denials: in a probe it does its part of each capability that it claims, and what it
///   does not claim does not work as with gather
LintResult lint(Implementation& implementation, std::uint64_t cases, std::uint64_t seed,
                const Progress& progress = {});

}  // namespace gathercheck::conformance
