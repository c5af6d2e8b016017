// SPDX-License-Identifier: MIT
#include "tap_report.hpp"

#include <sstream>

#include "plain_text.hpp"
#include "print.hpp"
#include "standing.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Report;
using conformance::RuleTally;

/// A text as the description of a test: `#` would begin a directive.
std::string description(std::string_view text) {
  std::string out;
  for (const char c : plain_line(text, 300)) {
    if (c == '#' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

/// A key of the block that follows a test, with a text of any length.
std::string entry(std::string_view key, std::string_view text) {
  std::string block = "  " + std::string(key) + ": |\n";
  std::istringstream lines(plain(text, 20'000));
  for (std::string line; std::getline(lines, line);) block += "    " + line + "\n";
  return block;
}

std::string directive(const RuleTally& tally, Standing standing) {
  if (standing == Standing::not_supported)
    return " # SKIP not supported: it needs " + description(tally.rule->needs);
  if (is_as_listed(standing) || standing == Standing::passing)
    return " # TODO listed among the known failures";
  return "";
}

/// Numbers the tests of one report after the other.
class Tap {
 public:
  void add(const Report& report) {
    text_ += "# " + description(report.result.identity.title()) + ", law of " +
             to_string(report.result.edition) + ": " + figures_of(report).text() + "\n";
    text_ += "# " + counted(report.result.generated, "scenario") + " generated, " +
             std::to_string(report.result.judged) + " judged, " +
             std::to_string(report.result.not_run) + " not run, " +
             std::to_string(report.result.mishaps) + " in trouble\n";
    for (const auto& each : report.result.tally.rules()) add(report, each);
    for (const auto& each : report.result.first_mishaps)
      add_error(std::string(to_string(each.trouble.kind)), each.trouble.what);
    if (report.result.interrupted) add_error("interrupted", "the trial was stopped before its end");
    if (!report.result.gone.empty()) add_error("gone", report.result.gone);
  }

  std::string text() const {
    return "TAP version 13\n1.." + std::to_string(number_) + "\n" + text_;
  }

 private:
  void add(const Report& report, const RuleTally& tally) {
    const auto standing = standing_of(report, tally);
    const bool ok = standing == Standing::holds || standing == Standing::passing ||
                    standing == Standing::not_supported;
    test(ok, std::string(tally.rule->id) + " " + std::string(tally.rule->title),
         directive(tally, standing));
    text_ += "  ---\n" + entry("verdict", in_words(standing)) + entry("counts", counts_text(tally));
    const auto* failure = failure_of(report, *tally.rule);
    if (tally.first_violation) text_ += entry("reason", tally.first_violation->judgement.reason);
    if (failure && failure->rule == tally.rule)
      text_ += entry("message", told_of(report, *failure).message);
    text_ += "  ...\n";
  }

  void add_error(const std::string& kind, const std::string& what) {
    test(false, "harness: " + kind, "");
    text_ += "  ---\n" + entry("what", what) + "  ...\n";
  }

  void test(bool ok, std::string_view name, const std::string& directive) {
    text_ += std::string(ok ? "ok " : "not ok ") + std::to_string(++number_) + " - " +
             description(name) + directive + "\n";
  }

  std::string text_;
  std::uint64_t number_ = 0;
};

}  // namespace

std::string tap_report(std::span<const Report> reports) {
  Tap tap;
  for (const auto& each : reports) tap.add(each);
  return tap.text();
}

}  // namespace gathercheck::tools
