// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "gathercheck/conformance/scenario.hpp"

namespace gathercheck::conformance {

/// A scenario in the making: an outer whose arguments are named a, b, c, ... as they come. What
/// main does is kept in the order in which it has to be done.
class Draft {
 public:
  Draft() {
    scenario_.awaitables.reserve(10);
    outer_ = declare("outer", spec::Kind::gather);
  }

  spec::Name outer() const { return outer_; }

  spec::Name coroutine(std::vector<Step> steps, std::vector<std::vector<Step>> on_cancel = {}) {
    return scripted(letter(), spec::Kind::coroutine, {std::move(steps), std::move(on_cancel)});
  }
  /// A task of that name, not yet created.
  spec::Name task(std::string name, Script script) {
    return scripted(std::move(name), spec::Kind::task, std::move(script));
  }
  spec::Name task(std::vector<Step> steps, std::vector<std::vector<Step>> on_cancel = {}) {
    return task(letter(), {std::move(steps), std::move(on_cancel)});
  }
  spec::Name future() { return declare(letter(), spec::Kind::future); }
  spec::Name gather(std::string name, std::vector<spec::Name> of, bool return_exceptions) {
    const auto gather = declare(std::move(name), spec::Kind::gather);
    call(gather, std::move(of), return_exceptions);
    return gather;
  }
  /// What the gather is called with.
  void call(spec::Name gather, std::vector<spec::Name> of, bool return_exceptions) {
    auto& declared = scenario_.awaitables[static_cast<std::size_t>(gather) - 1];
    declared.of = std::move(of);
    declared.return_exceptions = return_exceptions;
  }

  /// The name of what is declared next.
  spec::Name next() const { return static_cast<spec::Name>(scenario_.awaitables.size() + 1); }
  /// A number that no other argument returns.
  std::int64_t number() const { return letters_ + 1; }
  const Awaitable& awaitable(spec::Name name) const { return scenario_.awaitable(name); }

  /// What main does before it calls any gather; the calls of the gathers that the outer has as
  /// arguments; what main does after the call of the outer.
  std::vector<Step> before, inner_calls, after;
  std::vector<std::vector<Step>> on_cancel_of_main;

  void at(std::int64_t time, int turn, std::vector<Step> actions) {
    scenario_.timeline.push_back({time, turn, std::move(actions)});
  }

  Scenario finished(Step call_of_outer) && {
    auto& main = scenario_.main.steps;
    main = std::move(before);
    main.insert(main.end(), inner_calls.begin(), inner_calls.end());
    main.push_back(std::move(call_of_outer));
    main.insert(main.end(), after.begin(), after.end());
    scenario_.main.on_cancel = std::move(on_cancel_of_main);
    return std::move(scenario_);
  }

 private:
  std::string letter() { return std::string(1, static_cast<char>('a' + letters_++)); }

  spec::Name declare(std::string name, spec::Kind kind) {
    Awaitable awaitable;
    awaitable.name = std::move(name);
    awaitable.kind = kind;
    scenario_.awaitables.push_back(std::move(awaitable));
    return static_cast<spec::Name>(scenario_.awaitables.size());
  }
  spec::Name scripted(std::string name, spec::Kind kind, Script script) {
    const auto declared = declare(std::move(name), kind);
    scenario_.awaitables.back().script = std::move(script);
    return declared;
  }

  Scenario scenario_;
  spec::Name outer_ = spec::no_name;
  int letters_ = 0;
};

}  // namespace gathercheck::conformance
