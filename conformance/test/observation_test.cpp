// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/observation.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "gathercheck/conformance/scenario_json.hpp"
#include "reference_adapter.hpp"

namespace gathercheck::conformance {
namespace {

using spec::EventKind;
using spec::Profile;

constexpr auto program = R"({"scenario":1,"awaitables":[
  {"name":"a","kind":"coroutine","script":[{"sleep":1},{"raise":"ValueError"}]},
  {"name":"b","kind":"coroutine","script":[{"sleep":1},{"raise":"CancelledError"}]},
  {"name":"outer","kind":"gather","of":["a","b"],"return_exceptions":true}],
  "main":{"script":[{"gather":"outer"},{"observe":"outer"},{"await":"outer"}]}})";

spec::Trace trace() {
  return ReferenceAdapter::trace(parse_scenario(program), spec::Edition{13});
}

spec::Event& event_of(spec::Trace& trace, EventKind kind) {
  return *std::ranges::find(trace.events, kind, &spec::Event::kind);
}

/// The first profile that tells the two apart; nothing if none does.
std::optional<Profile> first_to_tell(const spec::Trace& one, const spec::Trace& other) {
  for (const auto profile :
       {Profile::values, Profile::cancellation, Profile::future, Profile::turns, Profile::python})
    if (Observation(one, profile) != Observation(other, profile)) return profile;
  return {};
}

TEST(Observation, ValuesSeeWhatAnAwaitBrings) {
  auto other = trace();
  event_of(other, EventKind::awaited).outcome = spec::Outcome::result({});
  EXPECT_EQ(first_to_tell(trace(), other), Profile::values);
}

TEST(Observation, ValuesSeeTimes) {
  auto other = trace();
  event_of(other, EventKind::resumed).time = 2;
  EXPECT_EQ(first_to_tell(trace(), other), Profile::values);
}

TEST(Observation, ReadingsAreOfFutures) {
  auto other = trace();
  event_of(other, EventKind::observed).done = true;
  EXPECT_EQ(first_to_tell(trace(), other), Profile::future);
}

TEST(Observation, WhichObjectItIsIsOfFutures) {
  auto other = trace();
  auto& list = std::get<spec::Value::List>(event_of(other, EventKind::awaited).outcome.value.data);
  list.id = 99;
  EXPECT_EQ(first_to_tell(trace(), other), Profile::future);
}

TEST(Observation, TheOrderAtOneInstantIsOfTurns) {
  auto other = trace();
  const auto first = std::ranges::find(other.events, EventKind::resumed, &spec::Event::kind);
  std::rotate(first, first + 2, first + 4);
  EXPECT_EQ(first_to_tell(trace(), other), Profile::turns);
}

TEST(Observation, TurnsAreOfTurns) {
  auto other = trace();
  ++event_of(other, EventKind::awaited).turn;
  EXPECT_EQ(first_to_tell(trace(), other), Profile::turns);
}

TEST(Observation, MessagesOfCancellationsAreOfPython) {
  auto other = trace();
  auto& list = std::get<spec::Value::List>(event_of(other, EventKind::awaited).outcome.value.data);
  std::get<spec::Error>(list.items[1].data).message = "other";
  EXPECT_EQ(first_to_tell(trace(), other), Profile::python);
}

TEST(Observation, NumbersOfObjectsDoNotMatter) {
  auto other = trace();
  for (auto& e : other.events)
    for (auto* outcome : {&e.outcome, &e.exception})
      if (auto* error = std::get_if<spec::Error>(&outcome->value.data)) error->id += 50;
  EXPECT_EQ(first_to_tell(trace(), other), Profile::future);  // the list has the old ones
  EXPECT_EQ(first_to_tell(trace(), trace()), std::nullopt);
}

TEST(Observation, ValuesHaveNothingToSayOfCancellations) {
  EXPECT_FALSE(concerns(Profile::values, trace()));
  EXPECT_TRUE(concerns(Profile::cancellation, trace()));
}

}  // namespace
}  // namespace gathercheck::conformance
