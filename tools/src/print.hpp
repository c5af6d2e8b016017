// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "gathercheck/conformance/comparison.hpp"
#include "gathercheck/conformance/failure_text.hpp"
#include "gathercheck/conformance/reconciliation.hpp"
#include "terminal.hpp"

namespace gathercheck::tools {

/// Who it says it is: on one line, and nothing that a terminal takes for a command.
std::string title_of(const conformance::Identity& identity);

/// The same and its language: "CPython 3.11.7 (Python)".
std::string introduction_of(const conformance::Identity& identity, const Terminal& terminal);

/// A line a rule, how often it held, was violated and was vacuous; what the implementation can't be
/// judged by; and a summary. What is violated as was known is marked so.
void print_tally(const conformance::Tally& tally, const conformance::Identity& identity,
                 const std::optional<conformance::Reconciliation>& reconciliation,
                 const Terminal& terminal);

/// Every failure with what is told beside it, as failure_text() has it.
void print_failures(const std::vector<conformance::Failure>& failures,
                    const std::vector<conformance::Aside>& asides, const Terminal& terminal);

/// Each violated rule as a failure of its own, beside what the reference does.
void print_undiagnosed(const conformance::Tally& tally, const conformance::Identity& identity,
                       spec::Edition edition, const Terminal& terminal);

/// The first scenarios that were trouble, if any.
void print_mishaps(std::uint64_t count, const std::vector<conformance::Mishap>& first,
                   const Terminal& terminal);

/// A scenario that two implementations run differently, and both traces side by side.
void print_difference(const conformance::Difference& difference, const std::string& expected,
                      const std::string& observed);

}  // namespace gathercheck::tools
