// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>
#include <vector>

#include "evidence.hpp"
#include "gathercheck/spec/verdict.hpp"
#include "noted.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

constexpr Edition threads_may_inherit{14};

/// Where the value comes from that an actor reads.
enum class Origin { own, call, creation, registration, run };

/// What an actor finds in its context: the value, if the trace tells, and where that comes from.
struct Content {
  std::optional<Value> value = Value{};
  Origin origin = Origin::run;
};

/// A reading of the variable, and what it should have brought.
struct Reading {
  std::size_t event;
  Origin origin;
  Value expected;
};

/// Follows who sets the variable in which context, from the first event to the last.
class Contexts {
 public:
  explicit Contexts(const History& h) : h_(h), contents_(h.trace().names.size()) {
    find_creators();
    for (std::size_t i = 0; i < h.events().size(); ++i) follow(i);
  }

  const std::vector<Reading>& readings() const { return readings_; }
  Name creator(Name script) const { return creators_[static_cast<std::size_t>(script)]; }

 private:
  Content& content(Name n) { return contents_[static_cast<std::size_t>(n)]; }

  /// Who made each script's task; nobody if that was tried more than once.
  void find_creators() {
    creators_.resize(h_.trace().names.size(), no_name);
    std::vector<int> births(creators_.size(), 0);
    const auto born = [&](Name script, Name by) {
      creators_[static_cast<std::size_t>(script)] = by;
      if (++births[static_cast<std::size_t>(script)] > 1)
        creators_[static_cast<std::size_t>(script)] = no_name;
    };
    for (const auto i : h_.of_kind(EventKind::created)) born(h_.event(i).of, h_.event(i).by);
    for (const auto i : h_.of_kind(EventKind::gather)) {
      auto children = h_.event(i).children;
      std::ranges::sort(children);
      const auto repeated = std::ranges::unique(children);
      children.erase(repeated.begin(), repeated.end());
      for (const Name child : children)
        if (h_.trace().kind(child) == Kind::coroutine) born(child, h_.event(i).by);
    }
  }

  void follow(std::size_t event) {
    const Event& e = h_.event(event);
    switch (e.kind) {
      case EventKind::started:
        if (h_.start_of(e.of) == event) start(e.of);
        break;
      case EventKind::created:
        inherit(e.of, e.by, Origin::creation);
        break;
      case EventKind::gather:
        for (const Name child : e.children)
          if (h_.trace().kind(child) == Kind::coroutine) inherit(child, e.by, Origin::call);
        break;
      case EventKind::registered:
        content(e.label) = {value_of(e.by), Origin::registration};
        break;
      case EventKind::noted:
        note(event, e);
        break;
      default:
        break;
    }
  }

  /// main finds what was set before the loop ran. An eager task starts before the event that tells
  /// of its birth.
  void start(Name script) {
    if (script != main_name) {
      const bool task = h_.trace().kind(script) == Kind::task;
      return inherit(script, creator(script), task ? Origin::creation : Origin::call);
    }
    for (std::size_t n = h_.trace().kinds.size(); n < contents_.size(); ++n)
      if (h_.trace().names[n] == "before") content(main_name).value = contents_[n].value;
  }

  void inherit(Name script, Name from, Origin origin) {
    auto& mine = content(script);
    if (mine.origin != Origin::run) return;
    mine = {from == no_name ? std::nullopt : value_of(from), origin};
    if (creator(script) == no_name) mine.value = std::nullopt;
  }

  /// What the actor would read. The entries of the timeline have a context each and cannot be told
  /// apart, and a thread may have been given one.
  std::optional<Value> value_of(Name actor) {
    if (h_.trace().is_awaitable(actor)) return content(actor).value;
    const bool own = content(actor).origin == Origin::own;
    if (h_.name(actor) == "timeline" && own) return std::nullopt;
    if (h_.name(actor) == "thread" && !own && h_.trace().edition >= threads_may_inherit)
      return std::nullopt;
    return content(actor).value;
  }

  void note(std::size_t event, const Event& e) {
    if (h_.name(e.label) == "set_variable") content(e.by) = {e.outcome.value, Origin::own};
    if (h_.name(e.label) != "variable") return;
    if (const auto value = value_of(e.by))
      readings_.push_back({event, content(e.by).origin, *value});
  }

  const History& h_;
  std::vector<Content> contents_;
  std::vector<Name> creators_;
  std::vector<Reading> readings_;
};

/// Demands of every reading of this origin that it brought what it should have.
void expect_readings(const History& h, Judge& judge, Origin origin, const char* source) {
  const Contexts contexts(h);
  for (const Reading& r : contexts.readings()) {
    if (r.origin != origin) continue;
    const Event& e = h.event(r.event);
    judge.expect(e.outcome.value == r.expected, r.event, [&] {
      return who(h, e.by) + " should have read " + shown(h, r.expected) + ", " + source +
             ", yet it read " + shown(h, e.outcome.value) + " " + when(h, r.event);
    });
  }
}

/// Whether the script set the variable between the two events.
bool sets_between(const History& h, Name script, std::size_t from, std::size_t to) {
  bool found = false;
  each_noted(h, "set_variable", [&](std::size_t i) {
    found = found || (h.event(i).by == script && i > from && i < to);
  });
  return found;
}

/// Whether an eager child set the variable inside of a call of gather that `caller` made and that
/// was over before the event.
bool child_set_inside(const History& h, Name caller, std::size_t event) {
  return std::ranges::any_of(h.gatherings(), [&](const Gathering& g) {
    return h.event(g.call).by == caller && g.call < event &&
           std::ranges::any_of(g.children, [&](Name child) {
             return h.trace().kind(child) == Kind::coroutine && h.start_of(child) < g.call &&
                    sets_between(h, child, h.start_of(child), g.call);
           });
  });
}

}  // namespace

void ctx_1(const History& h, Judge& judge) {
  expect_readings(h, judge, Origin::call, "as its caller would have at the call");
}

void ctx_2(const History& h, Judge& judge) {
  expect_readings(h, judge, Origin::own, "which it had set");
}

void ctx_3(const History& h, Judge& judge) {
  expect_readings(h, judge, Origin::creation, "as its maker would have when it was created");
}

void ctx_4(const History& h, Judge& judge) {
  expect_readings(h, judge, Origin::registration, "as whoever added it would have then");
}

void ctx_5(const History& h, Judge& judge) {
  expect_readings(h, judge, Origin::run, "as nobody set anything in its context");
}

void ctx_6(const History& h, Judge& judge) {
  if (h.gatherings().empty() || !has_option(h, "eager")) return;
  const Contexts contexts(h);
  for (const Reading& r : contexts.readings()) {
    const Event& e = h.event(r.event);
    if (!child_set_inside(h, e.by, r.event)) continue;
    judge.expect(e.outcome.value == r.expected, r.event, [&] {
      return "an eager child set the variable in the call of " + who(h, e.by) +
             ", which then read " + shown(h, e.outcome.value) + " instead of " +
             shown(h, r.expected);
    });
  }
}

}  // namespace gathercheck::spec::rules
