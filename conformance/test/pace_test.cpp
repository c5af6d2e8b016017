// SPDX-License-Identifier: MIT
#include "pace.hpp"

#include <gtest/gtest.h>

#include "gathercheck/conformance/trial.hpp"

namespace gathercheck::conformance {
namespace {

TEST(Pace, IsTheUsualOneOfWhatIsNotKnownToBeSlow) {
  const TrialOptions usual;
  for (const auto* name : {"reference", "boost_asio", "javascript:promise_all",
                           "python3 my_gather.py", "pypy3 my_gather.py", "library:./mine", ""}) {
    const auto pace = pace_of(name);
    EXPECT_EQ(pace.cases, usual.cases) << name;
    EXPECT_EQ(pace.reach, usual.reach) << name;
    EXPECT_EQ(pace.reach_of_python, usual.reach_of_python) << name;
    EXPECT_EQ(pace.jobs, 1U) << name;
  }
}

TEST(Pace, AsksLessOfAPyPyWhicheverItIs) {
  const TrialOptions usual;
  for (const auto* name : {"pypy", "pypy:3.10"}) {
    const auto pace = pace_of(name);
    EXPECT_LT(pace.cases, usual.cases) << name;
    EXPECT_LT(pace.reach, usual.reach) << name;
    EXPECT_LT(pace.reach_of_python, usual.reach_of_python) << name;
    EXPECT_GT(pace.jobs, 1U) << name;
  }
}

TEST(Pace, AsksAsMuchOfAPythonInSeveralProcesses) {
  const TrialOptions usual;
  for (const auto* name : {"python", "python:3.8"}) {
    const auto pace = pace_of(name);
    EXPECT_EQ(pace.cases, usual.cases) << name;
    EXPECT_EQ(pace.reach, usual.reach) << name;
    EXPECT_GT(pace.jobs, 1U) << name;
  }
}

TEST(Pace, HasMoreOfUvloopWaitAtTheSameTimeThanThereAreProcessors) {
  const TrialOptions usual;
  const auto pace = pace_of("uvloop");
  EXPECT_EQ(pace.cases, usual.cases);
  EXPECT_LT(pace.reach, usual.reach);
  EXPECT_GT(pace.jobs, pace_of("python").jobs);
}

}  // namespace
}  // namespace gathercheck::conformance
