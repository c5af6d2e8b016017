// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/format_error.hpp"
#include "schema.hpp"

namespace gathercheck::conformance {
namespace {

/// A scenario with every word of the Python dialect in it, as to_json() writes it.
std::string every_word() {
  std::string objects;
  for (const auto& word : object_type_words) {
    const auto type = static_cast<ObjectType>(&word - object_type_words.data());
    objects += R"({"name":"o_)" + std::string(word) + R"(","kind":"object","is":")" +
               std::string(word) + '"';
    if (is_made_of_another(type)) objects += R"(,"of":"t")";
    if (type == ObjectType::wait_for) objects += R"(,"timeout":3)";
    objects += "},";
  }
  std::string notes;
  for (const auto& word : note_words) {
    const auto note = static_cast<Note>(&word - note_words.data());
    notes += R"({"note":")" + std::string(word) + '"';
    if (!may_stand_alone(note)) notes += R"(,"of":"main")";
    if (is_about_two(note)) notes += R"(,"to":"o_equal")";
    notes += "},";
  }
  std::string waits;
  for (const auto word : until_words)
    waits += R"({"wait":["g","f"],"until":")" + std::string(word) + "\"},";
  std::string errors;
  for (const auto word : error_type_words)
    errors += R"({"set_exception":"o_duck_future","error":")" + std::string(word) + "\"},";
  return R"({"scenario":1,"awaitables":[{"name":"t","kind":"task","script":[{"acquire":"s"},)"
         R"({"release":"s"}]},{"name":"f","kind":"future","loop":"other"},)" +
         objects +
         R"({"name":"g","kind":"gather","of":["f","o_list"],"return_exceptions":null,)"
         R"("positional":true,"keywords":{"loop":"running","timeout":-1}},)"
         R"({"name":"h","kind":"gather","of":[],"return_exceptions":"yes"},)"
         R"({"name":"i","kind":"gather","of":[],"return_exceptions":0,"keywords":{"x":1}}],)"
         R"("main":{"script":[)" +
         notes + waits + errors +
         R"({"await":"g","catch":true,"shield":true,"within":2},{"await":"g","timeout":0},)"
         R"({"task_group":["t"]},{"note":"number","of":"t"},{"set_variable":-3},)"
         R"({"set_variable":"v"},{"forget":"o_text"},{"cancel":"o_duck_future"},{"stop":true}]},)"
         R"("timeline":[{"at":1,"do":[{"release":"s"},{"note":"pending"}]}],)"
         R"("python":{"eager":true,"factory":true,"runner":"again","before":[{"gather":"g"}],)"
         R"("current":true,"thread":[{"gather":"h"},{"note":"variable"}]}})";
}

TEST(Dialect, EveryWordSurvivesItsText) {
  const auto scenario = parse_scenario(every_word());
  EXPECT_EQ(to_json(scenario), every_word());
  EXPECT_EQ(parse_scenario(to_pretty_json(scenario)), scenario);
}

TEST(Dialect, EveryWordFitsTheSchema) {
  EXPECT_EQ(spec::JsonSchema("scenario").complaint(nlohmann::json::parse(every_word())), "");
}

TEST(Dialect, ReturnExceptionsCountsByItsTruth) {
  const auto scenario = parse_scenario(every_word());
  const auto count = scenario.awaitables.size();
  EXPECT_FALSE(scenario.awaitables[count - 3].return_exceptions);
  EXPECT_TRUE(scenario.awaitables[count - 2].return_exceptions);
  EXPECT_FALSE(scenario.awaitables[count - 1].return_exceptions);
}

TEST(Dialect, AnEmptyMarkIsKept) {
  const std::string text = R"({"scenario":1,"awaitables":[],"main":{"script":[]},"python":{}})";
  const auto scenario = parse_scenario(text);
  EXPECT_EQ(to_json(scenario), text);
  EXPECT_TRUE(scenario.python.has_value());
  EXPECT_FALSE(speaks_python(scenario));
  EXPECT_TRUE(empty_trace(scenario, spec::newest_edition).python);
}

TEST(Dialect, AWordOfItElsewhereIsNamed) {
  try {
    parse_scenario(R"({"scenario":1,"awaitables":[],"main":{"script":[{"stop":true}]}})");
    FAIL() << "nothing was refused";
  } catch (const spec::FormatError& error) {
    EXPECT_STREQ(error.what(),
                 "main.script[0]: expected \"python\" in the scenario, which \"stop\" needs");
  }
}

TEST(Dialect, StepsStaySmall) {
  EXPECT_LE(sizeof(Step), 200u);
}

}  // namespace
}  // namespace gathercheck::conformance
