// SPDX-License-Identifier: MIT
#include "known_semantics.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "gathercheck/conformance/observation.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "mutant_adapter.hpp"
#include "placement.hpp"
#include "reference_adapter.hpp"
#include "semantics_adapter.hpp"
#include "zoo.hpp"

namespace gathercheck::conformance {
namespace {

using spec::Profile;

#ifdef NDEBUG
constexpr std::uint64_t cases = 2'000;
#else
constexpr std::uint64_t cases = 150;
#endif

/// Made once for all tests of the process.
const LineUp& line_up() {
  static const LineUp made(spec::newest_edition, cases);
  return made;
}

Placement placed(const Semantics& semantics) {
  SemanticsAdapter adapter(semantics);
  return place(adapter, line_up(), adapter.identity().edition);
}

Placement placed(std::string_view mutant) {
  MutantAdapter adapter(*find_mutant(mutant));
  return place(adapter, line_up(), adapter.identity().edition);
}

/// A known semantics in the hands of somebody who can cancel nothing.
class Uncancellable : public SemanticsAdapter {
 public:
  explicit Uncancellable(const Semantics& semantics)
      : SemanticsAdapter(semantics), identity_(SemanticsAdapter::identity()) {
    identity_.capabilities = {"return_exceptions", "duplicates", "nesting", "empty",
                              "futures",           "tasks"};
  }
  const Identity& identity() const override { return identity_; }

 private:
  Identity identity_;
};

/// "behaves as ...", of a placement without a trial.
std::string sentence_of(const Placement& placement) {
  return nearest_of(placement, Tally({}, spec::newest_edition)).sentence();
}

TEST(KnownSemantics, EachSaysWhatItIsAndStandsBelowOneThatItIsLike) {
  std::set<std::string_view> above;
  for (const auto& each : known_semantics()) {
    SCOPED_TRACE(each.name);
    EXPECT_EQ(find_semantics(each.name), &each);
    EXPECT_GE(each.meaning.size(), 30u);
    EXPECT_FALSE(each.title.empty() || each.found.empty());
    EXPECT_EQ(each.meaning.find('|'), std::string_view::npos) << "it stands in a table";
    EXPECT_EQ(each.found.find('|'), std::string_view::npos) << "it stands in a table";
    EXPECT_NE(each.make == nullptr, !each.is_gather());
    EXPECT_EQ(above.empty(), each.like.empty());
    EXPECT_TRUE(above.empty() || above.contains(each.like));
    EXPECT_EQ(each.like.empty(), each.differs.empty());
    EXPECT_TRUE(above.insert(each.name).second);
  }
  EXPECT_EQ(find_semantics("promise_none"), nullptr);
}

TEST(Placements, PreferWhatLacksTheSameOfThoseThatAreAlike) {
  for (const auto* name : {"promise_all", "all_settled"}) {
    Uncancellable adapter(*find_semantics(name));
    const auto placement = place(adapter, line_up(), adapter.identity().edition);
    EXPECT_EQ(placement.nearest()->name, name);
    EXPECT_GT(placement.alike.size(), 1u);
  }
}

TEST(KnownSemantics, AreGatherOfEveryEditionAndTenOthersOrMore) {
  for (int minor = spec::oldest_edition.minor; minor <= spec::newest_edition.minor; ++minor)
    EXPECT_EQ(gather_of({minor}).edition, spec::Edition{minor});
  EXPECT_GE(std::ranges::count_if(known_semantics(), std::not_fn(&Semantics::is_gather)), 10);
}

void expect_recognised(const Semantics& model, const LineUp& line_up) {
  SCOPED_TRACE(model.name);
  SemanticsAdapter adapter(model);
  const auto placement = place(adapter, line_up, adapter.identity().edition);
  EXPECT_EQ(placement.nearest(), &model);
  EXPECT_EQ(placement.scenarios, line_up.items().size());
  for (const auto& agreement : placement.candidates.front().agreement)
    EXPECT_TRUE(agreement.is_full() && agreement.of > 0) << to_string(agreement.profile);
  EXPECT_TRUE(placement.departures.empty());
  // Only editions of gather may be alike.
  EXPECT_TRUE(std::ranges::all_of(placement.alike, [&](const auto* alike) {
    return alike == &model || (alike->is_gather() && model.is_gather());
  }));
}

TEST(Models, AreRecognisedAsThemselves) {
  for (std::uint64_t seed = 2; seed <= 6; ++seed) {
    SCOPED_TRACE(seed);
    const LineUp line_up(spec::newest_edition, cases / 5, seed);
    for (const auto& model : known_semantics()) expect_recognised(model, line_up);
  }
}

TEST(Models, AreRecognisedOnTheLoopOfAnOldEdition) {
  const LineUp line_up(spec::oldest_edition, cases / 5);
  for (const auto& model : known_semantics()) {
    SemanticsAdapter adapter(model, spec::oldest_edition);
    EXPECT_EQ(place(adapter, line_up, spec::oldest_edition).nearest(), &model) << model.name;
  }
}

TEST(Models, BreakTheLawUnlessTheyAreGather) {
  for (const auto& model : known_semantics()) {
    const auto edition = model.edition.value_or(spec::newest_edition);
    const auto& violations = line_up().violations(model, edition);
    EXPECT_EQ(model.is_gather(), std::ranges::all_of(violations, &RuleSet::none)) << model.name;
  }
}

/// A situation in which some of the known behaviours part.
struct Parting {
  std::string_view situation;
  std::string_view awaitables;
  std::string_view timeline;
  std::string_view before = "";   ///< the steps before the call
  std::string_view between = "";  ///< those between the call and the await
};

constexpr auto slow = R"({"name":"b","kind":"coroutine","script":[{"sleep":3},{"return":2}]})";
constexpr auto tidy = R"({"name":"b","kind":"coroutine","script":[{"sleep":3},{"return":2}],
  "on_cancel":[[{"sleep":2}]]})";
constexpr auto failing =
    R"({"name":"a","kind":"coroutine","script":[{"sleep":1},{"raise":"ValueError"}]},)";
constexpr auto nothing = "[]";
constexpr auto wait = R"({"sleep":2},)";
constexpr auto create = R"({"create":"a"},)";
constexpr auto cancel_outer = R"([{"at":1,"do":[{"cancel":"outer"}]}])";
constexpr auto cancel_a = R"([{"at":1,"do":[{"cancel":"a"}]}])";

std::vector<Parting> partings() {
  static const std::string failing_then_slow = std::string(failing) + slow;
  static const std::string failing_then_tidy = std::string(failing) + tidy;
  static const std::string two_failures =
      R"({"name":"a","kind":"coroutine","script":[{"sleep":2},{"raise":"KeyError"}]},
         {"name":"b","kind":"coroutine","script":[{"sleep":1},{"raise":"ValueError"}]})";
  static const std::string two_tidy =
      R"({"name":"a","kind":"coroutine","script":[{"sleep":3},{"return":1}],
          "on_cancel":[[{"sleep":1}]]},)" +
      std::string(tidy);
  static const std::string one_task =
      R"({"name":"a","kind":"task","script":[{"sleep":3},{"return":1}]},)" + std::string(tidy);
  static const std::string stubborn =
      R"({"name":"a","kind":"task","script":[{"sleep":3},{"return":1}]},
         {"name":"b","kind":"coroutine","script":[{"sleep":3},{"return":2}],
          "on_cancel":[[{"raise":"KeyError"}]]})";
  static const std::string at_once =
      R"({"name":"a","kind":"coroutine","script":[{"return":1}]},
         {"name":"b","kind":"coroutine","script":[{"return":2}]})";
  return {
      {"coroutines that need no time", at_once, nothing},
      {"somebody awaits late", failing_then_slow, nothing, "", wait},
      {"a failure while the sibling sleeps", failing_then_slow, nothing},
      {"a failure while the sibling would clean up", failing_then_tidy, nothing},
      {"a later failure of a lower index", two_failures, nothing},
      {"the outer is cancelled", two_tidy, cancel_outer},
      {"a child is cancelled by others", one_task, cancel_a, create},
      {"a child is cancelled, and the sibling makes an error of it", stubborn, cancel_a, create}};
}

Scenario scenario_of(const Parting& parting) {
  return parse_scenario(R"({"scenario":1,"awaitables":[)" + std::string(parting.awaitables) +
                        R"(,{"name":"outer","kind":"gather","of":["a","b"]}],"main":{"script":[)" +
                        std::string(parting.before) + R"(
      {"gather":"outer"},)" +
                        std::string(parting.between) +
                        R"({"await":"outer","catch":true},{"observe":"outer"}],
      "on_cancel":[[{"continue":true}]]},"timeline":)" +
                        std::string(parting.timeline) + "}");
}

/// The first of the situations in which the profile `future` tells the two apart.
std::string_view situation_between(const Semantics& one, const Semantics& other) {
  for (const auto& parting : partings()) {
    const auto scenario = scenario_of(parting);
    const auto seen = [&](const Semantics& model) {
      return Observation(SemanticsAdapter::trace(model, scenario, spec::newest_edition),
                         Profile::future);
    };
    if (seen(one) != seen(other)) return parting.situation;
  }
  return {};
}

TEST(KnownSemantics, AnyTwoPartInASituationThatHasAName) {
  std::vector<const Semantics*> models{&gather_of(spec::newest_edition)};
  for (const auto& each : known_semantics())
    if (!each.is_gather()) models.push_back(&each);
  for (const auto* one : models)
    for (const auto* other : models) {
      if (one == other) break;
      EXPECT_NE(situation_between(*one, *other), "") << one->name << " and " << other->name;
    }
}

TEST(KnownSemantics, TheSituationIsTheOneThatTheLatticeSpeaksOf) {
  const auto between = [](std::string_view one, std::string_view other) {
    return situation_between(*find_semantics(one), *find_semantics(other));
  };
  EXPECT_EQ(between("gather_3.14", "eager_gather"), "coroutines that need no time");
  EXPECT_EQ(between("gather_3.14", "lazy_gather"), "somebody awaits late");
  EXPECT_EQ(between("gather_3.14", "promise_all"), "the outer is cancelled");
  EXPECT_EQ(between("promise_all", "shielded_gather"), "the outer is cancelled");
  EXPECT_EQ(between("cancel_siblings", "structured_concurrency"),
            "a failure while the sibling would clean up");
  EXPECT_EQ(between("wait_for_all", "wait_for_all_by_index"), "a later failure of a lower index");
  EXPECT_EQ(between("gather_listing", "collect_all"), "the outer is cancelled");
}

TEST(Editions, AreToldApartWhereAProfileCan) {
  const auto title = [](int minor) { return title_of(placed(gather_of({minor}))); };
  EXPECT_EQ(title(8), "gather of Python 3.8");
  EXPECT_EQ(title(9), "gather of Python 3.9 and 3.10");
  EXPECT_EQ(title(10), "gather of Python 3.9 and 3.10");
  EXPECT_EQ(title(11), "gather of Python 3.11");
  EXPECT_EQ(title(12), "gather of Python 3.12 and 3.13");
  EXPECT_EQ(title(14), "gather of Python 3.14");
}

TEST(Editions, AnImplementationThatClaimsLittleIsGatherOfMany) {
  /// The gather of 3.8 by what it has in common with all languages.
  class Poor : public Implementation {
   public:
    const Identity& identity() const override { return identity_; }
    void run(std::span<const Scenario> scenarios, const Report& report) override {
      gather_.run(scenarios, report);
    }

   private:
    ReferenceAdapter gather_{spec::oldest_edition};
    Identity identity_{"poor", "1", "C++", spec::newest_edition, {"nesting", "cancel_outer"}};
  } poor;
  const auto placement = place(poor, line_up(), spec::newest_edition);
  EXPECT_EQ(placement.candidates.front().agreement.size(), 2u) << "values and cancellation";
  EXPECT_EQ(title_of(placement), "gather of Python 3.8 to 3.14");
  EXPECT_GT(placement.left_out, 0u);
  EXPECT_EQ(placement.scenarios + placement.left_out, line_up().items().size());
  EXPECT_EQ(placement.mishaps, 0u);
}

TEST(Placements, AWrongGatherThatBreaksOneRuleIsGatherExceptThatRule) {
  const auto placement = placed("raises_at_the_call");
  EXPECT_EQ(sentence_of(placement), "behaves as gather of Python 3.14 except ERR-9");
  ASSERT_EQ(placement.departures.size(), 1u);
  EXPECT_EQ(placement.departures.front().how, Departure::How::breaks);
  EXPECT_GT(placement.departures.front().scenarios, 0u);
}

TEST(Placements, AWrongGatherThatIsAKnownSemanticsIsThat) {
  EXPECT_EQ(sentence_of(placed("cancels_the_siblings_and_waits")),
            "behaves as structured concurrency");
  EXPECT_EQ(sentence_of(placed("does_not_pass_cancel_on")), "behaves as Promise.all");
  EXPECT_EQ(sentence_of(placed("does_nothing_wrong")), "behaves as gather of Python 3.14");
}

TEST(Placements, OnesThatAreLikeAKnownSemanticsAreThatExceptForRules) {
  const auto placement = placed("groups_several_failures");
  EXPECT_EQ(placement.nearest()->name, "wait_for_all");
  EXPECT_FALSE(placement.departures.empty());
  EXPECT_TRUE(std::ranges::is_sorted(placement.departures, {},
                                     [](const auto& each) { return each.rule->profile; }));
}

TEST(Placements, WhatOnlyATrialHasSeenIsADeparture) {
  MutantAdapter adapter(*find_mutant("is_cancelled_with_a_child"));
  const auto* rule = spec::find_rule("BODY-1");
  Tally tally({rule}, spec::newest_edition);
  tally.rules().front().violated = 1;
  tally.rules().front().first_violation =
      Violation{parse_scenario(rule->example), {}, {}, 1};  // the model keeps it there
  const auto placement = place(adapter, line_up(), spec::newest_edition, &tally);
  const auto told = std::ranges::find(placement.departures, rule, &Departure::rule);
  ASSERT_NE(told, placement.departures.end());
  EXPECT_EQ(told->how, Departure::How::breaks);
}

TEST(Placements, WhoRunsNothingIsPlacedNowhere) {
  class Broken : public Implementation {
   public:
    const Identity& identity() const override { return identity_; }
    void run(std::span<const Scenario> scenarios, const Report& report) override {
      for (std::size_t i = 0; i < scenarios.size(); ++i)
        report(i, conformance::Run(Trouble{Trouble::Kind::refused, "not today"}));
    }

   private:
    Identity identity_{"broken", "1", "C++", spec::newest_edition, {"all"}};
  } broken;
  const auto placement = place(broken, line_up(), spec::newest_edition);
  EXPECT_EQ(placement.nearest(), nullptr);
  EXPECT_EQ(placement.mishaps, line_up().items().size());
  TrialResult violated(select_rules({}, {}, spec::newest_edition), spec::newest_edition);
  violated.judged = violated.tally.rules().front().violated = 1;
  EXPECT_EQ(nearest_of(broken, violated, 1), std::nullopt);
}

TEST(Placements, TheSameIsPlacedAlike) {
  const auto one = placed("wraps_a_failure"), again = placed("wraps_a_failure");
  EXPECT_EQ(sentence_of(one), sentence_of(again));
  ASSERT_EQ(one.candidates.size(), known_semantics().size());
  for (std::size_t i = 0; i < one.candidates.size(); ++i)
    EXPECT_EQ(one.candidates[i].semantics, again.candidates[i].semantics);
}

TEST(Placements, ATrialWithoutViolationsNeedsNone) {
  SemanticsAdapter structured(*find_semantics("structured_concurrency"));
  TrialResult kept(select_rules({}, {}, spec::Edition{13}), spec::Edition{13});
  EXPECT_EQ(nearest_of(structured, kept), std::nullopt) << "nothing was judged";
  kept.judged = 1;
  const auto nearest = nearest_of(structured, kept);
  ASSERT_TRUE(nearest);
  EXPECT_EQ(nearest->sentence(), "behaves as gather of Python 3.13");
  EXPECT_TRUE(nearest->agreement.empty()) << "nothing was run";
  EXPECT_EQ(nearest->satisfied, std::nullopt) << "no rule was reached";
}

TEST(Satisfied, IsTheStrongestProfileThatWasReachedAndNotViolated) {
  Tally tally(select_rules({"RES-1", "CHILD-1", "RUN-1"}, {}, spec::newest_edition),
              spec::newest_edition);
  EXPECT_EQ(satisfied_by(tally), std::nullopt);
  tally.rules()[0].holds = tally.rules()[1].holds = 1;
  EXPECT_EQ(satisfied_by(tally), Profile::cancellation);
  tally.rules()[2].holds = 1;
  EXPECT_EQ(satisfied_by(tally), Profile::turns);
  tally.rules()[2].supported = false;
  EXPECT_EQ(satisfied_by(tally), Profile::cancellation);
  tally.rules()[1].violated = 1;
  EXPECT_EQ(satisfied_by(tally), Profile::values);
  tally.rules()[0].violated = 1;
  EXPECT_EQ(satisfied_by(tally), std::nullopt);
}

/// Of 1,000 scenarios of cancellation, in how many it agrees with each; the first is the nearest.
std::vector<std::string> told_as_nearly(
    const std::vector<std::pair<std::string_view, std::uint64_t>>& agreeing) {
  Placement placement;
  for (const auto& [name, equal] : agreeing) {
    const Agreement values{Profile::values, equal, 1'000};
    const Agreement cancellation{Profile::cancellation, equal, 1'000};
    placement.candidates.push_back({find_semantics(name), {values, cancellation}});
  }
  placement.alike = {placement.candidates.front().semantics};
  std::vector<std::string> names;
  for (const auto& each : nearest_of(placement, Tally({}, spec::newest_edition)).nearly) {
    EXPECT_EQ(each.agreement.profile, Profile::cancellation);
    names.push_back(each.semantics);
  }
  return names;
}

TEST(Nearest, TellsThreeOthersThatAreBehindByTwoPointsOrLess) {
  EXPECT_EQ(told_as_nearly({{"promise_all", 980},
                            {"shielded_gather", 961},
                            {"all_settled", 960},
                            {"wait_for_all", 959}}),
            (std::vector<std::string>{"shielded_gather", "all_settled"}));
  EXPECT_EQ(told_as_nearly({{"promise_all", 980},
                            {"shielded_gather", 979},
                            {"all_settled", 978},
                            {"wait_for_all", 977},
                            {"collect_all", 976}}),
            (std::vector<std::string>{"shielded_gather", "all_settled", "wait_for_all"}));
}

TEST(Nearest, TellsNoOtherEditionOfGather) {
  EXPECT_EQ(told_as_nearly({{"gather_3.14", 980}, {"gather_3.11", 975}, {"lazy_gather", 970}}),
            std::vector<std::string>{"lazy_gather"});
  EXPECT_EQ(told_as_nearly({{"lazy_gather", 980}, {"gather_3.11", 975}}),
            std::vector<std::string>{"gather_3.11"});
}

TEST(Sentence, NamesFiveRulesAndCountsTheOthers) {
  Nearest nearest;
  nearest.title = "X";
  const auto rules = spec::law();
  const auto depart = [&](std::size_t count) {
    nearest.departures.clear();
    for (std::size_t i = 0; i < count; ++i)
      nearest.departures.push_back({&rules[i], Departure::How::breaks, 1});
    return nearest.sentence();
  };
  const auto id = [&](std::size_t i) { return std::string(rules[i].id); };
  EXPECT_EQ(depart(1), "behaves as X except " + id(0));
  EXPECT_EQ(depart(2), "behaves as X except " + id(0) + " and " + id(1));
  const auto five = id(0) + ", " + id(1) + ", " + id(2) + ", " + id(3);
  EXPECT_EQ(depart(5), "behaves as X except " + five + " and " + id(4));
  EXPECT_EQ(depart(7), "behaves as X except " + five + ", " + id(4) + " and 2 more");
}

TEST(Sentence, SaysWhatNoRuleTellsAndWhenNothingIsNear) {
  Nearest nearest;
  nearest.title = "X";
  nearest.agreement = {{Profile::values, 9, 9}, {Profile::cancellation, 19, 20}};
  EXPECT_EQ(nearest.sentence(), "behaves as X but for what no rule speaks of");
  nearest.agreement[1].equal = 9;
  EXPECT_EQ(nearest.sentence(), "behaves as nothing that is known; the nearest is X");
  nearest.agreement[1].equal = 10;
  EXPECT_FALSE(nearest.is_far());
}

TEST(Agreement, IsRoundedDown) {
  EXPECT_EQ((Agreement{Profile::values, 2, 2}.percent()), "100 %");
  EXPECT_EQ((Agreement{Profile::values, 9'999, 10'000}.percent()), "99.9 %");
  EXPECT_EQ((Agreement{Profile::values, 0, 3}.percent()), "0.0 %");
}

}  // namespace
}  // namespace gathercheck::conformance
