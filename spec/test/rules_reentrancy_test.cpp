// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <utility>

#include "examples.hpp"

namespace gathercheck::spec {
namespace {

TEST(Self1, FalseIsRejected) {
  Trace trace = example_trace("SELF-1");
  event_of(trace, EventKind::cancel, "outer").accepted = false;
  EXPECT_EQ(verdict_of("SELF-1", trace), Verdict::violated);
}

TEST(Self1, AChildThatSleepsOnIsRejected) {
  Trace trace = example_trace("SELF-1");
  event_of(trace, EventKind::interrupted, "a").kind = EventKind::resumed;
  EXPECT_EQ(verdict_of("SELF-1", trace), Verdict::violated);
}

TEST(Self1, ASiblingThatSleepsOnIsRejected) {
  Trace trace = example_trace("SELF-1");
  event_of(trace, EventKind::interrupted, "b").kind = EventKind::resumed;
  EXPECT_EQ(verdict_of("SELF-1", trace), Verdict::violated);
}

TEST(Self2, AValueThatSurvivesIsRejected) {
  Trace trace = example_trace("SELF-2");
  event_of(trace, EventKind::awaited, "main").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("SELF-2", trace), Verdict::violated);
}

TEST(Self3, AGatherThatHearsOfItLateIsRejected) {
  Trace trace = example_trace("SELF-3");
  event_of(trace, EventKind::awaited, "main").time = 8;
  EXPECT_EQ(verdict_of("SELF-3", trace), Verdict::violated);
}

TEST(Self3, AChildThatIsInterruptedItselfIsRejected) {
  Trace trace = example_trace("SELF-3");
  event_of(trace, EventKind::resumed, "a", 1).kind = EventKind::interrupted;
  EXPECT_EQ(verdict_of("SELF-3", trace), Verdict::violated);
}

TEST(Self4, FalseIsRejected) {
  Trace trace = example_trace("SELF-4");
  event_of(trace, EventKind::cancel, "outer").accepted = false;
  EXPECT_EQ(verdict_of("SELF-4", trace), Verdict::violated);
}

TEST(Self5, TrueIsRejected) {
  Trace trace = example_trace("SELF-5");
  event_of(trace, EventKind::cancel, "outer").accepted = true;
  EXPECT_EQ(verdict_of("SELF-5", trace), Verdict::violated);
}

TEST(Self6, TrueIsRejected) {
  Trace trace = example_trace("SELF-6");
  event_of(trace, EventKind::cancel, "outer").accepted = true;
  EXPECT_EQ(verdict_of("SELF-6", trace), Verdict::violated);
}

TEST(Self6, ALostResultIsRejected) {
  Trace trace = example_trace("SELF-6");
  event_of(trace, EventKind::awaited, "main").outcome =
      Outcome::failure({"CancelledError", {}, 99});
  EXPECT_EQ(verdict_of("SELF-6", trace), Verdict::violated);
}

TEST(Self7, AnOuterThatKeepsAnotherOutcomeIsRejected) {
  Trace trace = example_trace("SELF-7");
  event_of(trace, EventKind::final, "outer").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("SELF-7", trace), Verdict::violated);
}

TEST(Self7, AChildThatIsInterruptedIsRejected) {
  Trace trace = example_trace("SELF-7");
  event_of(trace, EventKind::resumed, "a", 1).kind = EventKind::interrupted;
  EXPECT_EQ(verdict_of("SELF-7", trace), Verdict::violated);
}

TEST(Self8, LeavesOutOfOrderAreRejected) {
  Trace trace = example_trace("SELF-8");
  std::swap(event_of(trace, EventKind::interrupted, "x").of,
            event_of(trace, EventKind::interrupted, "y").of);
  EXPECT_EQ(verdict_of("SELF-8", trace), Verdict::violated);
}

TEST(Self8, AMiddleTaskBeforeItsLeavesIsRejected) {
  Trace trace = example_trace("SELF-8");
  std::swap(event_of(trace, EventKind::awaited, "a"), event_of(trace, EventKind::interrupted, "x"));
  EXPECT_EQ(verdict_of("SELF-8", trace), Verdict::violated);
}

TEST(Self8, MiddleTasksOutOfOrderAreRejected) {
  Trace trace = example_trace("SELF-8");
  std::swap(event_of(trace, EventKind::awaited, "a"), event_of(trace, EventKind::awaited, "b"));
  EXPECT_EQ(verdict_of("SELF-8", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
