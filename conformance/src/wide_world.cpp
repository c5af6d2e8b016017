// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <span>

#include "steps.hpp"
#include "wide_child.hpp"
#include "worlds.hpp"

namespace gathercheck::conformance {
namespace {

using enum Child;
using spec::Kind;
using spec::Name;
using Steps = std::vector<Step>;

struct When {
  std::int64_t at;
  int turn;
};
/// When something happens from outside.
constexpr std::array<When, 10> moments{
    {{0, 0}, {0, 1}, {0, 2}, {0, 3}, {1, 0}, {1, 1}, {1, 2}, {1, 3}, {2, 0}, {2, 1}}};

enum class Style : std::uint8_t { at_once, caught, late, shielded, never };

/// Every decision is one call of `choices_.below`, and two sequences of decisions never make the
/// same scenario.
class Generator {
 public:
  explicit Generator(Choices& choices) : choices_(choices) {}

  Scenario make() {
    switch (choices_.below(4)) {
      case 0:
        three_arguments();
        break;
      case 1:
        two_actions();
        break;
      case 2:
        groups_in_groups();
        break;
      default:
        company();
        break;
    }
    return std::move(draft_).finished(steps::gather(draft_.outer()));
  }

 private:
  template <typename Items>
  typename Items::value_type pick(const Items& items) {
    return items[choices_.below(static_cast<std::uint32_t>(std::size(items)))];
  }

  // --- the four parts

  /// Three arguments of every kind, duplicates among them, and at most one action from outside.
  void three_arguments() {
    static constexpr std::array kinds{
        returns, sleeps,         raises,         sleeps_and_raises, raises_base_error,
        yields,  swallows,       cleans_up,      converts,          raises_cancelled,
        goes_on, cancels_outer,  raising_task,   cleaning_task,     cancelled_task,
        future,  failing_future, dropped_future, cancelled_future};
    for (int i = 0; i < 3; ++i) argument(kinds);
    call_outer();
    seen();
    await(std::array{Style::at_once, Style::caught, Style::late});
    if (choices_.below(2) == 0) return;
    const auto when = pick(moments);
    draft_.at(when.at, when.turn, {pick(cancellations()), steps::observe(draft_.outer())});
  }

  /// One or two arguments, and two actions, each at every moment.
  void two_actions() {
    static constexpr std::array kinds{sleeps,          sleeps_and_raises, swallows, cleans_up,
                                      converts,        goes_on,           yields,   cancels_outer,
                                      swallowing_task, cleaning_task,     future,   settled_future,
                                      done_future};
    for (auto count = 1 + choices_.below(2); count > 0; --count) argument(kinds);
    call_outer();
    seen();
    await(std::array{Style::at_once, Style::caught});
    auto actions = cancellations();
    actions.push_back(steps::cancel(draft_.outer()));
    actions.back().message = "m";
    const auto first = choices_.below(moments.size());
    const auto second = first + choices_.below(static_cast<std::uint32_t>(moments.size() - first));
    const auto action = pick(actions);
    if (first == second)
      return draft_.at(moments[first].at, moments[first].turn, {action, pick(actions)});
    draft_.at(moments[first].at, moments[first].turn, {action});
    draft_.at(moments[second].at, moments[second].turn, {pick(actions)});
  }

  /// A gather in a gather, alone, twice, or beside another argument.
  void groups_in_groups() {
    static constexpr std::array kinds{sleeps,        sleeps_and_raises, swallows,
                                      cleans_up,     goes_on,           raises_cancelled,
                                      cleaning_task, failed_future,     future};
    const bool before = choices_.below(2) == 1;
    if (before) argument(kinds);
    const auto outside = std::exchange(arguments_, {});
    for (auto count = choices_.below(3); count > 0; --count) argument(kinds);
    const auto inner = draft_.gather("inner", arguments_, choices_.below(2) == 1);
    draft_.inner_calls.push_back(steps::gather(inner));
    const auto leaves = std::exchange(arguments_, outside);
    arguments_.push_back(inner);
    if (!before && choices_.below(2) == 1) argument(kinds);
    call_outer();
    seen();
    await(std::array{Style::at_once, Style::caught});
    if (choices_.below(2) == 0) return;
    others_ = leaves;
    const auto when = pick(moments);
    draft_.at(when.at, when.turn, {pick(cancellations())});
  }

  /// One or two arguments, and somebody else who has to do with them or with the outer.
  void company() {
    static constexpr std::array kinds{
        returns,        sleeps,     sleeps_and_raises, cleans_up,
        task,           future,     swallowing_task,   settled_future,
        failing_future, ended_task, completes_outer,   self_cancelling};
    for (auto count = 1 + choices_.below(2); count > 0; --count) argument(kinds);
    call_outer();
    pick(companies())(*this);
    await(std::array{Style::at_once, Style::late, Style::shielded, Style::never});
    if (choices_.below(2) == 0) return;
    const auto when = pick(moments);
    auto actions = cancellations();
    actions.push_back(steps::set_result(draft_.outer(), steps::number(0)));
    actions.push_back(steps::set_exception(draft_.outer(), {ErrorType::value_error, {}, ""}));
    draft_.at(when.at, when.turn, {pick(actions)});
  }

  // --- arguments

  /// One of these kinds, or one of the arguments before it once more.
  void argument(std::span<const Child> kinds) {
    std::vector<Name> known;
    for (const auto each : arguments_)
      if (std::ranges::find(known, each) == known.end()) known.push_back(each);
    const auto choice = choices_.below(static_cast<std::uint32_t>(kinds.size() + known.size()));
    arguments_.push_back(choice < kinds.size() ? add(kinds[choice], draft_)
                                               : known[choice - kinds.size()]);
  }

  void call_outer() { draft_.call(draft_.outer(), arguments_, choices_.below(2) == 1); }

  // --- main

  void seen() { draft_.after.push_back(steps::add_done_callback(draft_.outer(), "seen", {})); }

  template <typename Styles>
  void await(const Styles& styles) {
    Step await = steps::await(draft_.outer());
    switch (pick(styles)) {
      case Style::never:
        return;
      case Style::late:
        draft_.after.push_back(steps::sleep(2));
        break;
      case Style::shielded:
        await.shield = true;
        break;
      case Style::caught:
        await.catch_errors = true;
        draft_.after.push_back(await);
        draft_.after.push_back(steps::observe(draft_.outer()));
        draft_.on_cancel_of_main.push_back({steps::resume()});
        return;
      case Style::at_once:
        break;
    }
    draft_.after.push_back(await);
  }

  // --- actions from outside

  bool can_be_cancelled(Name name) const { return draft_.awaitable(name).kind != Kind::coroutine; }

  /// cancel() of the outer, of main, and of everything else that can be cancelled by its name.
  Steps cancellations() const {
    Steps actions{steps::cancel(draft_.outer()), steps::cancel(spec::main_name)};
    std::vector<Name> known;
    for (const auto* names : {&arguments_, &others_})
      for (const auto name : *names) {
        if (!can_be_cancelled(name) || std::ranges::find(known, name) != known.end()) continue;
        known.push_back(name);
        actions.push_back(steps::cancel(name));
      }
    return actions;
  }

  // --- company

  using Company = void (*)(Generator&);

  std::vector<Company> companies() const {
    std::vector<Company> able{&Generator::callback_cancels_outer, &Generator::callback_raises,
                              &Generator::callback_adds_another,  &Generator::another_awaiter,
                              &Generator::shielded_awaiter,       &Generator::observers};
    if (can_be_cancelled(arguments_.front()))
      able.insert(able.end(),
                  {&Generator::callback_cancels_child, &Generator::child_cancels_outer,
                   &Generator::child_cancels_outer_afterwards, &Generator::child_observes_outer});
    if (std::ranges::any_of(arguments_, [&](Name name) { return can_be_cancelled(name); }))
      able.insert(able.end(), {&Generator::another_group, &Generator::another_tolerant_group});
    return able;
  }

  void on_outer(Steps actions) {
    draft_.after.push_back(steps::add_done_callback(draft_.outer(), "seen", std::move(actions)));
  }

  static void callback_cancels_outer(Generator& g) {
    g.on_outer({steps::cancel(g.draft_.outer()), steps::observe(g.draft_.outer())});
  }
  static void callback_raises(Generator& g) {
    g.on_outer({steps::raise({ErrorType::key_error, {}, ""})});
    g.draft_.after.push_back(steps::add_done_callback(g.draft_.outer(), "after", {}));
  }
  static void callback_adds_another(Generator& g) {
    g.on_outer({steps::add_done_callback(g.draft_.outer(), "after", {})});
  }
  static void callback_cancels_child(Generator& g) {
    g.on_outer({steps::cancel(g.arguments_.front())});
  }
  static void observers(Generator& g) {
    for (const auto& when : moments)
      g.draft_.at(when.at, when.turn, {steps::observe(g.draft_.outer())});
  }

  /// A callback of the first child, registered before gather registers its own.
  static void child_cancels_outer(Generator& g) {
    g.draft_.before.push_back(
        steps::add_done_callback(g.arguments_.front(), "child", {steps::cancel(g.draft_.outer())}));
  }
  static void child_cancels_outer_afterwards(Generator& g) {
    g.draft_.after.push_back(
        steps::add_done_callback(g.arguments_.front(), "child", {steps::cancel(g.draft_.outer())}));
  }
  static void child_observes_outer(Generator& g) {
    g.draft_.after.push_back(steps::add_done_callback(g.arguments_.front(), "child",
                                                      {steps::observe(g.draft_.outer())}));
  }

  void waiter(bool shield) {
    Step await = steps::await(draft_.outer());
    await.shield = shield;
    others_.push_back(draft_.task("waiter", {{await}, {}}));
    draft_.after.push_back(steps::create(others_.back()));
  }
  static void another_awaiter(Generator& g) { g.waiter(false); }
  static void shielded_awaiter(Generator& g) { g.waiter(true); }

  /// A second gather of those arguments that may be in two.
  void group(bool return_exceptions) {
    std::vector<Name> shared;
    std::ranges::copy_if(arguments_, std::back_inserter(shared),
                         [&](Name name) { return can_be_cancelled(name); });
    others_.push_back(draft_.gather("other", shared, return_exceptions));
    draft_.after.push_back(steps::gather(others_.back()));
  }
  static void another_group(Generator& g) { g.group(false); }
  static void another_tolerant_group(Generator& g) { g.group(true); }

  Choices& choices_;
  Draft draft_;
  std::vector<Name> arguments_;  // of the outer
  std::vector<Name> others_;     // what else can be cancelled
};

}  // namespace

Scenario wide_scenario(Choices& choices) {
  return Generator(choices).make();
}

std::string_view wide_world() {
  return "(1) 3 arguments, each one of 19 kinds or one before it once more, and at most one "
         "cancel() "
         "from outside, followed by a look at the outer; (2) 1 or 2 arguments of 13 kinds and two "
         "cancel() from outside, with and without a message, also in the same moment; (3) a gather "
         "of "
         "0 to 2 arguments of 9 kinds in the outer, alone, twice or beside another argument, and "
         "at "
         "most one cancel(); (4) 1 or 2 arguments of 12 kinds, one of 12 others who have to do "
         "with "
         "them or with the outer (callbacks that act, awaiters, observers, a second gather), and "
         "at "
         "most one cancel() or settling of the outer by hand. The kinds are coroutines, tasks, "
         "futures and gathers; they return, raise, raise what is no Exception, are cancelled, "
         "swallow, convert, delay or survive a cancellation, cancel the outer, or are done before "
         "the call. What is cancelled is the outer, the awaiting task, or any child, awaiter or "
         "gather that has a name, at 0 in turn 0 to 3, at 1 in turn 0 to 3, or at 2 in turn 0 or "
         "1. "
         "return_exceptions false or true throughout. The outer awaited at once, awaited with its "
         "error caught, late, behind a shield, or never.";
}

}  // namespace gathercheck::conformance
