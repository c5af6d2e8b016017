// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/lint.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "gathercheck/conformance/capability_probe.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/scenario_needs.hpp"
#include "gathercheck/spec/capability.hpp"
#include "gathercheck/spec/proof.hpp"
#include "mutant_adapter.hpp"
#include "reference_adapter.hpp"
#include "zoo.hpp"

namespace gathercheck::conformance {
namespace {

using spec::Trace;

constexpr std::uint64_t cases = 50;

/// The reference behind an adapter that does something wrong with each trace, or says something
/// wrong of itself.
class BadAdapter : public Implementation {
 public:
  using Spoil = std::function<Run(Trace, std::uint64_t number)>;

  explicit BadAdapter(Spoil spoil) : spoil_(std::move(spoil)) { identity_ = good_.identity(); }

  const Identity& identity() const override { return identity_; }
  Identity& identity() { return identity_; }
  void run(std::span<const Scenario> scenarios, const Report& report) override {
    good_.run(scenarios, [&](std::size_t i, Run run) {
      report(i, run.trouble() ? std::move(run) : spoil_(run.take_trace(), ++number_));
    });
  }

 private:
  ReferenceAdapter good_{spec::newest_edition};
  Identity identity_;
  Spoil spoil_;
  std::uint64_t number_ = 0;
};

Run untouched(Trace trace, std::uint64_t) {
  return Run(std::move(trace));
}

std::vector<std::string> words_of(const Identity& identity) {
  if (!identity.capabilities.contains("all"))
    return {identity.capabilities.begin(), identity.capabilities.end()};
  std::vector<std::string> words;
  for (const auto word : spec::capability_words()) words.emplace_back(word);
  return words;
}

const LintFinding& only_one(const LintResult& result, LintCheck check) {
  EXPECT_EQ(result.findings.size(), 1u);
  for (const auto& each : result.findings) EXPECT_EQ(each.check, check) << each.what;
  return result.findings.at(0);
}

TEST(CapabilityProbes, AreOneForEachWordInItsOrder) {
  const auto words = spec::capability_words();
  ASSERT_EQ(capability_probes().size(), words.size());
  for (const auto& probe : capability_probes())
    EXPECT_NE(std::ranges::find(words, probe.word), words.end()) << probe.word;
}

TEST(CapabilityProbes, NeedWhatTheyProbe) {
  // What a rule and no scenario can ask for stands in no scenario.
  const std::set<std::string_view> seen_in_the_trace_only{
      "identity", "turns", "eager_tasks", "task_groups", "awaited_by", "threads", "refcounts"};
  for (const auto& probe : capability_probes()) {
    const auto needs = " " + needs_of(parse_scenario(probe.scenario)) + " ";
    const bool asked = needs.find(" " + std::string(probe.word) + " ") != std::string::npos;
    EXPECT_NE(asked, seen_in_the_trace_only.contains(probe.word)) << probe.word << ':' << needs;
  }
}

TEST(CapabilityProbes, AreShownByTheReferenceInEveryEditionThatCan) {
  for (auto edition = spec::oldest_edition; edition <= spec::newest_edition; ++edition.minor) {
    ReferenceAdapter reference(edition);
    for (const auto& each : capability_probes()) {
      if (!reference.identity().supports(each.word)) continue;
      const auto found = probe(each, reference);
      EXPECT_FALSE(found.not_tried) << each.word << ' ' << *found.not_tried;
      EXPECT_EQ(found.not_shown.has_value(), edition < each.since)
          << each.word << ' ' << to_string(edition) << ' ' << found.not_shown.value_or("");
    }
  }
}

Probing probing(std::string_view mutant, std::string_view word) {
  MutantAdapter adapter(*find_mutant(mutant));
  return probe(*std::ranges::find(capability_probes(), word, &CapabilityProbe::word), adapter);
}

TEST(CapabilityProbes, TellTheAdapterFromWhatItAdapts) {
  for (const auto& [mutant, word] :
       {std::pair{"hangs_when_empty", "empty"}, std::pair{"wraps_a_failure", "identity"}}) {
    EXPECT_FALSE(probing(mutant, word).not_tried) << word;
    EXPECT_TRUE(probing(mutant, word).not_shown) << word;
  }
  EXPECT_FALSE(probing("hangs_when_empty", "identity").not_shown);
}

TEST(Lint, FindsNothingInTheReference) {
  ReferenceAdapter reference(spec::newest_edition);
  const auto result = lint(reference, cases, 1);
  EXPECT_TRUE(result.findings.empty()) << result.findings.front().what;
  EXPECT_GT(result.scenarios, cases);
  EXPECT_EQ(result.claims, 16u);
  EXPECT_EQ(result.denials,
            0u);  // but the Python dialect, which only those who ask for it are asked about
}

TEST(Lint, FindsWhoGivesNoTrace) {
  BadAdapter adapter([](Trace trace, std::uint64_t number) {
    if (number % 10 == 3)
      return conformance::Run(Trouble{Trouble::Kind::signal, "killed by SIGSEGV"});
    return conformance::Run(std::move(trace));
  });
  const auto result = lint(adapter, cases, 1);
  const auto& first = result.findings.at(0);
  EXPECT_EQ(first.check, LintCheck::answers);
  EXPECT_NE(first.what.find("signal: killed by SIGSEGV"), std::string::npos) << first.what;
  EXPECT_TRUE(first.scenario.has_value());
}

TEST(Lint, FindsWhoRunsTheScriptsWrong) {
  BadAdapter adapter([](Trace trace, std::uint64_t) {
    std::erase_if(trace.events,
                  [](const spec::Event& event) { return event.kind == spec::EventKind::resumed; });
    return conformance::Run(std::move(trace));
  });
  const auto result = lint(adapter, cases, 1);
  EXPECT_TRUE(std::ranges::any_of(result.findings, [](const LintFinding& each) {
    return each.check == LintCheck::scripts && each.what.starts_with("breaks BODY-1: ");
  }));
}

TEST(Lint, FindsWhoRemembersWhatRanBefore) {
  BadAdapter adapter([](Trace trace, std::uint64_t number) {
    for (auto& event : trace.events)
      if (event.kind == spec::EventKind::final)
        event.turn += static_cast<decltype(event.turn)>(number);
    return conformance::Run(std::move(trace));
  });
  const auto result = lint(adapter, cases, 1);
  EXPECT_TRUE(std::ranges::any_of(result.findings, [](const LintFinding& each) {
    return each.check == LintCheck::repetition && each.scenario;
  }));
}

TEST(Lint, FindsAClaimThatIsNotTried) {
  BadAdapter adapter([](Trace trace, std::uint64_t) {
    std::erase_if(trace.events, [](const spec::Event& event) {
      return event.kind == spec::EventKind::registered || event.kind == spec::EventKind::callback;
    });
    return conformance::Run(std::move(trace));
  });
  const auto result = lint(adapter, 0, 1);
  const auto found = std::ranges::find(result.findings, LintCheck::claims, &LintFinding::check);
  ASSERT_NE(found, result.findings.end());
  EXPECT_TRUE(found->what.starts_with("claims callbacks, and does not do it: ")) << found->what;
}

TEST(Lint, OnlyDoubtsWhatTheImplementationMayBeGuiltyOf) {
  MutantAdapter adapter(*find_mutant("hangs_when_empty"));
  const auto result = lint(adapter, cases, 1);
  EXPECT_TRUE(result.findings.empty());
  ASSERT_EQ(result.doubts.size(), 1u);
  EXPECT_TRUE(result.doubts.front().starts_with("empty: ")) << result.doubts.front();
}

TEST(Lint, FindsEachDenialOfWhatIsShown) {
  for (const auto& word : words_of(ReferenceAdapter(spec::newest_edition).identity())) {
    const auto dialect = spec::dialect_capability_words;
    if (std::ranges::find(dialect, word) != dialect.end()) continue;
    BadAdapter adapter(untouched);
    auto words = words_of(adapter.identity());
    adapter.identity().capabilities = {words.begin(), words.end()};
    adapter.identity().capabilities.erase(word);
    const auto result = lint(adapter, 0, 1);
    const auto found = std::ranges::find(result.findings, LintCheck::denials, &LintFinding::check);
    ASSERT_NE(found, result.findings.end()) << word;
    EXPECT_EQ(found->what, "does not claim " + word + ", and shows it");
  }
}

TEST(Lint, FindsWordsThatAreNone) {
  BadAdapter adapter(untouched);
  adapter.identity().capabilities.insert("canceling");
  EXPECT_EQ(only_one(lint(adapter, 0, 1), LintCheck::claims).what,
            "claims \"canceling\", which is no capability");
}

TEST(Lint, EndsWhenItIsInterrupted) {
  ReferenceAdapter reference(spec::newest_edition);
  const auto result =
      lint(reference, cases, 1, [](std::uint64_t done, std::uint64_t) { return done < 64; });
  EXPECT_TRUE(result.interrupted);
}

}  // namespace
}  // namespace gathercheck::conformance
