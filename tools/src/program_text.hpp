// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "program_writer.hpp"

namespace gathercheck::tools {

/// What a program is about, in lines of at most 96 characters.
std::string header(const Subject& subject);
/// What it prints, as the edition of the subject does.
std::string told(const Foresight& foresight, const Subject& subject);

/// A text as a comment: each line after `sign`.
std::string commented(const std::string& text, std::string_view sign);

/// A text within the quotes of a literal, in Python and in C++.
std::string within_quotes(std::string_view text);

/// Texts with something between them.
template <typename Texts>
std::string joined(const Texts& texts, std::string_view between) {
  std::string all;
  for (const auto& each : texts) all.append(all.empty() ? "" : between).append(each);
  return all;
}

}  // namespace gathercheck::tools
