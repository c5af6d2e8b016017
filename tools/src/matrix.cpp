// SPDX-License-Identifier: MIT
#include "matrix.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/situation.hpp"
#include "gathercheck/spec/claim.hpp"
#include "gathercheck/spec/format_error.hpp"
#include "gathercheck/spec/trace_json.hpp"
#include "links.hpp"
#include "reference_adapter.hpp"

namespace gathercheck::tools {
namespace {

namespace fs = std::filesystem;
using conformance::Part;
using conformance::Reach;
using spec::Edition;
using spec::Rule;

/// The text of a file without the blanks at its end; empty if there is none.
std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(in), {});
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

/// Fills one row; each step adds what it finds, and what it misses to the holes.
class RowMaker {
 public:
  RowMaker(const Rule& rule, const MatrixSources& sources) : rule_(rule), sources_(sources) {
    row_.rule = &rule;
  }

  MatrixRow make() {
    find_text();
    find_example();
    find_falsifications();
    find_property();
    find_reach();
    for (const auto* claim : claims_settled_by(rule_)) row_.claims.emplace_back(claim->id);
    return std::move(row_);
  }

 private:
  void hole(std::string what) { row_.holes.push_back(std::move(what)); }

  void find_text() {
    const auto file = std::string(rule_.family) + ".md";
    const auto heading = "## " + std::string(rule_.id) + ": " + std::string(rule_.title) + "\n";
    if (text_of(fs::path(sources_.rules) / file).find(heading) != std::string::npos)
      row_.text = file;
    else
      hole("text: " + file + " does not state it");
    row_.checker = rule_.checker != nullptr;
    if (!row_.checker) hole("checker: none is linked");
  }

  // --- the example

  void find_example() {
    const auto file = anchor_of(rule_.id) + ".json";
    const auto text = text_of(fs::path(sources_.traces) / file);
    if (text.empty()) return hole("example: there is no recorded trace " + file);
    try {
      judge_example(spec::parse_trace(text), text);
    } catch (const spec::FormatError& error) {
      hole("example: " + file + " is no trace: " + error.what());
    }
  }

  void judge_example(const spec::Trace& trace, const std::string& text) {
    const auto judgement = rule_.judge(spec::History(trace));
    if (judgement.verdict == spec::Verdict::vacuous)
      return hole("example: its recorded trace does not reach the rule");
    if (judgement.verdict == spec::Verdict::violated)
      return hole("example: its recorded trace violates the rule: " + judgement.reason);
    const auto scenario = conformance::parse_scenario(rule_.example);
    if (!scenario.python &&
        spec::to_json(conformance::ReferenceAdapter::trace(scenario, trace.edition)) != text)
      return hole("example: the reference runs it otherwise than was recorded");
    row_.example = to_string(trace.edition);
  }

  // --- the tests

  void find_falsifications() {
    if (!sources_.falsifying) return;
    row_.falsified = sources_.falsifying->falsifications(rule_);
    if (row_.falsified == 0) hole("falsified: no test that is named after it sees it violated");
  }

  /// Whether only a Python can run its property, and so not the reference.
  bool needs_python() const { return conformance::Focus(rule_.focus).speaks_python(); }

  void find_property() {
    if (!sources_.properties) return;
    row_.property = sources_.properties->property(rule_);
    row_.property_skipped = needs_python() && sources_.properties->skips_property(rule_);
    if (row_.property_skipped) return;
    if (!row_.property)
      hole("property: its test was not run, or has failed");
    else if (*row_.property == 0)
      hole("property: never reached");
  }

  // --- the recordings

  void find_reach() {
    for (auto edition = rule_.editions.first; edition <= rule_.editions.last; ++edition.minor)
      row_.recorded[edition] = reached_in(edition);
    if (row_.scenarios == 0)
      hole("scenario: none that is written by hand reaches it in " +
           to_string(rule_.editions.last));
  }

  std::uint64_t reached_in(Edition edition) {
    std::uint64_t reached = 0;
    bool is_recorded = false;
    for (const auto& reach : sources_.reach) {
      if (reach.edition != edition) continue;
      is_recorded = true;
      reached += count(reach);
    }
    if (!is_recorded)
      hole("recording: there is none of " + to_string(edition));
    else if (reached == 0)
      hole("recording: never reached in " + to_string(edition));
    return reached;
  }

  std::uint64_t count(const Reach& reach) {
    const auto& tallies = reach.tally.rules();
    const auto tally = std::ranges::find(tallies, &rule_, &conformance::RuleTally::rule);
    if (tally == tallies.end()) return 0;
    if (tally->violated > 0)
      hole("recording: violated in " + to_string(reach.edition) + ", " +
           std::string(to_string(reach.part)) + ": " + tally->first_violation->judgement.reason);
    if (reach.edition == rule_.editions.last) {
      row_.by_part[reach.part] = tally->reached();
      if (is_written_by_hand(reach.part)) row_.scenarios += tally->reached();
    }
    return tally->reached();
  }

  const Rule& rule_;
  const MatrixSources& sources_;
  MatrixRow row_;
};

}  // namespace

bool is_written_by_hand(Part part) {
  return conformance::generate_scenarios(part) == nullptr;
}

std::vector<MatrixRow> make_matrix(const MatrixSources& sources) {
  std::vector<MatrixRow> rows;
  for (const auto& rule : spec::law()) rows.push_back(RowMaker(rule, sources).make());
  return rows;
}

}  // namespace gathercheck::tools
