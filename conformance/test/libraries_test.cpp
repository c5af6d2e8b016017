// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/scenario_needs.hpp"
#include "gathercheck/conformance/scenario_source.hpp"
#include "gathercheck/conformance/trial.hpp"
#include "gathercheck/spec/rule.hpp"
#include "libraries/coroutine_library.hpp"
#include "libraries/promise_library.hpp"
#include "make_implementation.hpp"
#include "placement.hpp"

namespace gathercheck::conformance {
namespace {

using spec::EventKind;
using spec::Verdict;

template <class L>
std::unique_ptr<Implementation> made() {
  return make_adapter([] { return std::make_unique<L>(); });
}

/// What the rule says of its own example.
Verdict verdict(Implementation& implementation, std::string_view id) {
  const auto* rule = spec::find_rule(id);
  auto run = implementation.run_one(parse_scenario(rule->example));
  if (const auto* trouble = run.trouble()) {
    ADD_FAILURE() << id << ": " << trouble->what;
    return Verdict::vacuous;
  }
  return rule->judge(spec::History(run.trace())).verdict;
}

void expect(Implementation& implementation, Verdict expected,
            std::initializer_list<std::string_view> ids) {
  for (const auto id : ids) EXPECT_EQ(verdict(implementation, id), expected) << id;
}

std::string_view nearest(Implementation& implementation) {
  static const LineUp line_up(spec::newest_edition, 150);
  return place(implementation, line_up, spec::newest_edition).nearest()->name;
}

/// The outcome that `of` had in the end.
spec::Outcome final_outcome(const spec::Trace& trace, std::string_view of) {
  for (const auto& event : trace.events)
    if (event.kind == EventKind::final && trace.name(event.of) == of) return event.outcome;
  ADD_FAILURE() << of << " never came into being";
  return {};
}

TEST(Promise, KeepsTheRulesOfValuesAndFailsAtOnce) {
  const auto library = made<PromiseLibrary>();
  expect(*library, Verdict::holds, {"RES-1", "ERR-1", "ERR-5", "NEST-1", "EMPTY-1"});
  EXPECT_EQ(nearest(*library), "promise_all");
}

TEST(Promise, IsJudgedInScenariosThatItCanRun) {
  const auto library = made<PromiseLibrary>();
  const auto rules = select_rules({}, {"values"}, spec::newest_edition);
  const TrialOptions options{.cases = 300, .reach = 0};
  const auto result = hold_trial(*library, rules, spec::newest_edition, options);
  EXPECT_FALSE(result.tally.any_violated());
  EXPECT_EQ(result.mishaps, 0u);
  EXPECT_GT(result.judged, 30u);
  EXPECT_EQ(result.judged + result.not_run, result.generated);
}

std::string text_of(const std::string& path) {
  std::ifstream file(std::string(GATHERCHECK_CONFORMANCE) + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Promise, StandsOnThePageAsItIs) {
  const auto code = text_of("/test/libraries/promise_library.hpp");
  const auto begin = code.find("class PromiseLibrary");
  const auto end = code.find("\n};\n", begin);
  ASSERT_NE(end, code.npos);
  EXPECT_NE(text_of("/adapters/README.md").find(code.substr(begin, end - begin)), code.npos);
}

TEST(Coroutines, AwaitChildrenOneAfterAnother) {
  const auto library = made<CoroutineLibrary>();
  expect(*library, Verdict::violated, {"RUN-4"});
  EXPECT_EQ(nearest(*library), "one_after_another");
}

TEST(Coroutines, DropTheChildThatTheyAwaitWhenTheyAreDestroyed) {
  const auto library = made<CoroutineLibrary>();
  auto run = library->run_one(parse_scenario(R"({"scenario":1,"awaitables":[
    {"name":"a","kind":"coroutine","script":[{"sleep":2}],"on_cancel":[[{"return":1}]]},
    {"name":"g","kind":"gather","of":["a"]}],
    "main":{"script":[{"gather":"g"},{"sleep":1},{"cancel":"g"},{"await":"g"}]}})"));
  const auto& trace = run.trace();
  EXPECT_TRUE(final_outcome(trace, "g").is_error());
  EXPECT_TRUE(std::ranges::none_of(trace.events, [&](const spec::Event& event) {
    return trace.name(event.of) == "a" && event.kind == EventKind::ended;
  }));
}

/// A library that does something odd when it is called.
class OddLibrary final : public Library {
 public:
  using Odd = void (*)(const Done&);

  explicit OddLibrary(Odd odd) : odd_(odd) {}
  Identity identity() const override { return PromiseLibrary().identity(); }
  std::unique_ptr<Group> gather(std::vector<Child>, bool, Done done) override {
    odd_(done);
    return std::make_unique<Group>();
  }

 private:
  Odd odd_;
};

constexpr auto one_gather = R"({"scenario":1,"awaitables":[
  {"name":"a","kind":"coroutine","script":[{"return":1}]},
  {"name":"g","kind":"gather","of":["a"]}],"main":{"script":[{"gather":"g"},{"await":"g"}]}})";

conformance::Run run_of(OddLibrary::Odd odd) {
  return make_adapter([odd] { return std::make_unique<OddLibrary>(odd); })
      ->run_one(parse_scenario(one_gather));
}

TEST(Bridge, TellsWhatALibraryThrowsAtTheCall) {
  auto run = run_of([](const Library::Done&) { throw std::invalid_argument("no"); });
  const auto& events = run.trace().events;
  const auto call = std::ranges::find(events, EventKind::gather, &spec::Event::kind);
  ASSERT_NE(call, events.end());
  EXPECT_EQ(call->outcome.error()->type, "invalid_argument");
}

TEST(Bridge, TellsWhatALibraryCannotBeAsked) {
  auto run = run_of([](const Library::Done&) { throw Unsupported("two children"); });
  EXPECT_EQ(*run.trouble(), (Trouble{Trouble::Kind::unclaimed, "needs two children"}));
}

TEST(Bridge, LeavesAGatherPendingThatNeverEnds) {
  auto run = run_of([](const Library::Done&) {});
  EXPECT_TRUE(final_outcome(run.trace(), "g").is_pending());
}

TEST(Bridge, TakesTheFirstEndOfAGather) {
  auto run = run_of([](const Library::Done& done) {
    done(Outcome::cancelled());
    done(Outcome(Value()));
  });
  EXPECT_TRUE(final_outcome(run.trace(), "g").is_cancellation());
}

TEST(Bridge, RefusesWhatIsNotClaimed) {
  auto run = made<PromiseLibrary>()->run_one(parse_scenario(R"({"scenario":1,"awaitables":[
    {"name":"g","kind":"gather","of":[],"return_exceptions":true}],
    "main":{"script":[{"gather":"g"}]}})"));
  ASSERT_NE(run.trouble(), nullptr);
  EXPECT_EQ(run.trouble()->what, "needs return_exceptions, which promise does not claim");
}

/// The programs that speak the protocol, beside the same libraries in this process.
void expect_same_traces(Implementation& served, Implementation& direct) {
  EXPECT_EQ(served.identity(), direct.identity());
  RandomScenarios random(500, 1, {});
  const auto scenarios = random.next(500);
  std::vector<std::string> texts;
  const auto said_in = [](conformance::Run& run) {
    return run.trouble() ? run.trouble()->what : std::string(run.text());
  };
  direct.run(scenarios, [&](std::size_t, conformance::Run run) { texts.push_back(said_in(run)); });
  served.run(scenarios, [&](std::size_t i, conformance::Run run) {
    EXPECT_EQ(said_in(run), texts[i]) << to_json(scenarios[i]);
  });
}

TEST(Serving, GivesTheTracesThatTheLibraryGives) {
  const auto direct = made<PromiseLibrary>();
  expect_same_traces(*make_implementation(GATHERCHECK_PROMISE_PROGRAM), *direct);
}

#ifdef GATHERCHECK_BOOST_ASIO
TEST(BoostAsio, WaitForAllTellsTheFirstFailureWhenAllHaveEnded) {
  const auto library = make_implementation("boost.asio:wait_for_all");
  expect(*library, Verdict::holds, {"RES-1", "ERR-3", "ERR-5", "RET-1", "NEST-3", "CANCEL-1"});
  expect(*library, Verdict::violated, {"ERR-1", "NEST-10"});
  EXPECT_EQ(nearest(*library), "wait_for_all");
}

TEST(BoostAsio, WaitForOneErrorCancelsTheSiblings) {
  const auto library = make_implementation("boost.asio:wait_for_one_error");
  expect(*library, Verdict::holds, {"RES-1", "RET-1", "NEST-3", "CANCEL-1"});
  expect(*library, Verdict::violated, {"ERR-5"});
  EXPECT_EQ(nearest(*library), "structured_concurrency");
}

TEST(BoostAsio, AGroupOfNoneNeverCompletes) {
  for (const auto* name : {"boost.asio:wait_for_all", "boost.asio:wait_for_one_error"}) {
    const auto library = make_implementation(name);
    EXPECT_EQ(verdict(*library, "EMPTY-1"), Verdict::violated);
    auto run = library->run_one(parse_scenario(spec::find_rule("EMPTY-1")->example));
    EXPECT_EQ(run.trouble(), nullptr) << "it is no trouble of the harness";
  }
}
#endif

#ifdef GATHERCHECK_QT
TEST(Qt, WhenAllTellsTheFailureOfTheFirstArgumentWhenAllHaveEnded) {
  const auto library = make_implementation("qt:when_all");
  expect(*library, Verdict::holds, {"RES-1", "ERR-5", "NEST-1", "DUP-1", "EMPTY-1"});
  expect(*library, Verdict::violated, {"ERR-1", "ERR-3"});
  EXPECT_EQ(nearest(*library), "wait_for_all_by_index");
}

TEST(Qt, CancellingWhatWhenAllGaveReachesNoChild) {
  const auto library = make_implementation("qt:when_all");
  expect(*library, Verdict::violated, {"CANCEL-1"});
}
#endif

TEST(Names, OfLibrariesThatThereAreNotAreToldApartFromCommands) {
  EXPECT_THROW(make_implementation("boost.asio:wait_for_none"), Unavailable);
  EXPECT_THROW(make_implementation("qt:when_any"), Unavailable);
}

}  // namespace
}  // namespace gathercheck::conformance
