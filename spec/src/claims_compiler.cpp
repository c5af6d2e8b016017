// SPDX-License-Identifier: MIT
//
// Turns the text of the claims (spec/claims.md) into the table that the library is built with. The
// rules that the claims name must be in the normative text.
//
//   claims_compiler OUT.cpp CLAIMS.md RULES.md...

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <span>
#include <stdexcept>

#include "claim_check.hpp"
#include "gathercheck/spec/finding.hpp"
#include "section.hpp"

namespace {

using namespace gathercheck::spec;

std::set<std::string> ids_in(std::span<char*> texts) {
  std::set<std::string> ids;
  for (const auto* path : texts)
    for (const auto& section : read_sections(path)) ids.insert(section.id);
  return ids;
}

std::string quoted(const std::string& text) {
  return "R\"claim(" + text + ")claim\"";
}

std::string written(const Finding& finding) {
  const auto& editions = finding.editions;
  return "{static_cast<Finding::Truth>(" + std::to_string(static_cast<int>(finding.truth)) +
         "), {{" + std::to_string(editions.first.minor) + "}, {" +
         std::to_string(editions.last.minor) + "}}}";
}

void write_claim(const Section& claim, std::ostream& out) {
  const auto block = [&](std::size_t i) {
    return i < claim.blocks.size() ? claim.blocks[i] : std::string();
  };
  out << "    {" << quoted(claim.id) << ", " << quoted(claim.title) << ",\n     "
      << quoted(claim.quote) << ",\n     " << quoted(claim.field("said by")) << ", "
      << quoted(claim.field("language")) << ",\n     " << quoted(claim.field("english"))
      << ",\n     " << written(*parse_finding(claim.field("verdict"))) << ", "
      << quoted(claim.paragraph) << ",\n     " << quoted(claim.field("rules")) << ", "
      << quoted(claim.field("needs")) << ", " << quoted(claim.field("why no scenario"))
      << ",\n     " << quoted(block(0)) << ",\n     " << quoted(block(1)) << "},\n";
}

void write_table(std::span<const Section> claims, std::ostream& out) {
  out << "// Generated from spec/claims.md. Do not edit.\n#include "
         "\"gathercheck/spec/claim.hpp\"\n\n"
         "namespace gathercheck::spec {\n\nstd::span<const Claim> claims() {\n"
         "  static constexpr Claim table[] = {\n";
  for (const auto& claim : claims) write_claim(claim, out);
  out << "  };\n  return table;\n}\n\n}  // namespace gathercheck::spec\n";
}

int compile(std::span<char*> arguments) {
  const auto claims = read_sections(arguments[2]);
  check_claims(claims, ids_in(arguments.subspan(3)));
  std::ofstream table(arguments[1]);
  write_table(claims, table);
  return table.flush() ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 4) throw std::runtime_error("usage: claims_compiler OUT.cpp CLAIMS.md RULES.md...");
  return compile(std::span(argv, static_cast<std::size_t>(argc)));
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return EXIT_FAILURE;
}
