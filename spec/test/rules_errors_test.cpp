// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "examples.hpp"

namespace gathercheck::spec {
namespace {

TEST(Err1, ALateErrorIsRejected) {
  Trace trace = example_trace("ERR-1");
  event_of(trace, EventKind::awaited, "main").time = 5;
  EXPECT_EQ(verdict_of("ERR-1", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
