// SPDX-License-Identifier: MIT
#include <string>

#include "steps.hpp"
#include "worlds.hpp"

namespace gathercheck::conformance {
namespace {

using spec::Kind;
using spec::Name;

ErrorSpec error(ErrorType type) {
  ErrorSpec error;
  error.type = type;
  return error;
}

/// Every decision is one call of `choices_.below`, so that the product of the bounds is the size of
/// the world.
class Generator {
 public:
  explicit Generator(Choices& choices) : choices_(choices) { s_.awaitables.reserve(10); }

  Scenario make() {
    std::vector<Name> arguments;
    for (auto count = choices_.below(4); count > 0; --count) argument(arguments);
    outer_ = declare("outer", Kind::gather);
    s_.awaitables.back().of = arguments;
    s_.awaitables.back().return_exceptions = choices_.below(2) == 1;
    auto& main = s_.main.steps;
    main.insert(main.end(), calls_.begin(), calls_.end());
    main.push_back(steps::gather(outer_));
    main.push_back(steps::add_done_callback(outer_, "seen", {}));
    await_style();
    stimulus();
    return std::move(s_);
  }

 private:
  Name declare(std::string name, Kind kind) {
    Awaitable awaitable;
    awaitable.name = std::move(name);
    awaitable.kind = kind;
    s_.awaitables.push_back(std::move(awaitable));
    return static_cast<Name>(s_.awaitables.size());
  }

  Name scripted(Kind kind, std::vector<Step> steps, std::vector<std::vector<Step>> on_cancel = {}) {
    const Name name = declare(std::string(1, static_cast<char>('a' + children_++)), kind);
    s_.awaitables.back().script = {std::move(steps), std::move(on_cancel)};
    return name;
  }
  Name coroutine(std::vector<Step> steps, std::vector<std::vector<Step>> on_cancel = {}) {
    return scripted(Kind::coroutine, std::move(steps), std::move(on_cancel));
  }
  Name future() {
    return declare(std::string(1, static_cast<char>('a' + children_++)), Kind::future);
  }

  ValueSpec value() const { return steps::number(children_ + 1); }

  void argument(std::vector<Name>& arguments) {
    const auto first = arguments.empty();
    switch (choices_.below(first ? 13 : 14)) {
      case 0:
        arguments.push_back(coroutine({steps::finish(value())}));
        break;
      case 1:
        arguments.push_back(coroutine({steps::sleep(1), steps::finish(value())}));
        break;
      case 2:
        arguments.push_back(coroutine({steps::raise(error(ErrorType::value_error))}));
        break;
      case 3:
        arguments.push_back(
            coroutine({steps::sleep(1), steps::raise(error(ErrorType::key_error))}));
        break;
      case 4:
        arguments.push_back(
            coroutine({steps::sleep(2), steps::finish(value())}, {{steps::finish(value())}}));
        break;
      case 5:
        arguments.push_back(coroutine({steps::sleep(2)}, {{steps::sleep(1)}}));
        break;
      case 6:
        arguments.push_back(
            coroutine({steps::sleep(2)}, {{steps::raise(error(ErrorType::timeout_error))}}));
        break;
      case 7:
        arguments.push_back(task({steps::sleep(0), steps::finish(value())}));
        break;
      case 8:
        arguments.push_back(coroutine({steps::raise(error(ErrorType::cancelled_error))}));
        break;
      case 9:
        arguments.push_back(settled_at_one());
        break;
      case 10:
        arguments.push_back(future());
        break;
      case 11:
        arguments.push_back(failed_before());
        break;
      case 12:
        arguments.push_back(nested());
        break;
      case 13:
        arguments.push_back(arguments.back());
        break;
    }
  }

  Name task(std::vector<Step> steps) {
    const Name name = scripted(Kind::task, std::move(steps));
    s_.main.steps.push_back(steps::create(name));
    return name;
  }

  Name settled_at_one() {
    const Name name = future();
    s_.timeline.push_back({1, 0, {steps::set_result(name, value())}});
    return name;
  }

  Name failed_before() {
    const Name name = future();
    s_.main.steps.push_back(steps::set_exception(name, error(ErrorType::value_error)));
    return name;
  }

  Name nested() {
    const Name child = coroutine({steps::sleep(1), steps::finish(value())});
    const Name inner = declare("inner" + std::to_string(++groups_), Kind::gather);
    s_.awaitables.back().of = {child};
    calls_.push_back(steps::gather(inner));
    return inner;
  }

  void await_style() {
    auto& main = s_.main.steps;
    Step await = steps::await(outer_);
    switch (choices_.below(3)) {
      case 0:
        main.push_back(await);
        break;
      case 1:
        await.catch_errors = true;
        main.push_back(await);
        main.push_back(steps::observe(outer_));
        s_.main.on_cancel.push_back({steps::resume()});
        break;
      case 2:
        main.push_back(steps::sleep(2));
        main.push_back(await);
        break;
    }
  }

  void stimulus() {
    const auto which = static_cast<int>(choices_.below(20));
    if (which == 0) return;
    if (which <= 5)
      cancel(0, which - 1, outer_);
    else if (which <= 9)
      cancel(1, which - 6, outer_);
    else if (which <= 12)
      cancel(0, which - 10, spec::main_name);
    else if (which <= 16)
      cancel(1, which - 13, spec::main_name);
    else
      cancel(1, 0, outer_), cancel(1, which - 17, outer_);
  }

  void cancel(std::int64_t at, int turn, Name target) {
    s_.timeline.push_back({at, turn, {steps::cancel(target)}});
  }

  Choices& choices_;
  Scenario s_;
  std::vector<Step> calls_;
  int children_ = 0;
  int groups_ = 0;
  Name outer_ = spec::no_name;
};

}  // namespace

Scenario small_scenario(Choices& choices) {
  return Generator(choices).make();
}

std::string_view small_world() {
  return "0 to 3 arguments, each one of: a coroutine that returns at once, sleeps 1 and returns, "
         "raises at "
         "once, sleeps 1 and raises, sleeps 2 and swallows, cleans up after or converts a "
         "cancellation, or "
         "raises CancelledError; a task that yields once; a future settled at 1, never settled, or "
         "failed "
         "before the call; a nested gather; or the argument before it once more. return_exceptions "
         "false or "
         "true. The outer awaited at once, awaited with its error caught and then observed, or "
         "awaited 2 "
         "later. No stimulus; cancel() of the outer at 0 in turn 0 to 4 or at 1 in turn 0 to 3, of "
         "the "
         "awaiting task at 0 in turn 0 to 2 or at 1 in turn 0 to 3; or of the outer twice at 1, 0 "
         "to 2 "
         "turns apart. A done callback on the outer throughout.";
}

}  // namespace gathercheck::conformance
