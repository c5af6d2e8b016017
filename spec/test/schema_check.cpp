// SPDX-License-Identifier: MIT
// schema_check NAME: whether each line of standard input, or all of it if the name is report, is
// valid by the schema of this name. Prints what is wrong; the exit status is 1 then.

#include <iostream>
#include <iterator>
#include <sstream>
#include <vector>

#include "schema.hpp"

namespace {

std::vector<std::string> documents(std::istream& input, bool is_one) {
  if (is_one) return {std::string(std::istreambuf_iterator<char>(input), {})};
  std::vector<std::string> lines;
  for (std::string line; std::getline(input, line);) lines.push_back(line);
  return lines;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string name = argc > 1 ? argv[1] : "";
  const gathercheck::spec::JsonSchema schema(name);
  int status = 0;
  for (const auto& text : documents(std::cin, name == "report")) {
    const auto complaint = schema.complaint(nlohmann::json::parse(text));
    if (complaint.empty()) continue;
    std::cout << complaint << '\n';
    status = 1;
  }
  return status;
}
