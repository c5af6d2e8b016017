// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "gathercheck/conformance/choices.hpp"
#include "gathercheck/conformance/situation.hpp"

namespace gathercheck::conformance {

/// A source of choices that leans towards the situations of a focus: what generators draw from.
class FocusedChoices {
 protected:
  FocusedChoices(Choices& choices, const Focus& focus) : choices_(choices), focus_(focus) {}

  /// True `percent` times in a hundred; mostly, if the focus wants one of `situations`.
  bool maybe(std::uint32_t percent, Situations situations = {}) {
    const bool wanted = focus_.has_any(situations);
    return choices_.below(100) >= 100 - (wanted ? std::max(percent, 75u) : percent);
  }
  std::uint32_t below(std::size_t bound) {
    return choices_.below(static_cast<std::uint32_t>(bound));
  }
  template <typename Items>
  typename Items::value_type pick(const Items& items) {
    return items[below(std::size(items))];
  }
  const Focus& focus() const { return focus_; }

 private:
  Choices& choices_;
  const Focus& focus_;
};

}  // namespace gathercheck::conformance
