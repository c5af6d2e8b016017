// SPDX-License-Identifier: MIT
#include "library_answers.hpp"

#include <limits>

#include "child_answers.hpp"
#include "gathercheck/spec/json_reader.hpp"

namespace gathercheck::conformance {
namespace {

using spec::JsonReader;

std::size_t number(const JsonReader& node) {
  return static_cast<std::size_t>(node.integer(0, std::numeric_limits<std::int32_t>::max()));
}

decltype(Deed::end) end_of(const JsonReader& deed) {
  if (deed.has("list") + deed.has("outcome") + deed.has("cancelled") != 1)
    deed.complain("expected \"done\" and one of \"list\", \"outcome\" and \"cancelled\"");
  if (deed.has("list")) {
    Deed::List list;
    deed.at("list").for_each(
        [&](const JsonReader& each) { list.outcomes.push_back(number(each)); });
    return list;
  }
  if (deed.has("outcome")) return Deed::Raised{number(deed.at("outcome"))};
  if (!deed.at("cancelled").boolean()) deed.at("cancelled").expected("true");
  return Deed::Cancelled{};
}

Deed deed_of(const JsonReader& node) {
  if (node.has("done")) {
    node.expect_only({"done", "list", "outcome", "cancelled"});
    return {Deed::Kind::done, number(node.at("done")), end_of(node)};
  }
  node.expect_only({"start", "cancel", "drop"});
  if (node.has("start") + node.has("cancel") + node.has("drop") > 1)
    node.complain("expected one of \"start\", \"cancel\", \"drop\" and \"done\"");
  if (node.has("start")) return {Deed::Kind::start, number(node.at("start")), {}};
  if (node.has("cancel")) return {Deed::Kind::cancel, number(node.at("cancel")), {}};
  return {Deed::Kind::drop, number(node.at("drop")), {}};
}

void expect_id(const JsonReader& answer, std::uint64_t id) {
  expect_answer(answer);
  const auto given = answer.at("id");
  if (given.json() != std::to_string(id))
    given.complain("expected the id " + std::to_string(id) + ", found " + given.json());
}

}  // namespace

Identity read_library_hello(const std::string& line) {
  const auto document = JsonReader::parse(line);
  const JsonReader root(document);
  root.expect_only({"hello"});
  root.at("hello").at("library").version(1);
  return read_identity(root.at("hello"), "library");
}

std::variant<std::vector<Deed>, Trouble> read_deeds(const std::string& line, std::uint64_t id) {
  const auto document = JsonReader::parse(line);
  const JsonReader answer(document);
  expect_id(answer, id);
  answer.expect_only({"id", "does", "trouble"});
  if (answer.has("does") == answer.has("trouble"))
    answer.complain("expected either \"does\" or \"trouble\"");
  if (answer.has("trouble")) return Trouble{Trouble::Kind::refused, answer.at("trouble").text()};
  std::vector<Deed> deeds;
  answer.at("does").for_each([&](const JsonReader& each) { deeds.push_back(deed_of(each)); });
  return deeds;
}

}  // namespace gathercheck::conformance
