// SPDX-License-Identifier: MIT
#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "completion.hpp"
#include "evidence.hpp"
#include "name_list.hpp"
#include "noted.hpp"
#include "rules.generated.hpp"

/// The rules of the family interplay about task groups and semaphores.
namespace gathercheck::spec::rules {
namespace {

/// One TaskGroup that a script opened, all of whose tasks were made.
struct Group {
  Name script;
  std::vector<Name> members;
  const Await* await;
};

bool is_limited(const History& h) {
  return any_noted(h, "within") || any_noted(h, "timeout");
}

/// The event after a call of the task factory, if there is one here.
std::size_t after_factory(const History& h, std::size_t event) {
  return event < h.events().size() && is_noted(h, event, "factory") ? event + 1 : event;
}

bool is_creation(const History& h, std::size_t event, Name member, Name by) {
  return event < h.events().size() && h.event(event).kind == EventKind::created &&
         h.event(event).of == member && h.event(event).by == by;
}

/// The await that follows when each member has been made, one after the other; null if that is not
/// what follows.
const Await* await_of_group(const History& h, std::size_t note, const std::vector<Name>& members) {
  const Event& e = h.event(note);
  auto next = note + 1;
  for (const Name member : members) {
    next = after_factory(h, next);
    if (!is_creation(h, next, member, e.by)) return nullptr;
    ++next;
  }
  const auto found = std::ranges::find(h.awaits(), next, &Await::begin);
  const bool fits = found != h.awaits().end() && found->awaiter == e.by && found->on == e.of;
  return fits ? &*found : nullptr;
}

/// Calls `visit(group)` for every group whose tasks wait for their first step, and `odd(event)` for
/// every other thing that was noted to be one.
template <typename Visit, typename Odd>
void each_noted_group(const History& h, Visit visit, Odd odd) {
  if (has_option(h, "eager")) return;
  each_noted(h, "task_group", [&](std::size_t i) {
    const auto* text = noted_text(h.event(i));
    const auto members = text ? distinct(names_in(h, *text)) : std::vector<Name>{};
    const auto* await = await_of_group(h, i, members);
    if (await && !members.empty() && members.front() == h.event(i).of)
      visit(Group{h.event(i).by, members, await});
    else
      odd(i);
  });
}

bool is_left_alone(const History& h, const Group& group) {
  return group.script == main_name && main_is_left_alone(h, group.await->end);
}

/// Whether the run was ended with tasks left over, which asyncio.run cancels.
bool is_tidied_up(const History& h) {
  return !h.of_kind(EventKind::escaped).empty() || any_noted(h, "runner");
}

/// The groups in whose end nobody has a hand but their members.
template <typename Visit>
void each_group(const History& h, Visit visit) {
  if (any_cancel(h, nowhere) || is_limited(h)) return;
  std::vector<Group> groups;
  each_noted_group(
      h, [&](const Group& group) { groups.push_back(group); }, [](std::size_t) {});
  for (const Group& group : groups)
    if (is_left_alone(h, group) || (groups.size() == 1 && !is_tidied_up(h))) visit(group);
}

bool is_failure(const Outcome& outcome) {
  return outcome.is_error() && !outcome.is_cancellation();
}

/// How many members failed, and whether each did with an Exception.
struct Failures {
  std::size_t count = 0;
  bool plain = true;
  std::optional<std::int32_t> first;  // the turn
};

Failures failures(const History& h, const Group& group) {
  static const std::set<std::string_view> base{"BaseError", "GeneratorExit", "KeyboardInterrupt",
                                               "SystemExit", "BaseExceptionGroup"};
  Failures found;
  for (const Name member : group.members) {
    const auto end = h.end_of(member);
    if (end == nowhere || !is_failure(h.event(end).outcome)) continue;
    ++found.count;
    found.plain = found.plain && !base.contains(h.event(end).outcome.error()->type);
    found.first = std::min(found.first.value_or(h.event(end).turn), h.event(end).turn);
  }
  return found;
}

std::string text_of_group(std::size_t count) {
  return "unhandled errors in a TaskGroup (" + std::to_string(count) + " sub-exception" +
         (count == 1 ? ")" : "s)");
}

bool is_group(const History& h, const Outcome& outcome, const Failures& failures) {
  const auto* error = outcome.error();
  const auto* text = error ? h.trace().text_of(*error) : nullptr;
  return text && error->type == (failures.plain ? "ExceptionGroup" : "BaseExceptionGroup") &&
         *text == text_of_group(failures.count);
}

std::string told(const History& h, const Group& group) {
  return who(h, group.script) + " opened a group of " + listed(h, group.members) + " " +
         when(h, group.await->begin);
}

/// The last turn in which a member was done; nothing if one was never, or nobody knows.
std::optional<std::int32_t> last_turn(Completions& completions, const Group& group) {
  std::int32_t last = 0;
  for (const Name member : group.members) {
    const auto& c = completions.of(member);
    if (!c.is_done()) return std::nullopt;
    last = std::max(last, c.turn);
  }
  return last;
}

/// Demands that the script goes on when the last member is done. A failure wakes it in between: it
/// may be on its way to wait again when the last member ends in the turn after.
void expect_end(const History& h, Judge& judge, Completions& completions, const Group& group) {
  const auto last = last_turn(completions, group);
  const auto end = group.await->end;
  if (!last || (end == nowhere && *last + 2 > h.events().back().turn)) return;
  const auto failed = failures(h, group).first;
  const bool crossed = failed && *last == *failed + 1;
  const auto turn = end == nowhere ? -1 : h.event(end).turn;
  judge.expect(turn == *last + 2 || (crossed && turn == *last + 1),
               end == nowhere ? group.await->begin : end, [&] {
                 return told(h, group) + ", the last of which was done in turn " +
                        std::to_string(*last) + ", yet it " +
                        (end == nowhere ? "never went on" : "went on " + when(h, end));
               });
}

/// Whether the member was waiting for the gather, and nothing else, when a sibling failed.
const Await* gather_of(const History& h, Name member, std::int32_t turn) {
  for (const Await& a : h.awaits()) {
    const bool waits = a.awaiter == member && h.gathering(a.on) && !a.shield &&
                       h.event(a.begin).turn <= turn &&
                       (a.end == nowhere || h.event(a.end).turn > turn + 1);
    if (waits) return &a;
  }
  return nullptr;
}

/// Demands that the children which sleep when the group is told of the failure are interrupted in
/// the turn after.
void expect_interrupted(const History& h, Judge& judge, const Gathering& g, Name member,
                        std::int32_t told_in) {
  for (const Sleep& sleep : h.sleeps()) {
    if (!is_child(g, sleep.script) || h.event(sleep.begin).turn >= told_in) continue;
    const auto end = sleep.end;
    if (end != nowhere && h.event(end).turn <= told_in) continue;
    const bool interrupted = end != nowhere && h.event(end).kind == EventKind::interrupted &&
                             h.event(end).turn == told_in + 1;
    judge.expect(interrupted, end == nowhere ? sleep.begin : end, [&] {
      return "a sibling of " + who(h, member) + " failed in turn " + std::to_string(told_in - 1) +
             ", yet " + who(h, sleep.script) + ", a child of " + who(h, g.outer) +
             ", was not interrupted in turn " + std::to_string(told_in + 1);
    });
  }
}

/// Demands that nobody but the group made the tasks that were noted as its members.
void expect_made(const History& h, Judge& judge) {
  each_noted_group(
      h, [](const Group&) {},
      [&](std::size_t i) {
        judge.expect(false, i, [&] {
          return who(h, h.event(i).by) +
                 " noted a group, yet did not make and await its tasks then";
        });
      });
}

/// The failures of which a child of a gather that raises is the only one.
bool is_only_failure(const History& h, const Gathering& g, Name child) {
  return std::ranges::all_of(g.children, [&](Name other) {
    if (other == child) return true;
    if (!is_script(h, other)) return false;
    const auto end = h.end_of(other);
    return end != nowhere && !h.event(end).outcome.is_error();
  });
}

bool has_at(const Outcome& state, std::size_t position, const Error& error) {
  const auto* list = state.is_result() ? state.value.list() : nullptr;
  const auto* entry =
      list && position < list->items.size() ? list->items[position].error() : nullptr;
  return entry && same_object(*entry, error);
}

/// Demands that the gather has the group with which its child failed.
void expect_group_delivered(const History& h, Judge& judge, const Gathering& g, Name child,
                            const Error& error) {
  const auto* state = h.final_of(g.outer);
  if (!state || state->is_pending()) return;
  const auto expect = [&](bool holds) {
    judge.expect(holds, h.final_event(g.outer), [&] {
      return who(h, child) + " failed with " + error.type + ", yet " + who(h, g.outer) + " ended " +
             shown(h, *state);
    });
  };
  if (g.return_exceptions) {
    for (std::size_t i = 0; i < g.positions.size(); ++i)
      if (g.positions[i] == child && state->is_result()) expect(has_at(*state, i, error));
  } else if (is_only_failure(h, g, child)) {
    expect(state->is_error() && same_object(*state->error(), error));
  }
}

/// Who holds and who waits for a semaphore of one place.
struct Semaphore {
  std::int64_t places = 1;
  std::deque<Name> waiting;
  bool orderly = true;        // nobody overtook or gave up
  std::int32_t released = 0;  // the turn of the last release
};

/// Follows the semaphores of a run from event to event.
class Semaphores {
 public:
  explicit Semaphores(const History& h) : h_(h) {}

  template <typename OnAcquired, typename OnAsked>
  void follow(OnAcquired on_acquired, OnAsked on_asked) {
    for (std::size_t i = 0; i < h_.events().size(); ++i) {
      const Event& e = h_.event(i);
      if (e.kind == EventKind::interrupted) give_up(e.of);
      if (e.kind != EventKind::noted || !noted_text(e)) continue;
      if (is_noted(h_, i, "acquire")) {
        on_asked(i, of(e));
        of(e).waiting.push_back(e.by);
      } else if (is_noted(h_, i, "acquired")) {
        on_acquired(i, of(e));
        take(of(e), e.by);
      } else if (is_noted(h_, i, "released")) {
        ++of(e).places;
        of(e).released = e.turn;
      }
    }
  }

  const std::map<std::string, Semaphore>& all() const { return semaphores_; }

 private:
  Semaphore& of(const Event& e) { return semaphores_[*noted_text(e)]; }

  void take(Semaphore& s, Name who) {
    --s.places;
    s.orderly = s.orderly && !s.waiting.empty() && s.waiting.front() == who;
    std::erase(s.waiting, who);
  }
  void give_up(Name who) {
    for (auto& [name, s] : semaphores_)
      if (std::erase(s.waiting, who) > 0) s.orderly = false;
  }

  const History& h_;
  std::map<std::string, Semaphore> semaphores_;
};

/// Whether the loop ran until nothing was left to do.
bool runs_out(const History& h) {
  return h.trace().end == Trace::End::idle && !is_tidied_up(h);
}

}  // namespace

void play_15(const History& h, Judge& judge) {
  if (!h.of_kind(EventKind::escaped).empty()) return;
  Completions completions(h);
  each_group(h, [&](const Group& group) {
    const auto first = failures(h, group).first;
    if (!first) return;
    for (const Name member : group.members) {
      const auto* await = gather_of(h, member, *first);
      const auto* done = await ? &completions.of(await->on) : nullptr;
      if (!done || !done->is_known() || (done->is_done() && done->turn <= *first + 1)) continue;
      expect_interrupted(h, judge, *h.gathering(await->on), member, *first + 1);
      if (await->end == nowhere) continue;
      judge.expect(h.event(await->end).outcome.is_error(), await->end, [&] {
        return told(h, group) + ", one of which failed, yet " + who(h, member) + " got " +
               shown(h, h.event(await->end).outcome);
      });
    }
  });
}

void play_16(const History& h, Judge& judge) {
  each_group(h, [&](const Group& group) {
    const auto end = h.end_of(group.script);
    if (end == nowhere || group.await->end == nowhere || !h.restarts().empty()) return;
    const auto* error = h.event(group.await->end).outcome.error();
    const auto* last = h.event(end).outcome.error();
    if (!error || !last || !same_object(*error, *last)) return;
    if (error->type != "ExceptionGroup" && error->type != "BaseExceptionGroup") return;
    for (const Gathering& g : h.gatherings())
      if (is_child(g, group.script)) expect_group_delivered(h, judge, g, group.script, *error);
  });
}

void play_17(const History& h, Judge& judge) {
  expect_made(h, judge);
  Completions completions(h);
  each_group(h, [&](const Group& group) {
    expect_end(h, judge, completions, group);
    if (group.await->end == nowhere || !last_turn(completions, group)) return;
    const auto& outcome = h.event(group.await->end).outcome;
    const auto failed = failures(h, group);
    const bool right = failed.count == 0 ? outcome.is_result() && outcome.value.is_none()
                                         : is_group(h, outcome, failed);
    judge.expect(right, group.await->end, [&] {
      return told(h, group) + ", " + std::to_string(failed.count) +
             " of which failed, yet it got " + shown(h, outcome);
    });
  });
}

void play_18(const History& h, Judge& judge) {
  Semaphores(h).follow(
      [&](std::size_t i, const Semaphore& s) {
        judge.expect(s.places > 0, i, [&] {
          return who(h, h.event(i).by) + " got a place of the semaphore " + when(h, i) +
                 ", yet none was free";
        });
      },
      [](std::size_t, const Semaphore&) {});
}

void play_19(const History& h, Judge& judge) {
  Semaphores semaphores(h);
  semaphores.follow(
      [&](std::size_t i, const Semaphore& s) {
        const bool asked = std::ranges::find(s.waiting, h.event(i).by) != s.waiting.end();
        const bool at_once = i > 0 && is_noted(h, i - 1, "acquire");
        if (!s.orderly || (asked && at_once && s.waiting.size() > 1)) return;
        judge.expect(asked && s.waiting.front() == h.event(i).by, i, [&] {
          return who(h, h.event(i).by) + " got the semaphore " + when(h, i) +
                 ", yet it was not the first that had asked for it";
        });
      },
      [&](std::size_t i, const Semaphore& s) {
        if (s.places <= 0 || !s.waiting.empty()) return;
        const bool at_once = i + 1 < h.events().size() && is_noted(h, i + 1, "acquired") &&
                             h.event(i + 1).by == h.event(i).by;
        judge.expect(at_once, i, [&] {
          return who(h, h.event(i).by) + " asked for the semaphore " + when(h, i) +
                 ", which was free, yet did not get it at once";
        });
      });
  if (!runs_out(h)) return;
  for (const auto& [name, s] : semaphores.all()) {
    if (!s.orderly || s.waiting.empty() || s.released >= h.events().back().turn) continue;
    judge.expect(s.places <= 0, h.events().size() - 1, [&] {
      return who(h, s.waiting.front()) + " waited for ever, though the semaphore was free";
    });
  }
}

}  // namespace gathercheck::spec::rules
