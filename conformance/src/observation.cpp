// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/observation.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "object_ids.hpp"

namespace gathercheck::conformance {
namespace {

using spec::Event;
using spec::EventKind;
using spec::Name;
using spec::Profile;

/// Whether a profile that sees no futures sees events of this kind.
bool is_plain(EventKind kind) {
  switch (kind) {
    case EventKind::settle:
    case EventKind::registered:
    case EventKind::callback:
    case EventKind::observed:
      return false;
    default:
      return true;
  }
}

/// Takes away what the profile does not see of one event.
void blur(Event& e, Profile profile) {
  if (profile < Profile::python) {
    e.cancelling.reset();
    each_error(e, [](spec::Error& error) {
      if (error.is_cancellation()) error = {error.type, {}, 0};
    });
  }
  if (profile < Profile::turns) {
    e.turn = 0;
    if (e.kind == EventKind::final) e.time = 0;
  }
  if (profile < Profile::future) {
    e.accepted = e.done = false;
    if (e.outcome.is_cancelled()) e.outcome = spec::Outcome::failure({"CancelledError", {}, 0});
    each_id(e, [](spec::ObjectId& id) { id = 0; });
  }
}

/// Whose doing an event is: a script's, the timeline's, a callback's.
Name actor(const Event& e) {
  if (e.kind == EventKind::callback) return e.label;
  return e.by == spec::no_name ? e.of : e.by;
}

/// The names of callbacks and of the timeline in the order of the alphabet, since traces number
/// them as they come.
class Others {
 public:
  explicit Others(const spec::Trace& trace)
      : awaitables_(trace.kinds.size()),
        sorted_(trace.names.begin() + static_cast<std::ptrdiff_t>(awaitables_), trace.names.end()) {
    std::ranges::sort(sorted_);
    for (auto name = awaitables_; name < trace.names.size(); ++name)
      places_.push_back(std::ranges::find(sorted_, trace.names[name]) - sorted_.begin());
  }

  /// Gives the name the number of its place in that order.
  void place(Name& name) const {
    if (is_other(name)) name = number(places_[index(name)]);
  }
  /// Gives it the number of its place among the `seen` names, at the end of which it comes if it is
  /// new.
  void see(Name& name, std::vector<std::string>& seen) const {
    if (!is_other(name)) return;
    const auto& text = sorted_[index(name)];
    const auto found = std::ranges::find(seen, text) - seen.begin();
    if (static_cast<std::size_t>(found) == seen.size()) seen.push_back(text);
    name = number(found);
  }

 private:
  bool is_other(Name name) const { return name >= static_cast<Name>(awaitables_); }
  std::size_t index(Name name) const { return static_cast<std::size_t>(name) - awaitables_; }
  Name number(std::ptrdiff_t place) const {
    return static_cast<Name>(place + static_cast<std::ptrdiff_t>(awaitables_));
  }

  std::size_t awaitables_;
  std::vector<std::string> sorted_;
  std::vector<std::ptrdiff_t> places_;
};

std::array<Name*, 4> names_of(Event& e) {
  return {&e.of, &e.by, &e.on, &e.label};
}

bool is_cancellation(const Event& e) {
  switch (e.kind) {
    case EventKind::cancel:
      return true;
    case EventKind::ended:
    case EventKind::settle:
      return e.outcome.is_cancellation();
    default:
      return false;
  }
}

bool is_callback(const spec::Trace& trace, Name name) {
  return name != spec::no_name && !trace.is_awaitable(name) && trace.name(name) != "timeline";
}

}  // namespace

Observation::Observation(const spec::Trace& trace, Profile profile)
    : events_(trace.events), error_texts_(trace.error_texts), end_(trace.end) {
  const Others others(trace);
  if (profile < Profile::future)
    std::erase_if(events_, [](const Event& e) { return !is_plain(e.kind); });
  for (auto& e : events_) {
    for (auto* name : names_of(e)) others.place(*name);
    blur(e, profile);
  }
  if (profile < Profile::turns)
    std::ranges::stable_sort(events_, {}, [](const Event& e) {
      return std::tuple(e.kind == EventKind::final, actor(e));
    });
  for (auto& e : events_)
    for (auto* name : names_of(e)) others.see(*name, names_);
  renumber(events_, error_texts_);
}

bool concerns(Profile profile, const spec::Trace& trace) {
  if (trace.python) return profile == Profile::python;
  return std::ranges::none_of(trace.events, [&](const Event& e) {
    const bool by_callback = is_callback(trace, e.kind == EventKind::unhandled ? e.of : e.by);
    const bool by_hand =
        e.kind == EventKind::settle && trace.kind(e.of) == spec::Kind::gather && e.accepted;
    return (profile < Profile::future && (by_hand || by_callback)) ||
           (profile == Profile::values && is_cancellation(e));
  });
}

}  // namespace gathercheck::conformance
