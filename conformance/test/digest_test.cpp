// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/digest.hpp"

#include <gtest/gtest.h>

namespace gathercheck::conformance {
namespace {

// The vectors of FIPS 180-4 and of its test suite.
TEST(Digest, IsSha256) {
  EXPECT_EQ(Digest::of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Digest::of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Digest::of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(Digest::of(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Digest, PiecesDoNotMatter) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += static_cast<char>('a' + i % 26);
  for (std::size_t size = 1; size < 140; ++size) {
    Digest digest;
    for (std::size_t at = 0; at < text.size(); at += size)
      digest.add(std::string_view(text).substr(at, size));
    EXPECT_EQ(digest.hex(), Digest::of(text)) << size;
  }
}

TEST(Digest, KnowsItsText) {
  EXPECT_TRUE(Digest::is_hex(Digest::of("")));
  EXPECT_FALSE(Digest::is_hex(""));
  EXPECT_FALSE(Digest::is_hex(std::string(63, 'a')));
  EXPECT_FALSE(Digest::is_hex(std::string(64, 'g')));
}

}  // namespace
}  // namespace gathercheck::conformance
