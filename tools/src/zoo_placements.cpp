// SPDX-License-Identifier: MIT
#include "zoo_placements.hpp"

#include <algorithm>

#include "mutant_adapter.hpp"
#include "placement.hpp"

namespace gathercheck::tools {
namespace {

using conformance::LineUp;
using conformance::Mutant;
using conformance::Placement;

std::string brief(const Placement& placement, const Mutant& mutant) {
  const auto& nearest = placement.candidates.front();
  const bool is_its_own = std::ranges::any_of(
      placement.alike, [&](const auto* each) { return each->edition == mutant.edition; });
  const auto name = is_its_own ? "gather" : "`" + std::string(nearest.semantics->name) + "`";
  return name + " " + nearest.of(spec::Profile::cancellation).percent();
}

}  // namespace

ZooPlacements placements_of(const conformance::Score& score, std::uint64_t cases,
                            const std::function<bool()>& go_on) {
  std::map<spec::Edition, LineUp> line_ups;
  ZooPlacements placements;
  for (const auto& each : score.examinations) {
    if (!go_on()) break;
    const auto& mutant = *each.mutant;
    const auto& line_up = line_ups.try_emplace(mutant.edition, mutant.edition, cases).first->second;
    conformance::MutantAdapter adapter(mutant);
    placements[&mutant] = brief(conformance::place(adapter, line_up, mutant.edition), mutant);
  }
  return placements;
}

}  // namespace gathercheck::tools
