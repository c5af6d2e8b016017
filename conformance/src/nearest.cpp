// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/nearest.hpp"

#include <algorithm>
#include <array>

namespace gathercheck::conformance {
namespace {

constexpr std::size_t most_named = 5;

/// "ERR-1, ERR-5 and RET-1", "ERR-1, ERR-3, ERR-5, RET-1, RET-3 and 12 more".
std::string named(const std::vector<Departure>& departures) {
  const auto count = departures.size();
  std::string text;
  for (std::size_t i = 0; i < std::min(count, most_named); ++i) {
    const bool is_last = i + 1 == count;
    text += std::string(i == 0    ? ""
                        : is_last ? " and "
                                  : ", ") +
            std::string(departures[i].rule->id);
  }
  return count > most_named ? text + " and " + std::to_string(count - most_named) + " more" : text;
}

}  // namespace

std::string_view to_string(Departure::How how) {
  static constexpr std::array<std::string_view, 3> words{"breaks", "keeps", "differs"};
  return words[static_cast<std::size_t>(how)];
}

std::string Agreement::percent() const {
  const auto thousandths = of == 0 ? 1000 : equal * 1000 / of;
  const auto fraction = thousandths % 10;
  return std::to_string(thousandths / 10) +
         (thousandths < 1000 ? "." + std::to_string(fraction) : "") + " %";
}

bool Nearest::is_far() const {
  const auto found = std::ranges::find(agreement, spec::Profile::cancellation, &Agreement::profile);
  return found != agreement.end() && 2 * found->equal < found->of;
}

std::string Nearest::sentence() const {
  if (is_far()) return "behaves as nothing that is known; the nearest is " + title;
  if (!departures.empty()) return "behaves as " + title + " except " + named(departures);
  const bool is_full = std::ranges::all_of(agreement, &Agreement::is_full);
  return "behaves as " + title + (is_full ? "" : " but for what no rule speaks of");
}

}  // namespace gathercheck::conformance
