// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/packed_lines.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "gathercheck/conformance/recording_error.hpp"

namespace gathercheck::conformance {
namespace {

std::string packed(const std::vector<std::string>& lines) {
  LinePacker packer;
  for (const auto& line : lines) packer.add(line);
  return packer.finish();
}

std::vector<std::string> unpacked(std::string bytes) {
  LineUnpacker lines(std::move(bytes), "the test");
  std::vector<std::string> found;
  while (const auto line = lines.next()) found.emplace_back(*line);
  return found;
}

/// What is said about bytes that are no good; empty if they are good.
std::string complaint(std::string bytes) {
  try {
    unpacked(std::move(bytes));
    return "";
  } catch (const RecordingError& error) {
    return error.what();
  }
}

/// Lines that do not repeat each other, long and short and empty ones.
std::vector<std::string> various() {
  std::vector<std::string> lines;
  std::uint32_t state = 1;
  for (std::size_t i = 0; i < 3000; ++i) {
    std::string line;
    for (std::size_t k = 0; k < i * 7 % 601; ++k) {
      state = state * 1664525 + 1013904223;
      line += static_cast<char>('!' + (state >> 24) % 90);
    }
    lines.push_back(line);
  }
  lines.emplace_back(1'000'000, 'x');
  lines.emplace_back("the last");
  return lines;
}

TEST(PackedLines, ComeBackAsTheyWere) {
  EXPECT_EQ(unpacked(packed({})), std::vector<std::string>{});
  EXPECT_EQ(unpacked(packed({"", "a", "", "b", ""})),
            (std::vector<std::string>{"", "a", "", "b", ""}));
  EXPECT_EQ(unpacked(packed(various())), various());
}

TEST(PackedLines, TheSameLinesAreTheSameBytes) {
  EXPECT_EQ(packed(various()), packed(various()));
}

TEST(PackedLines, BytesThatAreCutOffAreRefused) {
  const auto bytes = packed(various());
  for (const auto size :
       {std::size_t{0}, std::size_t{1}, std::size_t{20}, bytes.size() / 2, bytes.size() - 1})
    EXPECT_EQ(complaint(bytes.substr(0, size)), "the test is damaged: it is cut off") << size;
}

TEST(PackedLines, BytesThatAreChangedAreRefused) {
  const auto bytes = packed(various());
  for (const auto at : {std::size_t{0}, bytes.size() / 3, bytes.size() - 2}) {
    auto changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 4);
    EXPECT_TRUE(complaint(changed).starts_with("the test is damaged: ")) << at;
  }
}

TEST(PackedLines, OtherFilesAreRefused) {
  EXPECT_NE(complaint("{\"trace\":1}\n"), "");
  EXPECT_NE(complaint(packed(various()) + "more"), "");
}

}  // namespace
}  // namespace gathercheck::conformance
