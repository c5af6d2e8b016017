// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "gathercheck/spec/edition.hpp"

namespace gathercheck::conformance {

class PlainGather;

/// One wrong gather: right in everything but one decision.
struct Mutant {
  std::string_view name;    ///< what it does wrong, in words
  std::string_view story;   ///< where this was seen, or how one comes to write it
  std::string_view expect;  ///< the rules that describe the mistake, separated by blanks
  PlainGather* (*make)();   ///< a new one, with one reference
  spec::Edition edition = spec::newest_edition;  ///< whose gather it means to be
  /// Why no rule can kill it, if none can.
  std::string_view equivalent = "";
  /// Why it takes more than three children or six steps to show what is wrong, or a rule that does
  /// not describe the mistake shows it first, if so.
  std::string_view roundabout = "";
  std::string_view theme = "";  ///< what it is wrong about: the zoo knows
};

}  // namespace gathercheck::conformance
