// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/rebuilt_scenario.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace gathercheck::conformance {
namespace {

using spec::Event;
using spec::EventKind;
using spec::Kind;
using spec::Name;
using spec::ObjectId;

/// Thrown where no program can do what is told.
struct NoProgram {};

ErrorSpec error_of(const spec::Error& error) {
  const auto word = std::ranges::find(error_type_words, error.type);
  const auto type = static_cast<ErrorType>(word - error_type_words.begin());
  if (word == error_type_words.end() || is_of_python(type)) throw NoProgram();
  return {type, error.message, "e" + std::to_string(error.id)};
}

ValueSpec value_of(const spec::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value.data)) return {*number};
  if (const auto* text = std::get_if<std::string>(&value.data)) return {*text};
  if (const auto* error = value.error()) return {error_of(*error)};
  if (const auto* awaitable = std::get_if<spec::Value::Awaitable>(&value.data))
    return {ValueSpec::Awaitable{awaitable->name}};
  if (value.list()) throw NoProgram();
  return {};
}

Step step(Op op, Name target) {
  Step made;
  made.op = op;
  made.target = target;
  return made;
}

/// A body as it is being told.
struct Body {
  Script script;
  bool seen = false;
  ObjectId cancellation = 0;  ///< the last CancelledError that reached it
  ObjectId awaited = 0;       ///< the error that its last step, an await, brought

  std::vector<Step>& steps() {
    return script.on_cancel.empty() ? script.steps : script.on_cancel.back();
  }
  void add(Step step) {
    steps().push_back(std::move(step));
    awaited = 0;
  }
};

/// Actions of the timeline that were done in one go.
struct Go {
  std::int64_t time;
  std::int32_t turn;
  std::vector<Step> actions;
};

class Rebuilder {
 public:
  Rebuilder(const spec::Trace& trace, const Scenario& original)
      : trace_(trace), scenario_(original), bodies_(trace.kinds.size()) {
    scenario_.about.clear();
  }

  Scenario rebuild() {
    find_first_turns();
    for (const Event& e : trace_.events) tell(e);
    for (std::size_t n = 0; n < bodies_.size(); ++n)
      if (bodies_[n].seen) script(n) = assembled(std::move(bodies_[n].script));
    rebuild_timeline();
    return std::move(scenario_);
  }

 private:
  Script& script(std::size_t n) {
    return n == 0 ? scenario_.main : scenario_.awaitables[n - 1].script;
  }
  Body& body(Name n) {
    bodies_[static_cast<std::size_t>(n)].seen = true;
    return bodies_[static_cast<std::size_t>(n)];
  }

  void tell(const Event& e) {
    const bool of_timeline = e.by == timeline_ || e.of == timeline_;
    going_ = going_ && of_timeline;
    switch (e.kind) {
      case EventKind::started:
        body(e.of);
        break;
      case EventKind::sleeping:
        body(e.of).add(step(Op::sleep, spec::no_name));
        body(e.of).steps().back().delay = e.delay;
        break;
      case EventKind::awaiting:
        await(e);
        break;
      case EventKind::interrupted:
      case EventKind::awaited:
        woken(e);
        break;
      case EventKind::ended:
        ended(e);
        break;
      case EventKind::unhandled:
        if (!trace_.is_awaitable(e.of)) act(e.of, e, raise(*e.outcome.error()));
        break;
      default:
        if (e.by != spec::no_name) act(e.by, e, action(e));
        break;
    }
  }

  void await(const Event& e) {
    auto made = step(Op::await, e.on);
    made.shield = e.shield;
    made.catch_errors = true;
    body(e.of).add(std::move(made));
  }

  void woken(const Event& e) {
    Body& b = body(e.of);
    const auto* error = e.outcome.error();
    if (!error) return;
    if (error->is_cancellation()) {
      b.cancellation = error->id;
      b.script.on_cancel.emplace_back();
    } else {
      b.awaited = error->id;
    }
  }

  void ended(const Event& e) {
    Body& b = body(e.of);
    const auto* error = e.outcome.error();
    if (!error) {
      b.add(step(Op::finish, spec::no_name));
      b.steps().back().value = value_of(e.outcome.value);
    } else if (error->id == b.awaited && !b.steps().empty()) {
      b.steps().back().catch_errors = false;
    } else if (error->id != b.cancellation) {
      b.add(raise(*error));
    }
  }

  static Step raise(const spec::Error& error) {
    auto made = step(Op::raise, spec::no_name);
    made.value = {error_of(error)};
    return made;
  }

  Step action(const Event& e) {
    switch (e.kind) {
      case EventKind::created:
        return step(Op::create, e.of);
      case EventKind::gather:
        scenario_.awaitables[static_cast<std::size_t>(e.of) - 1].of = e.children;
        scenario_.awaitables[static_cast<std::size_t>(e.of) - 1].return_exceptions =
            e.return_exceptions;
        return step(Op::gather, e.of);
      case EventKind::cancel: {
        auto made = step(Op::cancel, e.of);
        made.message = e.message;
        return made;
      }
      case EventKind::settle: {
        const auto* error = e.outcome.error();
        auto made = step(error ? Op::set_exception : Op::set_result, e.of);
        made.value = error ? ValueSpec{error_of(*error)} : value_of(e.outcome.value);
        return made;
      }
      case EventKind::registered: {
        auto made = step(Op::add_done_callback, e.of);
        made.label = trace_.name(e.label);
        return made;
      }
      case EventKind::observed:
        return step(Op::observe, e.of);
      case EventKind::skipped:
        return skipped(e);
      default:
        throw NoProgram();
    }
  }

  Step skipped(const Event& e) {
    const auto word = std::ranges::find(op_words, trace_.name(e.label));
    if (word == op_words.end()) throw NoProgram();
    auto made = step(static_cast<Op>(word - op_words.begin()), e.of);
    if (is_of_python(made.op)) throw NoProgram();
    if (made.op == Op::set_exception) made.value = {ErrorSpec{}};
    if (made.op == Op::add_done_callback) made.label = "skipped_" + std::to_string(skips_++);
    return made;
  }

  /// Notes an action of a script, a callback or the timeline.
  void act(Name by, const Event& e, Step action) {
    if (trace_.is_awaitable(by)) return body(by).add(std::move(action));
    if (by != timeline_) return callbacks_[trace_.name(by)].push_back(std::move(action));
    const bool raised = action.op == Op::raise;
    if (!going_ || gos_.back().time != e.time || gos_.back().turn != e.turn)
      gos_.push_back({e.time, e.turn, {}});
    gos_.back().actions.push_back(std::move(action));
    going_ = !raised;
  }

  /// With what their callbacks do put into the steps that register them.
  std::vector<Step> assembled(std::vector<Step> steps) {
    for (auto& each : steps) {
      const auto found = callbacks_.find(each.label);
      if (each.op != Op::add_done_callback || found == callbacks_.end()) continue;
      auto actions = std::move(found->second);
      callbacks_.erase(found);
      each.actions = assembled(std::move(actions));
    }
    return steps;
  }
  Script assembled(Script script) {
    script.steps = assembled(std::move(script.steps));
    for (auto& block : script.on_cancel) block = assembled(std::move(block));
    return script;
  }

  /// Notes in which turn the clock came to each time, as far as it is seen: who slept until then
  /// goes on a turn later, the timeline does as in the original, everything else may be of that
  /// very turn.
  void find_first_turns() {
    std::map<Name, std::int64_t> deadlines;
    first_turns_[0] = 0;
    for (const Event& e : trace_.events) {
      if (e.kind == EventKind::sleeping) deadlines[e.of] = e.delay > 0 ? e.time + e.delay : -1;
      const bool ends_sleep = e.kind == EventKind::resumed || e.kind == EventKind::interrupted;
      auto turn = ends_sleep && deadlines[e.of] == e.time ? e.turn - 1 : e.turn;
      if (e.by != spec::no_name && e.by == timeline_) turn -= least_offset(e.time);
      const auto known = first_turns_.try_emplace(e.time, turn).first;
      known->second = std::min(known->second, turn);
    }
  }
  /// How many turns after a time the original first does something.
  std::int32_t least_offset(std::int64_t time) const {
    std::int32_t least = std::numeric_limits<std::int32_t>::max();
    for (const auto& moment : scenario_.timeline)
      if (moment.at == time && !moment.actions.empty()) least = std::min(least, moment.turn);
    return least == std::numeric_limits<std::int32_t>::max() ? 0 : least;
  }
  std::int32_t first_turn(std::int64_t time) const { return first_turns_.at(time); }

  /// The moments, those of one time in the order of the original, as far as it has them: that
  /// decides who is served first.
  void rebuild_timeline() {
    auto original = std::exchange(scenario_.timeline, {});
    std::vector<std::pair<std::size_t, Moment>> placed;
    for (auto& go : gos_) {
      Moment moment{go.time, go.turn - first_turn(go.time), assembled(std::move(go.actions))};
      placed.emplace_back(take_place(original, moment), std::move(moment));
    }
    std::ranges::stable_sort(placed, {}, [](const auto& each) { return each.first; });
    for (auto& each : placed) scenario_.timeline.push_back(std::move(each.second));
    fill_turns();
  }

  /// The place of a moment of that time and turn with actions in the original, which is taken then.
  static std::size_t take_place(std::vector<Moment>& original, const Moment& moment) {
    const auto found = std::ranges::find_if(original, [&](const Moment& other) {
      return other.at == moment.at && other.turn == moment.turn && !other.actions.empty();
    });
    if (found != original.end()) found->actions.clear();
    return static_cast<std::size_t>(found - original.begin());
  }

  /// Whatever lets turns pass without doing anything that is seen is a moment without actions.
  void fill_turns() {
    std::int64_t time = 0;
    std::int32_t last = 0;
    const auto fill = [&](std::int32_t to) {
      if (to > last) scenario_.timeline.push_back({time, to - first_turn(time), {}});
    };
    for (const Event& e : trace_.events) {
      if (e.time != time) fill(first_turn(e.time) - 1);
      if (e.time != time && e.kind == EventKind::final)
        scenario_.timeline.push_back({e.time, 0, {}});
      else if (e.time == time && e.kind == EventKind::final)
        fill(e.turn);
      time = e.time;
      last = e.turn;
    }
  }

  const spec::Trace& trace_;
  const Name timeline_ =
      static_cast<Name>(std::ranges::find(trace_.names, "timeline") - trace_.names.begin());
  Scenario scenario_;
  std::vector<Body> bodies_;
  std::map<std::string, std::vector<Step>> callbacks_;
  std::vector<Go> gos_;
  std::map<std::int64_t, std::int32_t> first_turns_;  // of each time
  bool going_ = false;  // whether the last event was one of the timeline
  int skips_ = 0;
};

}  // namespace

std::optional<Scenario> rebuild(const spec::Trace& trace, const Scenario& original) {
  if (trace.python) return {};
  try {
    return Rebuilder(trace, original).rebuild();
  } catch (const NoProgram&) {
    return {};
  }
}

}  // namespace gathercheck::conformance
