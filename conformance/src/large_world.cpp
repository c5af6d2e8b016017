// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "focused_choices.hpp"
#include "steps.hpp"
#include "worlds.hpp"

namespace gathercheck::conformance {
namespace {

using enum Situation;
using spec::Kind;
using spec::Name;

constexpr int deepest_nesting = 2;

/// Declares the awaitables first, then writes scripts that may speak of all of them.
class Generator : FocusedChoices {
 public:
  Generator(Choices& choices, const Focus& focus) : FocusedChoices(choices, focus) {
    s_.awaitables.reserve(16);
  }

  Scenario make() {
    outer_ = declare_gather("outer", 0);
    if (maybe(6, {shared_children})) declare_other();
    declare_bystanders();
    write_scripts();
    write_main();
    write_timeline();
    return std::move(s_);
  }

 private:
  // --- declarations

  Name declare(std::string name, Kind kind) {
    Awaitable awaitable;
    awaitable.name = std::move(name);
    awaitable.kind = kind;
    s_.awaitables.push_back(std::move(awaitable));
    return static_cast<Name>(s_.awaitables.size());
  }

  /// "a", "b", ..., "z", "a1", "b1", ...
  std::string child_name() {
    const int number = children_++;
    std::string name(1, static_cast<char>('a' + number % 26));
    if (number >= 26) name += std::to_string(number / 26);
    return name;
  }

  Name declare_gather(const std::string& name, int depth) {
    std::vector<Name> arguments;
    const auto count = argument_count(depth);
    for (std::uint32_t i = 0; i < count; ++i)
      arguments.push_back(declare_argument(arguments, depth));
    const Name gather = declare(name, Kind::gather);
    s_.awaitables.back().of = std::move(arguments);
    const bool raises = focus().has(raise_mode) && depth == 0;
    s_.awaitables.back().return_exceptions = maybe(raises ? 8 : 35, {return_exceptions});
    gathers_.push_back(gather);
    return gather;
  }

  std::uint32_t argument_count(int depth) {
    if (maybe(depth == 0 ? 1 : 6, {empty})) return 0;
    if (depth == 0 && maybe(0, {many_children})) return maybe(8) ? 40 : 5 + below(8);
    static constexpr std::array<std::uint32_t, 8> counts{1, 2, 2, 3, 3, 2, 4, 5};
    return pick(counts);
  }

  Name declare_argument(const std::vector<Name>& earlier, int depth) {
    if (!earlier.empty() && maybe(7, {duplicates})) return pick(earlier);
    if (depth < deepest_nesting && maybe(9, {nesting}))
      return declare_gather("inner" + std::to_string(groups_++), depth + 1);
    if (maybe(18, {futures})) {
      futures_.push_back(declare(child_name(), Kind::future));
      return futures_.back();
    }
    const bool task = maybe(30, {tasks, cancel_child, cancel_self, done_children, callbacks});
    scripted_.push_back(declare(child_name(), task ? Kind::task : Kind::coroutine));
    return scripted_.back();
  }

  /// A second gather over arguments of the first and one of its own.
  void declare_other() {
    std::vector<Name> arguments;
    for (const Name n : s_.awaitable(outer_).of)
      if (s_.awaitable(n).kind != Kind::coroutine && maybe(70)) arguments.push_back(n);
    if (maybe(50)) {
      scripted_.push_back(declare(child_name(), Kind::coroutine));
      arguments.push_back(scripted_.back());
    }
    other_ = declare("other", Kind::gather);
    s_.awaitables.back().of = std::move(arguments);
    s_.awaitables.back().return_exceptions = maybe(35, {return_exceptions});
    gathers_.push_back(other_);
  }

  void declare_bystanders() {
    const auto awaiters = maybe(10, {several_awaiters, shield}) ? 1 + below(2) : 0;
    for (std::uint32_t i = 0; i < awaiters; ++i)
      awaiters_.push_back(declare("waiter" + std::to_string(i + 1), Kind::task));
    if (maybe(12, {bystanders})) bystander_ = declare("by", Kind::task);
    if (maybe(4, {gather_in_child})) {
      std::vector<Name> arguments;
      for (auto i = below(3); i > 0; --i) {
        scripted_.push_back(declare(child_name(), Kind::coroutine));
        arguments.push_back(scripted_.back());
      }
      own_ = declare("own", Kind::gather);
      s_.awaitables.back().of = std::move(arguments);
      s_.awaitables.back().return_exceptions = maybe(30);
    }
  }

  // --- values and errors

  ErrorSpec error() {
    ErrorSpec error;
    if (maybe(4, {base_errors}))
      error.type = ErrorType::base_error;
    else if (maybe(4, {timeouts}))
      error.type = ErrorType::timeout_error;
    else
      error.type = maybe(40) ? ErrorType::key_error : ErrorType::value_error;
    if (maybe(4, {shared_errors}))
      error.object = "e" + std::to_string(static_cast<int>(error.type));
    else if (maybe(5, {messages}))
      error.message = "m" + std::to_string(below(3));
    return error;
  }

  ValueSpec value(Name self) {
    if (maybe(10, {none_values})) return {};
    if (maybe(3, {error_values})) return {error()};
    if (!futures_.empty() && maybe(3, {awaitable_values}))
      return {ValueSpec::Awaitable{pick(futures_)}};
    if (maybe(5)) return {std::string("text")};
    return steps::number(self * 10 + static_cast<std::int64_t>(below(3)));
  }

  // --- scripts

  void write_scripts() {
    for (const Name n : scripted_) s_.awaitables[static_cast<std::size_t>(n) - 1].script = body(n);
    if (own_ != spec::no_name) place_own();
    for (const Name n : awaiters_)
      s_.awaitables[static_cast<std::size_t>(n) - 1].script = awaiter(maybe(20, {late_await}));
    if (bystander_ != spec::no_name)
      s_.awaitables[static_cast<std::size_t>(bystander_) - 1].script = bystander();
  }

  /// A gather that a child calls itself, and mostly awaits.
  void place_own() {
    std::vector<Name> able;
    for (const Name n : scripted_)
      if (!owned(n)) able.push_back(n);
    auto& caller =
        able.empty() ? s_.main : s_.awaitables[static_cast<std::size_t>(pick(able)) - 1].script;
    std::vector<Step> call{steps::gather(own_)};
    if (maybe(85)) call.push_back(steps::await(own_));
    caller.steps.insert(caller.steps.begin(), call.begin(), call.end());
  }

  Script body(Name self) {
    Script script;
    script.steps.reserve(4);
    static constexpr std::array<int, 6> lengths{1, 1, 2, 0, 2, 3};
    for (int i = pick(lengths); i > 0; --i) {
      script.steps.push_back(suspension(self));
      if (maybe(6, {cancel_self, child_cancels_outer, child_cancels_sibling, observers, by_hand}))
        script.steps.push_back(action_of(self));
    }
    if (script.steps.empty() &&
        maybe(10, {cancel_self, child_cancels_outer, child_cancels_sibling}))
      script.steps.push_back(action_of(self));
    ending(script.steps, self);
    if (maybe(22, {swallow, convert, cleanup})) reactions(script, self);
    return script;
  }

  Step suspension(Name self) {
    if (maybe(5, {stale_waits}) && !futures_.empty()) return steps::await(pick(futures_));
    if (maybe(4) && !owned(self)) {
      // Only tasks declared earlier, and none from inside a child's own gather: no cycle of awaits.
      std::vector<Name> tasks;
      for (const Name n : scripted_)
        if (n < self && s_.awaitable(n).kind == Kind::task) tasks.push_back(n);
      if (!tasks.empty()) return steps::await(pick(tasks));
    }
    return steps::sleep(delay());
  }

  bool owned(Name n) const {
    return own_ != spec::no_name && std::ranges::count(s_.awaitable(own_).of, n) > 0;
  }

  std::int64_t delay() {
    if (maybe(20, {yields})) return 0;
    if (focus().has(ties)) return 1 + below(2);
    static constexpr std::array<std::int64_t, 6> delays{1, 1, 2, 2, 3, 0};
    return pick(delays);
  }

  void ending(std::vector<Step>& script, Name self) {
    if (maybe(22, {failures, base_errors, timeouts, shared_errors}))
      script.push_back(steps::raise(error()));
    else if (maybe(3, {raise_cancelled}))
      script.push_back(steps::raise(cancelled_error()));
    else if (maybe(88))
      script.push_back(steps::finish(value(self)));
  }

  ErrorSpec cancelled_error() {
    ErrorSpec error;
    error.type = ErrorType::cancelled_error;
    if (maybe(20, {messages})) error.message = "own";
    return error;
  }

  void reactions(Script& script, Name self) {
    for (auto i = 1 + below(2); i > 0; --i) {
      std::vector<Step> block;
      if (maybe(35, {cleanup})) block.push_back(steps::sleep(delay()));
      if (maybe(40, {swallow})) {
        if (maybe(30))
          block.push_back(steps::resume());
        else
          block.push_back(steps::finish(value(self)));
      } else if (maybe(25, {convert})) {
        block.push_back(steps::raise(error()));
      }
      script.on_cancel.push_back(std::move(block));
    }
  }

  Script awaiter(bool late) {
    Script script;
    if (late) script.steps.push_back(steps::sleep(below(4)));
    script.steps.push_back(await_outer());
    if (maybe(15, {await_again})) script.steps.push_back(await_outer());
    if (maybe(20)) script.steps.push_back(steps::finish(steps::number(1)));
    if (maybe(15)) script.on_cancel.push_back({steps::resume()});
    return script;
  }

  Step await_outer() {
    Step step = steps::await(other_ != spec::no_name && maybe(30) ? other_ : outer_);
    step.catch_errors = maybe(25, {await_again});
    step.shield = maybe(3, {shield});
    return step;
  }

  Script bystander() {
    Script script;
    for (auto i = 1 + below(3); i > 0; --i) {
      script.steps.push_back(steps::sleep(delay()));
      if (maybe(25)) script.steps.push_back(outside_action());
    }
    return script;
  }

  // --- actions

  Step cancel(Name target) {
    Step step = steps::cancel(target);
    if (maybe(8, {messages})) step.message = std::string(1, static_cast<char>('M' + below(3)));
    return step;
  }

  /// Something a child does to the group it is in.
  Step action_of(Name self) {
    if (maybe(20, {cancel_self}) && s_.awaitable(self).kind == Kind::task) return cancel(self);
    if (maybe(25, {child_cancels_outer})) return cancel(outer_);
    if (maybe(25, {child_cancels_sibling}) && !cancellable().empty())
      return cancel(pick(cancellable()));
    if (maybe(10, {by_hand})) return settle(outer_);
    if (!futures_.empty() && maybe(30)) return settle(pick(futures_));
    return steps::observe(outer_);
  }

  Step settle(Name target) {
    if (maybe(30, {failures})) return steps::set_exception(target, error());
    return steps::set_result(target, value(target));
  }

  /// Children that can be cancelled by name.
  std::vector<Name> cancellable() const {
    std::vector<Name> names;
    for (std::size_t i = 0; i < s_.awaitables.size(); ++i) {
      const auto n = static_cast<Name>(i + 1);
      const bool able = s_.awaitables[i].kind != Kind::coroutine && n != outer_ && n != own_;
      if (able && n != bystander_ && std::ranges::find(awaiters_, n) == awaiters_.end())
        names.push_back(n);
    }
    return names;
  }

  Step cancelling_action() {
    if (focus().has(cancel_outer) ? maybe(85) : maybe(45)) return cancel(outer_);
    if (maybe(30, {cancel_awaiter})) return cancel(spec::main_name);
    const auto able = cancellable();
    if (!able.empty() && maybe(70, {cancel_child})) return cancel(pick(able));
    if (!awaiters_.empty() && maybe(50)) return cancel(pick(awaiters_));
    return cancel(outer_);
  }

  Step outside_action() {
    if (maybe(35, {observers})) return steps::observe(observable());
    if (!futures_.empty() && maybe(30)) return settle(pick(futures_));
    if (maybe(5, {by_hand})) return settle(outer_);
    if (maybe(25, {callbacks, callback_actions, callback_errors})) return callback(observable());
    return cancelling_action();
  }

  Name observable() {
    if (maybe(65)) return outer_;
    const auto able = cancellable();
    return able.empty() ? outer_ : pick(able);
  }

  Step callback(Name on) {
    std::vector<Step> actions;
    if (maybe(30, {callback_actions, child_cancels_outer, cancel_late}))
      actions.push_back(maybe(50, {observers}) ? steps::observe(observable())
                                               : cancelling_action());
    if (maybe(5, {callback_errors})) actions.push_back(steps::raise(error()));
    return steps::add_done_callback(on, "callback" + std::to_string(++callbacks_),
                                    std::move(actions));
  }

  // --- main

  void write_main() {
    auto& steps = s_.main.steps;
    std::vector<Step> own_call = std::move(steps);  // place_own() may have put a call here
    steps.clear();
    steps.reserve(16);
    for (std::size_t i = 0; i < s_.awaitables.size(); ++i) {
      const auto n = static_cast<Name>(i + 1);
      const bool early = std::ranges::find(awaiters_, n) == awaiters_.end();
      if (s_.awaitables[i].kind == Kind::task && early) steps.push_back(steps::create(n));
    }
    before_the_call();
    steps.insert(steps.end(), own_call.begin(), own_call.end());
    for (const Name gather : gathers_) {
      steps.push_back(steps::gather(gather));
      if (gather != outer_ && maybe(6)) steps.push_back(steps::sleep(below(2)));
    }
    after_the_call();
    await_style();
    if (maybe(12)) s_.main.on_cancel.push_back({steps::resume()});
  }

  void before_the_call() {
    auto& steps = s_.main.steps;
    if (maybe(10, {callbacks, callback_actions}))
      for (const Name n : cancellable())
        if (s_.awaitable(n).kind != Kind::gather && maybe(60)) steps.push_back(callback(n));
    if (!maybe(12, {done_children})) return;
    for (const Name future : futures_) {
      if (maybe(30, {done_children}))
        steps.push_back(settle(future));
      else if (maybe(10))
        steps.push_back(cancel(future));
    }
    if (maybe(20, {cancel_child})) {
      const auto able = cancellable();
      if (!able.empty()) steps.push_back(cancel(pick(able)));
    }
    if (maybe(70)) steps.push_back(steps::sleep(below(5)));
  }

  void after_the_call() {
    auto& steps = s_.main.steps;
    for (const Name n : awaiters_) steps.push_back(steps::create(n));
    if (maybe(10, {observers})) steps.push_back(steps::observe(outer_));
    if (maybe(30, {callbacks, callback_actions, callback_errors}))
      for (auto i = 1 + below(2); i > 0; --i) steps.push_back(callback(observable()));
    if (maybe(3, {cancel_early})) steps.push_back(cancelling_action());
    if (maybe(2, {by_hand})) steps.push_back(settle(outer_));
  }

  void await_style() {
    auto& steps = s_.main.steps;
    if (maybe(8, {no_await})) return;
    if (maybe(10, {late_await})) steps.push_back(steps::sleep(below(5)));
    if (maybe(6, {late_await, cancel_late})) steps.push_back(steps::sleep(0));
    steps.push_back(await_outer());
    if (maybe(12, {observers})) steps.push_back(steps::observe(outer_));
    if (maybe(8, {await_again})) steps.push_back(await_outer());
    if (maybe(5, {cancel_late})) steps.push_back(cancel(outer_));
    if (other_ != spec::no_name && maybe(70)) steps.push_back(steps::await(other_));
    if (maybe(10)) steps.push_back(steps::finish(steps::number(7)));
  }

  // --- the timeline

  void write_timeline() {
    for (const Name future : futures_) {
      if (!maybe(focus().has(stale_waits) ? 40 : 85)) continue;
      moment(maybe(12) ? cancel(future) : settle(future));
    }
    if (maybe(30, {cancel_outer, cancel_child, cancel_awaiter, cancel_again, cancel_early,
                   cancel_late, stale_waits, swallow, convert, cleanup})) {
      moment(cancelling_action());
      if (maybe(20, {cancel_again})) {
        if (maybe(40))
          s_.timeline.back().actions.push_back(cancelling_action());
        else
          moment(cancelling_action());
      }
    }
    if (maybe(12, {observers, by_hand, callbacks})) moment(outside_action());
  }

  void moment(Step action) {
    Moment moment;
    moment.at = focus().has(cancel_early) ? below(2) : below(4);
    moment.turn = static_cast<int>(maybe(40, {cancel_late, yields}) ? below(5) : 0);
    const bool cancels = action.op == Op::cancel;
    moment.actions.push_back(std::move(action));
    if (cancels && maybe(6, {cancel_late, stale_waits}) && !futures_.empty())
      moment.actions.insert(moment.actions.begin(), settle(pick(futures_)));
    if (cancels && maybe(5, {observers})) moment.actions.push_back(steps::observe(observable()));
    s_.timeline.push_back(std::move(moment));
  }

  Scenario s_;
  int children_ = 0;
  int groups_ = 1;
  int callbacks_ = 0;
  Name outer_ = spec::no_name;
  Name other_ = spec::no_name;
  Name own_ = spec::no_name;
  Name bystander_ = spec::no_name;
  std::vector<Name> scripted_;
  std::vector<Name> futures_;
  std::vector<Name> gathers_;
  std::vector<Name> awaiters_;
};

}  // namespace

Scenario large_scenario(Choices& choices, const Focus& focus) {
  return Generator(choices, focus).make();
}

}  // namespace gathercheck::conformance
