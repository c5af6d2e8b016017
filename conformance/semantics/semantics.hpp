// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

#include "gathercheck/spec/edition.hpp"

namespace gathercheck::conformance {

class PlainGather;

/// A known behaviour of what awaits several things: gather's of one edition, or what a family of
/// libraries does instead. It is a model: it runs scenarios.
struct Semantics {
  std::string_view name;     ///< in one word, as "promise_all"
  std::string_view title;    ///< what an implementation "behaves as"
  std::string_view meaning;  ///< a sentence
  std::string_view found;    ///< the libraries and languages that have it
  std::string_view like;     ///< the name of the one that it is nearest to; empty of the root
  std::string_view differs;  ///< in what it differs from that one
  PlainGather* (*make)() = nullptr;        ///< a new one with one reference; null: the reference's
  std::string_view lacks{};                ///< the capability that nobody has who is like this
  std::optional<spec::Edition> edition{};  ///< of gather's own; others follow any edition's loop

  bool is_gather() const { return edition.has_value(); }
};

}  // namespace gathercheck::conformance
