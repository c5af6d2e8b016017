// SPDX-License-Identifier: MIT
//
// Turns what the text says around the rules into tables that the library is built with: the words
// that spec/README.md explains, and what each family says before its first rule.
//
//   words_compiler OUT.cpp README.md RULES.md...

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <span>
#include <stdexcept>
#include <string>

#include "preface.hpp"
#include "word_table.hpp"

namespace {

using namespace gathercheck::spec;

std::string quoted(const std::string& text) {
  return "R\"words(" + text + ")words\"";
}

void write_glossary(const std::string& path, std::ostream& out) {
  out << "std::span<const Term> glossary() {\n  static constexpr Term terms[] = {\n";
  for (const auto& row : read_words(path))
    out << "    {" << quoted(row.word) << ",\n     " << quoted(row.meaning) << "},\n";
  out << "  };\n  return terms;\n}\n\n";
}

void write_families(std::span<char*> paths, std::ostream& out) {
  out << "std::span<const Family> families() {\n  static constexpr Family families[] = {\n";
  for (const auto* path : paths) {
    const auto preface = read_preface(path);
    out << "    {" << quoted(std::filesystem::path(path).stem().string()) << ", "
        << quoted(preface.title) << ",\n     " << quoted(preface.paragraphs) << "},\n";
  }
  out << "  };\n  return families;\n}\n\n";
}

int compile(std::span<char*> arguments) {
  std::ofstream out(arguments[1]);
  out << "// Generated from spec/README.md and spec/rules/*.md. Do not edit.\n"
         "#include \"gathercheck/spec/family.hpp\"\n#include \"gathercheck/spec/term.hpp\"\n\n"
         "namespace gathercheck::spec {\n\n";
  write_glossary(arguments[2], out);
  write_families(arguments.subspan(3), out);
  out << "}  // namespace gathercheck::spec\n";
  return out.flush() ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 4) throw std::runtime_error("usage: words_compiler OUT.cpp README.md RULES.md...");
  return compile(std::span(argv, static_cast<std::size_t>(argc)));
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return EXIT_FAILURE;
}
