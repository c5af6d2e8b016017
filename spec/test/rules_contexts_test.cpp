// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "falsify_notes.hpp"

namespace gathercheck::spec {
namespace {

TEST(Ctx1, AChildThatReadsWhatTheCallerSetLaterIsRejected) {
  Trace trace = example_trace("CTX-1");
  note_of(trace, "variable", "a").outcome = number(2);
  EXPECT_EQ(verdict_of("CTX-1", trace), Verdict::violated);
}

TEST(Ctx1, AChildThatReadsWhatItsSiblingSetIsRejected) {
  Trace trace = example_trace("CTX-1");
  note_of(trace, "variable", "b", 1).outcome = number(10);
  EXPECT_EQ(verdict_of("CTX-1", trace), Verdict::violated);
}

TEST(Ctx1, AChildWithAnEmptyContextIsRejected) {
  Trace trace = example_trace("CTX-1");
  note_of(trace, "variable", "a").outcome = none();
  EXPECT_EQ(verdict_of("CTX-1", trace), Verdict::violated);
}

TEST(Ctx2, AChildThatDisturbsTheCallerIsRejected) {
  Trace trace = example_trace("CTX-2");
  note_of(trace, "variable", "main").outcome = number(10);
  EXPECT_EQ(verdict_of("CTX-2", trace), Verdict::violated);
}

TEST(Ctx2, AChildThatDisturbsItsSiblingIsRejected) {
  Trace trace = example_trace("CTX-2");
  note_of(trace, "variable", "a").outcome = number(11);
  EXPECT_EQ(verdict_of("CTX-2", trace), Verdict::violated);
}

TEST(Ctx3, ATaskThatIsGivenTheContextOfTheCallIsRejected) {
  Trace trace = example_trace("CTX-3");
  note_of(trace, "variable", "t").outcome = number(2);
  EXPECT_EQ(verdict_of("CTX-3", trace), Verdict::violated);
}

TEST(Ctx4, ACallbackInTheContextOfTheLastChildIsRejected) {
  Trace trace = example_trace("CTX-4");
  note_of(trace, "variable", "k").outcome = number(10);
  EXPECT_EQ(verdict_of("CTX-4", trace), Verdict::violated);
}

TEST(Ctx4, ACallbackThatReadsWhatWasSetAfterwardsIsRejected) {
  Trace trace = example_trace("CTX-4");
  note_of(trace, "variable", "k").outcome = number(2);
  EXPECT_EQ(verdict_of("CTX-4", trace), Verdict::violated);
}

TEST(Ctx5, AChildThatSetsTheVariableForItsCallerIsRejected) {
  Trace trace = example_trace("CTX-5");
  note_of(trace, "variable", "main").outcome = number(10);
  EXPECT_EQ(verdict_of("CTX-5", trace), Verdict::violated);
}

TEST(Ctx6, AnEagerChildThatRunsInTheContextOfItsCallerIsRejected) {
  Trace trace = example_trace("CTX-6");
  note_of(trace, "variable", "main").outcome = number(10);
  EXPECT_EQ(verdict_of("CTX-6", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
