// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "gathercheck/spec/rule.hpp"

namespace gathercheck::spec {
namespace {

struct Behaviour {
  std::string id, text, note;
  std::vector<std::string> rules;
};

/// spec/behaviours.md: its rows, and the list of the rules that none of them names.
struct Table {
  std::vector<Behaviour> behaviours;
  std::vector<std::string> beyond;
};

/// How many behaviours each section has.
const std::map<char, std::size_t> section_sizes{
    {'A', 27}, {'B', 12}, {'C', 7}, {'D', 8},  {'E', 18}, {'F', 9}, {'G', 11}, {'H', 35},
    {'J', 12}, {'K', 10}, {'L', 6}, {'M', 12}, {'N', 10}, {'O', 5}, {'P', 7},  {'Q', 5},
    {'R', 6},  {'S', 13}, {'T', 2}, {'U', 3},  {'V', 4},  {'W', 3}, {'X', 3},  {'Y', 14}};

/// The behaviours that must be covered, by ids ("E15") and ranges of them ("E01-E12").
constexpr std::string_view covered =
    "B01-B12 C01-C08 D01-D06 D08 E01-E12 E15 E17 E18 F01-F09 G01-G06 G08-G11 H01-H20 H22 H23 "
    "H25-H33 H35 J01-J06 J09-J12 K01-K10 L01-L03 M01-M12 N01-N10 O01-O05 P01-P06 U01-U03 X02 "
    "Y04-Y10 Y13";

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) {
    const auto first = part.find_first_not_of(' ');
    const auto last = part.find_last_not_of(' ');
    parts.push_back(first == std::string::npos ? "" : part.substr(first, last - first + 1));
  }
  return parts;
}

void read_row(const std::string& line, Table& table) {
  const auto cells = split(line, '|');
  if (cells.size() != 5) throw std::runtime_error("expected four cells: " + line);
  if (cells[1] == "id" || cells[1].starts_with("---")) return;
  Behaviour behaviour{cells[1], cells[2], cells[4], {}};
  for (const auto& rule : split(cells[3], ','))
    if (!rule.empty()) behaviour.rules.push_back(rule);
  table.behaviours.push_back(behaviour);
}

Table read_table() {
  std::ifstream in(GATHERCHECK_BEHAVIOURS);
  if (!in) throw std::runtime_error("cannot read " GATHERCHECK_BEHAVIOURS);
  Table table;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("|"))
      read_row(line, table);
    else if (line.starts_with("- "))
      table.beyond.push_back(line.substr(2, line.find(':') - 2));
  }
  return table;
}

bool must_be_covered(const std::string& id) {
  const auto ranges = split(std::string(covered), ' ');
  return std::ranges::any_of(ranges, [&](const std::string& range) {
    return range.substr(0, 3) <= id && id <= range.substr(range.size() - 3);
  });
}

TEST(Behaviours, EverySectionIsComplete) {
  std::map<char, std::size_t> sizes;
  for (const auto& behaviour : read_table().behaviours) ++sizes[behaviour.id.at(0)];
  EXPECT_EQ(sizes, section_sizes);
}

TEST(Behaviours, NoIdStandsTwice) {
  std::set<std::string> ids;
  for (const auto& behaviour : read_table().behaviours)
    EXPECT_TRUE(ids.insert(behaviour.id).second) << behaviour.id;
}

TEST(Behaviours, EveryRowSaysWhatTheBehaviourIs) {
  for (const auto& behaviour : read_table().behaviours)
    EXPECT_FALSE(behaviour.text.empty()) << behaviour.id;
}

TEST(Behaviours, EveryRuleThatIsNamedExists) {
  const auto table = read_table();
  for (const auto& behaviour : table.behaviours)
    for (const auto& rule : behaviour.rules)
      EXPECT_NE(find_rule(rule), nullptr) << behaviour.id << " names " << rule;
  for (const auto& rule : table.beyond) EXPECT_NE(find_rule(rule), nullptr) << rule;
}

TEST(Behaviours, EveryRuleIsNamed) {
  const auto table = read_table();
  std::set<std::string_view> named(table.beyond.begin(), table.beyond.end());
  for (const auto& behaviour : table.behaviours)
    named.insert(behaviour.rules.begin(), behaviour.rules.end());
  for (const auto& rule : law()) EXPECT_TRUE(named.contains(rule.id)) << rule.id;
}

TEST(Behaviours, NoRuleIsBothNamedAndBeyond) {
  const auto table = read_table();
  for (const auto& behaviour : table.behaviours)
    for (const auto& rule : behaviour.rules)
      EXPECT_EQ(std::ranges::count(table.beyond, rule), 0) << behaviour.id << " names " << rule;
}

TEST(Behaviours, WhatMustBeCoveredIsCovered) {
  for (const auto& behaviour : read_table().behaviours)
    EXPECT_FALSE(must_be_covered(behaviour.id) && behaviour.rules.empty()) << behaviour.id;
}

TEST(Behaviours, WhatNoRuleCoversHasAReason) {
  for (const auto& behaviour : read_table().behaviours)
    EXPECT_FALSE(behaviour.rules.empty() && behaviour.note.empty()) << behaviour.id;
}

}  // namespace
}  // namespace gathercheck::spec
