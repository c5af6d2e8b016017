// SPDX-License-Identifier: MIT
#pragma once

#include "gathercheck/conformance/choices.hpp"
#include "gathercheck/conformance/scenario.hpp"
#include "gathercheck/conformance/situation.hpp"

namespace gathercheck::conformance {

/// The scenarios that a generator may make.
struct World {
  /// The bounded world that is small enough to go through whole, at any time. small_world() says
  /// what is in it.
  static World small();
  /// The bounded world of what the small one leaves out: a witness goes through it once, and
  /// samples of it are run at any time. wide_world() says what is in it.
  static World wide();
  /// The whole vocabulary.
  static World large(Focus focus = {});
  /// The Python dialect, as far as a Python of this edition can run it.
  static World python(Focus focus, spec::Edition edition);
  /// The one of the last two in which the situations of the focus are.
  static World of(Focus focus, spec::Edition edition);

  enum class Kind : std::uint8_t { small, wide, large, python };
  Kind kind = Kind::large;
  Focus focus;
  spec::Edition edition = spec::newest_edition;  ///< of the Pythons that are to run its scenarios
};

/// Makes one scenario. Everything is decided by `choices`: the same choices make the same scenario,
/// and every scenario made is one that parse_scenario() accepts.
Scenario generate(Choices& choices, const World& world);

/// "small" or "wide": the name of a bounded world.
std::string_view word_of(const World& world);

/// What the bounded worlds enumerate, in words, for reports.
std::string_view small_world();
std::string_view wide_world();

}  // namespace gathercheck::conformance
