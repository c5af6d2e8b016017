// SPDX-License-Identifier: MIT
#include "placement.hpp"

#include <algorithm>

#include "semantics_adapter.hpp"

namespace gathercheck::conformance {
namespace {

using spec::Profile;

constexpr std::size_t batch_size = 64;
constexpr std::size_t most_nearly = 3;
constexpr std::uint64_t points_of_nearly = 2;  // of a hundred

/// The profiles by which an implementation can be compared.
std::vector<Profile> compared(const Identity& identity) {
  std::vector<Profile> profiles{Profile::values, Profile::cancellation};
  if (!identity.supports("identity")) return profiles;
  profiles.push_back(Profile::future);
  if (!identity.supports("turns")) return profiles;
  profiles.push_back(Profile::turns);
  if (identity.supports("messages")) profiles.push_back(Profile::python);
  return profiles;
}

/// Collects the rules that two take differently, scenario by scenario.
class Departures {
 public:
  void add(const RuleSet& broken, const RuleSet& broken_by_model) {
    broken_ |= broken;
    broken_by_model_ |= broken_by_model;
    count(broken ^ broken_by_model);
  }
  /// Rules that were broken in a scenario in which the model keeps them.
  void add_told(const RuleSet& broken) { add(broken, {}); }

  const RuleSet& broken() const { return broken_; }
  /// The weakest profile first, then the most frequent.
  std::vector<Departure> list() const {
    std::vector<Departure> list;
    for (std::size_t i = 0; i < times_.size(); ++i)
      if (times_[i] > 0) list.push_back({&spec::law()[i], how(i), times_[i]});
    std::ranges::stable_sort(list, [](const Departure& one, const Departure& other) {
      return std::pair(one.rule->profile, other.scenarios) <
             std::pair(other.rule->profile, one.scenarios);
    });
    return list;
  }

 private:
  void count(const RuleSet& rules) {
    for (std::size_t i = 0; i < times_.size(); ++i) times_[i] += rules[i] ? 1 : 0;
  }
  Departure::How how(std::size_t rule) const {
    if (!broken_by_model_[rule]) return Departure::How::breaks;
    return broken_[rule] ? Departure::How::differs : Departure::How::keeps;
  }

  RuleSet broken_;
  RuleSet broken_by_model_;
  std::vector<std::uint64_t> times_ = std::vector<std::uint64_t>(spec::law().size());
};

std::size_t place_of(const Semantics& semantics) {
  return static_cast<std::size_t>(&semantics - known_semantics().data());
}

/// Places one implementation.
class Placer {
 public:
  Placer(Implementation& implementation, const LineUp& line_up, spec::Edition law)
      : implementation_(implementation),
        line_up_(line_up),
        law_(law),
        profiles_(compared(implementation.identity())) {
    for (const auto& semantics : known_semantics()) {
      auto& candidate = placement_.candidates.emplace_back();
      candidate.semantics = &semantics;
      for (const auto profile : profiles_) candidate.agreement.push_back({profile});
    }
  }

  Placement place(const Tally* tally) {
    for (std::size_t i = 0; i < line_up_.items().size(); ++i) {
      if (implementation_.identity().supports(line_up_.items()[i].needs))
        chosen_.push_back(i);
      else
        ++placement_.left_out;
    }
    for (std::size_t from = 0; from < chosen_.size(); from += batch_size) run(from);
    if (seen_.empty()) return std::move(placement_);
    sort();
    depart(tally);
    return std::move(placement_);
  }

 private:
  /// What the implementation violates in one of the scenarios.
  struct Seen {
    std::size_t item = 0;
    RuleSet violated;
  };

  void run(std::size_t from) {
    std::vector<Scenario> batch;
    for (auto i = from; i < std::min(from + batch_size, chosen_.size()); ++i)
      batch.push_back(line_up_.items()[chosen_[i]].scenario);
    implementation_.run(batch, [&](std::size_t i, Run run) { take(chosen_[from + i], run); });
  }

  void take(std::size_t item, Run& run) {
    if (run.trouble()) {
      ++placement_.mishaps;
      return;
    }
    ++placement_.scenarios;
    compare(line_up_.items()[item], sights_of(run.trace()));
    seen_.push_back({item, violated_by(run.trace(), law_)});
  }

  void compare(const LineUp::Item& item, const Sights& sights) {
    for (std::size_t model = 0; model < placement_.candidates.size(); ++model)
      for (auto& agreement : placement_.candidates[model].agreement) {
        const auto profile = static_cast<std::size_t>(agreement.profile);
        if (!item.concerned[profile]) continue;
        ++agreement.of;
        if (item.sights[model][profile] == sights[profile]) ++agreement.equal;
      }
  }

  /// Larger is nearer.
  std::vector<std::uint64_t> nearness(const Placement::Candidate& candidate) const {
    const auto& identity = implementation_.identity();
    std::vector<std::uint64_t> nearness{candidate.of(Profile::cancellation).equal};
    nearness.push_back(identity.supports(candidate.semantics->lacks) ? 0 : 1);
    for (auto i = static_cast<std::size_t>(Profile::future); i < profiles_.size(); ++i)
      nearness.push_back(candidate.agreement[i].equal);
    nearness.push_back(candidate.semantics->edition == identity.edition ? 1 : 0);
    return nearness;
  }

  void sort() {
    std::ranges::stable_sort(placement_.candidates, std::ranges::greater(),
                             [this](const auto& each) { return nearness(each); });
    const auto& nearest = *placement_.candidates.front().semantics;
    for (const auto& each : placement_.candidates)
      if (is_alike(nearest, *each.semantics)) placement_.alike.push_back(each.semantics);
  }

  bool is_alike(const Semantics& one, const Semantics& other) const {
    return std::ranges::all_of(seen_, [&](const Seen& seen) {
      const auto& item = line_up_.items()[seen.item];
      return std::ranges::all_of(profiles_, [&](Profile profile) {
        const auto p = static_cast<std::size_t>(profile);
        return !item.concerned[p] ||
               item.sights[place_of(one)][p] == item.sights[place_of(other)][p];
      });
    });
  }

  void depart(const Tally* tally) {
    const auto& model = line_up_.violations(*placement_.nearest(), law_);
    Departures departures;
    for (const auto& seen : seen_) departures.add(seen.violated, model[seen.item]);
    if (tally) departures.add_told(told_by(*tally, departures.broken()));
    placement_.departures = departures.list();
    std::erase_if(placement_.departures, [this](const Departure& each) {
      return !implementation_.identity().supports(each.rule->needs);
    });
  }

  /// What only a trial has seen it violate, where the nearest model does not.
  RuleSet told_by(const Tally& tally, const RuleSet& broken) const {
    RuleSet told;
    for (const auto& each : tally.rules()) {
      const auto i = static_cast<std::size_t>(each.rule - spec::law().data());
      if (each.first_violation && !broken[i] &&
          !violates(*placement_.nearest(), each.first_violation->scenario, i))
        told.set(i);
    }
    return told;
  }

  /// No model can run the Python dialect: there a gather breaks what is not the law of its edition.
  bool violates(const Semantics& semantics, const Scenario& scenario, std::size_t rule) const {
    if (scenario.python)
      return semantics.is_gather() && !spec::law()[rule].editions.contains(*semantics.edition);
    return violated_by(SemanticsAdapter::trace(semantics, scenario, line_up_.edition()),
                       law_)[rule];
  }

  Implementation& implementation_;
  const LineUp& line_up_;
  spec::Edition law_;
  std::vector<Profile> profiles_;
  std::vector<std::size_t> chosen_;  // places of the scenarios that it can run
  std::vector<Seen> seen_;
  Placement placement_;
};

}  // namespace

Placement place(Implementation& implementation, const LineUp& line_up, spec::Edition law,
                const Tally* tally) {
  return Placer(implementation, line_up, law).place(tally);
}

std::vector<Agreement> agreement_of(const LineUp& line_up, const Semantics& one,
                                    const Semantics& other) {
  std::vector<Agreement> found;
  for (std::size_t i = 0; i < spec::profile_count; ++i) {
    auto& agreement = found.emplace_back(Agreement{static_cast<Profile>(i)});
    for (const auto& item : line_up.items()) {
      if (!item.concerned[i]) continue;
      ++agreement.of;
      if (item.sights[place_of(one)][i] == item.sights[place_of(other)][i]) ++agreement.equal;
    }
  }
  return found;
}

std::vector<Departure> departures_between(const LineUp& line_up, const Semantics& one,
                                          const Semantics& other) {
  const auto& here = line_up.violations(one, line_up.edition());
  const auto& there = line_up.violations(other, line_up.edition());
  Departures departures;
  for (std::size_t i = 0; i < here.size(); ++i) departures.add(here[i], there[i]);
  return departures.list();
}

std::string title_of(const Placement& placement) {
  const auto& nearest = *placement.nearest();
  if (!nearest.is_gather()) return std::string(nearest.title);
  std::vector<spec::Edition> editions;
  for (const auto* each : placement.alike)
    if (each->is_gather()) editions.push_back(*each->edition);
  std::ranges::sort(editions);
  const auto first = editions.front(), last = editions.back();
  if (first == last) return std::string(nearest.title);
  return "gather of Python " + to_string(first) +
         (last.minor == first.minor + 1 ? " and " : " to ") + to_string(last);
}

std::optional<spec::Profile> satisfied_by(const Tally& tally) {
  std::optional<Profile> satisfied;
  for (std::size_t i = 0; i < spec::profile_count; ++i) {
    std::uint64_t reached = 0;
    for (const auto& each : tally.rules()) {
      if (each.rule->profile != static_cast<Profile>(i)) continue;
      if (!each.supported || each.violated > 0) return satisfied;
      reached += each.reached();
    }
    if (reached > 0) satisfied = static_cast<Profile>(i);
  }
  return satisfied;
}

std::optional<Nearest> nearest_of(Implementation& implementation, const TrialResult& result,
                                  std::uint64_t cases) {
  if (result.judged == 0) return {};
  if (!result.tally.any_violated()) {
    const auto& gather = gather_of(result.edition);
    return Nearest{.semantics = std::string(gather.name),
                   .title = std::string(gather.title),
                   .alike = {},
                   .nearly = {},
                   .agreement = {},
                   .departures = {},
                   .satisfied = satisfied_by(result.tally)};
  }
  const LineUp line_up(implementation.identity().edition, cases);
  const auto placement = place(implementation, line_up, result.edition, &result.tally);
  if (!placement.nearest()) return {};
  return nearest_of(placement, result.tally);
}

namespace {

/// The candidates behind the nearest by a few points at most. Editions of one gather are no news.
std::vector<RunnerUp> nearly_of(const Placement& placement) {
  const auto& front = placement.candidates.front();
  const auto& best = front.of(Profile::cancellation);
  std::vector<RunnerUp> nearly;
  for (const auto& each : placement.candidates) {
    const auto& agreement = each.of(Profile::cancellation);
    const bool is_near = 100 * (best.equal - agreement.equal) <= points_of_nearly * best.of;
    const bool is_kin = each.semantics->is_gather() && front.semantics->is_gather();
    const bool is_alike =
        std::ranges::find(placement.alike, each.semantics) != placement.alike.end();
    if (is_near && !is_kin && !is_alike && nearly.size() < most_nearly)
      nearly.push_back({std::string(each.semantics->name), agreement});
  }
  return nearly;
}

}  // namespace

Nearest nearest_of(const Placement& placement, const Tally& tally) {
  Nearest nearest{.semantics = std::string(placement.nearest()->name),
                  .title = title_of(placement),
                  .alike = {},
                  .nearly = nearly_of(placement),
                  .agreement = placement.candidates.front().agreement,
                  .departures = placement.departures,
                  .satisfied = satisfied_by(tally)};
  for (const auto* each : placement.alike)
    if (each != placement.nearest()) nearest.alike.emplace_back(each->name);
  return nearest;
}

}  // namespace gathercheck::conformance
