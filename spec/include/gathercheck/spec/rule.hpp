// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gathercheck/spec/edition.hpp"
#include "gathercheck/spec/history.hpp"
#include "gathercheck/spec/verdict.hpp"

namespace gathercheck::spec {

/// How binding a rule is, in the sense of RFC 2119.
enum class Level : std::uint8_t { must, should, may };

/// A set of rules that an implementation opts into; spec/README.md says what each asks for.
enum class Profile : std::uint8_t { values, cancellation, future, turns, python };
inline constexpr std::size_t profile_count = 5;

std::string_view to_string(Level level);
std::string_view to_string(Profile profile);
std::span<const std::string_view> profile_words();

/// One sentence of the law. Every field comes from the normative text in spec/rules/*.md.
struct Rule {
  using Checker = void(const History&, Judge&);

  std::string_view id;        ///< permanent, as "ERR-1"
  std::string_view family;    ///< the file of the text, as "errors"
  std::string_view title;     ///< the fact in a few words
  std::string_view sentence;  ///< the normative text
  Level level;
  Profile profile;
  EditionRange editions;
  std::string_view changed;  ///< which change of CPython limits the editions; empty if none does
  std::string_view needs;    ///< capabilities an implementation must have, separated by blanks
  std::string_view focus;    ///< the situations a generator should prefer, separated by blanks
  std::string_view intent;   ///< why it is so, or what goes wrong without it
  std::string_view source;   ///< the document, the CPython source or issue it comes from
  std::string_view example;  ///< a scenario (JSON) that reaches the rule's situation
  Checker* checker;

  /// The verdict on one trace by the law of its own edition: pure.
  Judgement judge(const History& history) const { return judge(history, history.trace().edition); }
  /// The verdict by the law of another edition: vacuous if the rule is not part of that. Rules of
  /// other profiles than `python` are vacuous on traces of the Python dialect.
  Judgement judge(const History& history, Edition law) const;
  /// The same, told to a judge that has heard nothing yet.
  void judge(const History& history, Edition law, Judge& judge) const {
    if (!editions.contains(law)) return;
    if (!history.trace().python || profile == Profile::python) checker(history, judge);
  }
};

/// Every rule, in the order of the text.
std::span<const Rule> law();

/// The rule with this id (any case); null if there is none.
const Rule* find_rule(std::string_view id);

}  // namespace gathercheck::spec
