// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <utility>

#include "examples.hpp"

namespace gathercheck::spec {
namespace {

TEST(Empty1, AnOuterThatIsPendingOnReturnIsRejected) {
  Trace trace = example_trace("EMPTY-1");
  event_of(trace, EventKind::gather).done = false;
  EXPECT_EQ(verdict_of("EMPTY-1", trace), Verdict::violated);
}

TEST(Empty1, NoneInsteadOfAListIsRejected) {
  Trace trace = example_trace("EMPTY-1");
  event_of(trace, EventKind::awaited, "main").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("EMPTY-1", trace), Verdict::violated);
}

TEST(Empty1, AnOuterThatNobodyCompletesIsRejected) {
  Trace trace = example_trace("EMPTY-1");
  event_of(trace, EventKind::final, "outer").outcome = Outcome::pending();
  EXPECT_EQ(verdict_of("EMPTY-1", trace), Verdict::violated);
}

TEST(Empty2, AnAcceptedCancelIsRejected) {
  Trace trace = example_trace("EMPTY-2");
  event_of(trace, EventKind::cancel, "outer").accepted = true;
  EXPECT_EQ(verdict_of("EMPTY-2", trace), Verdict::violated);
}

TEST(Empty3, ASharedListIsRejected) {
  Trace trace = example_trace("EMPTY-3");
  event_of(trace, EventKind::final, "other").outcome =
      event_of(trace, EventKind::final, "outer").outcome;
  EXPECT_EQ(verdict_of("EMPTY-3", trace), Verdict::violated);
}

TEST(Empty4, AnAwaitThatLetsOthersRunIsRejected) {
  Trace trace = example_trace("EMPTY-4");
  std::swap(event_of(trace, EventKind::awaited, "main"),
            event_of(trace, EventKind::started, "other"));
  EXPECT_EQ(verdict_of("EMPTY-4", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
