// SPDX-License-Identifier: MIT
#include "gathercheck/spec/side_by_side.hpp"

#include <gtest/gtest.h>

#include <string>

#include "gathercheck/spec/trace_json.hpp"

namespace gathercheck::spec {
namespace {

/// main gathers a, whose error is object 1, and gets the error `got` at `turn`.
Trace failing(int got, int turn) {
  const auto error = [](int id) {
    return R"({"error":{"type":"ValueError","id":)" + std::to_string(id) + "}}";
  };
  return parse_trace(R"({"trace":1,"edition":"3.13","awaitables":[{"name":"main","kind":"task"},)"
                     R"({"name":"a","kind":"task"},{"name":"g","kind":"gather"}],"events":[)"
                     R"({"t":0,"turn":0,"event":"started","of":"main"},)"
                     R"({"t":0,"turn":1,"event":"ended","of":"a","outcome":)" +
                     error(1) + R"(},{"t":0,"turn":)" + std::to_string(turn) +
                     R"(,"event":"awaited","of":"main","on":"g","outcome":)" + error(got) +
                     R"(}],"end":"idle"})");
}

TEST(SideBySide, SaysTheSameOnceForBoth) {
  const auto both = side_by_side(failing(1, 3), failing(1, 3));
  ASSERT_EQ(both.rows.size(), 3u);
  for (const auto& row : both.rows) EXPECT_TRUE(row.is_same);
}

TEST(SideBySide, MarksTheFirstDifferenceAndTellsItsTime) {
  EXPECT_EQ(lanes(failing(1, 3), "CPython 3.13", failing(1, 4), "mine"),
            "     t turn  CPython 3.13                      mine\n"
            "     0    0  main starts                       main starts\n"
            "     0    1  a raises ValueError               a raises ValueError\n"
            ">    0    3  main gets ValueError from g       main gets ValueError from g\n"
            "                                                 (at 0, turn 4)\n");
  EXPECT_EQ(side_by_side(failing(1, 3), failing(1, 4)).detail, Detail::plain);
}

TEST(SideBySide, NumbersTheObjectsIfNothingElseDiffers) {
  EXPECT_EQ(lanes(failing(1, 3), "CPython 3.13", failing(2, 3), "mine"),
            "     t turn  CPython 3.13                      mine\n"
            "     0    0  main starts                       main starts\n"
            "     0    1  a raises ValueError #1            a raises ValueError #1\n"
            ">    0    3  main gets ValueError #1 from g    main gets ValueError #2 from g\n");
  EXPECT_EQ(side_by_side(failing(1, 3), failing(2, 3)).detail, Detail::objects);
}

TEST(SideBySide, LeavesOutWhatOnlyOneSideHas) {
  auto longer = failing(1, 3);
  auto shorter = longer;
  shorter.events.erase(shorter.events.begin() + 1);
  const auto both = side_by_side(longer, shorter);
  ASSERT_EQ(both.rows.size(), 3u);
  EXPECT_EQ(both.rows[1].right, no_event);
  EXPECT_EQ(both.rows[2].right, 1u);
  EXPECT_TRUE(both.rows[2].is_same);
}

}  // namespace
}  // namespace gathercheck::spec
