// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "gathercheck/conformance/scenario.hpp"
#include "gathercheck/spec/trace.hpp"

namespace gathercheck::tools {

/// What comes to pass when a scenario is run, in whatever edition: so a program need not be
/// prepared for what never does. The names are those of the scenario.
class Foresight {
 public:
  /// Runs the scenario on the reference in every edition. Throws UsageError if that fails.
  explicit Foresight(const conformance::Scenario& scenario);
  /// What is known of one edition only, of a scenario of the Python dialect. Throws UsageError if
  /// that does not come to rest.
  explicit Foresight(spec::Trace trace);

  const spec::Trace& trace(spec::Edition edition) const;
  /// The newest edition of which something is known.
  spec::Edition newest() const { return traces_.back().edition; }

  /// Whether this action of `by` (or its await) ever does not apply.
  bool skips(std::string_view by, std::string_view action, std::string_view of) const;
  /// Whether the script is ever cancelled in a sleep.
  bool interrupts(std::string_view script) const;
  /// The types of the errors that the script ever gets from awaiting `on`.
  std::set<std::string> errors(std::string_view script, std::string_view on) const;
  /// Whether `by` ever settles `of` when that is done already.
  bool refuses(std::string_view by, std::string_view of) const;
  /// Whether the gather is ever done when the call returns.
  bool done_at_once(std::string_view gather) const;
  /// Whether the call of the gather ever raises.
  bool raises(std::string_view gather) const;
  /// In how many editions the awaitable exists in the end.
  enum class Exists { never, sometimes, always };
  Exists exists(std::string_view awaitable) const;
  /// Whether an error of this type is ever seen anywhere.
  bool sees(std::string_view type) const;

 private:
  using Pair = std::pair<std::string, std::string>;
  void note(const spec::Trace& trace);
  void note_error(const spec::Trace& trace, const spec::Event& event);

  std::vector<spec::Trace> traces_;  // from the oldest edition on
  std::set<std::tuple<std::string, std::string, std::string>> skipped_;
  std::set<std::string, std::less<>> interrupted_;
  std::map<Pair, std::set<std::string>> errors_;
  std::set<Pair> refused_;
  std::set<std::string, std::less<>> done_at_once_;
  std::set<std::string, std::less<>> raising_;  // gathers
  std::map<std::string, std::size_t, std::less<>> finals_;
  std::set<std::string, std::less<>> seen_;
};

}  // namespace gathercheck::tools
