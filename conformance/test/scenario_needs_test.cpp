// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/scenario_needs.hpp"

#include <gtest/gtest.h>

#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/rule.hpp"
#include "reference_adapter.hpp"

namespace gathercheck::conformance {
namespace {

/// Of a scenario with these awaitables, these steps of main, and whatever else.
std::string needs(const std::string& awaitables, const std::string& steps = "",
                  const std::string& rest = "") {
  return needs_of(parse_scenario(R"({"scenario":1,"awaitables":[)" + awaitables +
                                 R"(],"main":{"script":[)" + steps + "]}" + rest + "}"));
}

const std::string child = R"({"name":"a","kind":"coroutine","script":[]},)";
const std::string task = R"({"name":"t","kind":"task","script":[]},)";
const std::string future = R"({"name":"f","kind":"future"},)";
const std::string gather = R"({"name":"g","kind":"gather","of":["a"]})";
const std::string call = R"({"gather":"g"})";

TEST(ScenarioNeeds, APlainGatherAsksForNothing) {
  EXPECT_EQ(needs(child + gather, call + R"(,{"await":"g"})"), "");
}

TEST(ScenarioNeeds, TellsWhatItIsMadeOf) {
  EXPECT_EQ(needs(child + future + gather), "futures");
  EXPECT_EQ(needs(child + task + gather), "tasks");
  EXPECT_EQ(needs(R"({"name":"g","kind":"gather","of":[]})"), "empty");
  EXPECT_EQ(needs(child + R"({"name":"g","kind":"gather","of":["a","a"]})"), "duplicates");
  EXPECT_EQ(needs(child + R"({"name":"g","kind":"gather","of":["a"],"return_exceptions":true})"),
            "return_exceptions");
  EXPECT_EQ(needs(child + gather + R"(,{"name":"h","kind":"gather","of":["g"]})"), "nesting");
}

TEST(ScenarioNeeds, TellsWhatIsDoneWherever) {
  const auto doing = [](const std::string& step) { return needs(child + gather, call + step); };
  EXPECT_EQ(doing(R"(,{"cancel":"g"})"), "cancel_outer");
  EXPECT_EQ(doing(R"(,{"cancel":"g","message":"m"})"), "cancel_outer messages");
  EXPECT_EQ(doing(R"(,{"observe":"g"})"), "observe");
  EXPECT_EQ(doing(R"(,{"set_result":"g","value":1})"), "set_by_hand");
  EXPECT_EQ(doing(R"(,{"await":"g","shield":true})"), "shield");
  EXPECT_EQ(needs(child + task + gather, call + R"(,{"cancel":"t"})"), "cancel_child tasks");
  EXPECT_EQ(needs(child + gather, "", R"(,"timeline":[{"at":1,"do":[{"cancel":"main"}]}])"),
            "cancel_awaiter");
  EXPECT_EQ(doing(R"(,{"add_done_callback":"g","label":"l","do":[{"cancel":"g"}]})"),
            "callbacks cancel_outer");
}

TEST(ScenarioNeeds, WhoeverCancelsWhatAwaitsAGatherCancelsThat) {
  const auto cancelling = [](const std::string& tasks) {
    return needs(child + tasks + gather, call + R"(,{"cancel":"t"})");
  };
  const std::string awaiting = R"({"name":"t","kind":"task","script":[{"await":"g"}]},)";
  EXPECT_EQ(cancelling(awaiting), "cancel_awaiter cancel_child tasks");
  EXPECT_EQ(cancelling(R"({"name":"t","kind":"task","script":[{"await":"u"}]},
                          {"name":"u","kind":"task","script":[{"await":"g"}]},)"),
            "cancel_awaiter cancel_child tasks");
  EXPECT_EQ(cancelling(R"({"name":"t","kind":"task","script":[{"sleep":1}]},
                          {"name":"u","kind":"task","script":[{"await":"g"}]},)"),
            "cancel_child tasks");
}

TEST(ScenarioNeeds, OfAnExampleAreClaimedByWhoeverTheRuleIsFor) {
  // The reference can do all but the Python dialect.
  const ReferenceAdapter reference(spec::newest_edition);
  const auto& identity = reference.identity();
  for (const auto& rule : spec::law()) {
    const auto example = parse_scenario(rule.example);
    EXPECT_EQ(identity.supports(needs_of(example)), !example.python) << rule.id;
  }
}

}  // namespace
}  // namespace gathercheck::conformance
