// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/observation.hpp"

#include <algorithm>
#include <array>
#include <functional>
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

/// Mixes what is added into one number.
class Mixture {
 public:
  void add(std::uint64_t number) {
    number_ = (number_ ^ number) * 0x9e3779b97f4a7c15u;
    number_ ^= number_ >> 29;
  }
  void add(std::string_view text) { add(std::uint64_t{std::hash<std::string_view>{}(text)}); }
  void add(const std::optional<std::string>& text) {
    add(std::uint64_t{text.has_value()});
    if (text) add(std::string_view(*text));
  }
  void add(const spec::Value& value) {
    add(value.data.index());
    std::visit([this](const auto& content) { add_content(content); }, value.data);
  }
  void add(const spec::Outcome& outcome) {
    add(static_cast<std::uint64_t>(outcome.kind));
    add(outcome.value);
  }
  void add(const Event& e) {
    for (const auto number : {e.time, std::int64_t{e.turn}, e.delay}) add(signed_number(number));
    for (const auto name : {e.of, e.by, e.on, e.label}) add(signed_number(name));
    add(static_cast<std::uint64_t>(e.kind));
    for (const bool flag : {e.accepted, e.done, e.cancelled, e.loop, e.shield, e.return_exceptions})
      add(std::uint64_t{flag});
    add(signed_number(e.cancelling.value_or(-1)));
    add(e.message);
    add(e.children.size());
    for (const auto name : e.children) add(signed_number(name));
    add(e.outcome);
    add(e.exception);
  }
  std::uint64_t number() const { return number_; }

 private:
  static std::uint64_t signed_number(std::int64_t number) {
    return static_cast<std::uint64_t>(number);
  }
  void add_content(spec::Value::None) {}
  void add_content(std::int64_t number) { add(signed_number(number)); }
  void add_content(const std::string& text) { add(std::string_view(text)); }
  void add_content(spec::Value::Awaitable awaitable) { add(signed_number(awaitable.name)); }
  void add_content(const spec::Error& error) {
    add(std::string_view(error.type));
    add(error.message);
    add(signed_number(error.id));
  }
  void add_content(const spec::Value::List& list) {
    add(signed_number(list.id));
    add(list.items.size());
    for (const auto& item : list.items) add(item);
  }

  std::uint64_t number_ = 0;
};

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

std::uint64_t Observation::digest() const {
  Mixture mixture;
  for (const auto& name : names_) mixture.add(std::string_view(name));
  for (const auto& e : events_) mixture.add(e);
  for (const auto& each : error_texts_) mixture.add(std::string_view(each.text));
  mixture.add(static_cast<std::uint64_t>(end_));
  return mixture.number();
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
