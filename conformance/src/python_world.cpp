// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <initializer_list>

#include "focused_choices.hpp"
#include "steps.hpp"
#include "worlds.hpp"

namespace gathercheck::conformance {
namespace {

using enum Situation;
using spec::Kind;
using spec::Name;

constexpr spec::Edition eager_since{12};
constexpr spec::Edition groups_since{11};  // and asyncio.timeout
constexpr spec::Edition awaited_by_since{14};

constexpr std::array themes{argument_objects, keywords, eager_tasks, contexts,
                            garbage,          runners,  base_exits,  stop_iterations,
                            other_loops,      no_loop,  interplay,   identities};

/// Makes one gather and what goes on around it. Everything that only some situations need is likely
/// there, and rare or absent elsewhere.
class Generator : FocusedChoices {
 public:
  Generator(Choices& choices, const Focus& focus, spec::Edition edition)
      : FocusedChoices(choices, focus), edition_(edition) {
    s_.awaitables.reserve(16);
  }

  Scenario make() {
    if (!focus().speaks_python()) theme_ = pick(themes);
    choose_run();
    outer_ = declare_gather("outer", 0);
    if (maybe(on(identities) ? 40 : 12)) declare_other();
    declare_members();
    declare_watcher();
    write_scripts();
    write_main();
    write_timeline();
    return std::move(s_);
  }

 private:
  // --- choices

  using FocusedChoices::pick;
  template <typename Item>
  Item pick(std::initializer_list<Item> items) {
    return items.begin()[below(items.size())];
  }
  /// Whether the scenario is to be in a situation of the dialect.
  bool on(Situation situation) const { return focus().has(situation) || theme_ == situation; }

  // --- the run

  void choose_run() {
    auto& python = s_.python.emplace();
    python.eager = on(eager_tasks) && edition_ >= eager_since && maybe(90);
    python.factory = maybe(on(identities) ? 25 : 2);
    if (maybe(on(runners) || on(base_exits) ? 80 : 5))
      python.runner = pick({Runner::run, Runner::run_until_complete, Runner::again});
    python.current = on(no_loop) && maybe(50);
  }

  // --- awaitables

  Awaitable& awaitable(Name n) { return s_.awaitables[static_cast<std::size_t>(n) - 1]; }
  std::vector<Step>& main() { return s_.main.steps; }

  Name declare(std::string name, Kind kind) {
    auto& awaitable = s_.awaitables.emplace_back();
    awaitable.name = std::move(name);
    awaitable.kind = kind;
    return static_cast<Name>(s_.awaitables.size());
  }
  Name declare_child(Kind kind) {
    const int number = children_++;
    std::string name(1, static_cast<char>('a' + number % 26));
    if (number >= 26) name += std::to_string(number / 26);
    return declare(std::move(name), kind);
  }

  Name scripted(Kind kind) {
    scripted_.push_back(declare_child(kind));
    if (kind == Kind::task) tasks_.push_back(scripted_.back());
    return scripted_.back();
  }
  Name future(bool other_loop) {
    futures_.push_back(declare_child(Kind::future));
    awaitable(futures_.back()).other_loop = other_loop;
    return futures_.back();
  }

  Name declare_gather(const std::string& name, int depth) {
    std::vector<Name> arguments;
    const bool none = maybe(on(keywords) || on(no_loop) ? 25 : 3, {empty});
    const bool alone = on(argument_objects) && maybe(30);  // what becomes of it shows best
    for (std::uint32_t i = none ? 0 : alone ? 1 : pick({1u, 2u, 2u, 3u, 3u, 4u}); i > 0; --i)
      arguments.push_back(declare_argument(arguments, depth));
    const Name gather = declare(name, Kind::gather);
    awaitable(gather).of = std::move(arguments);
    call_with(awaitable(gather));
    return gather;
  }

  /// What gather is called with beside its arguments.
  void call_with(Awaitable& gather) {
    gather.return_exceptions = maybe(focus().has(raise_mode) ? 8 : 35, {return_exceptions});
    if (!on(keywords)) return;
    if (maybe(50)) odd_truth(gather);
    gather.positional = maybe(20);
    if (maybe(40)) gather.keywords.push_back({"loop", Keyword::Loop{}});
    if (maybe(20)) gather.keywords.push_back({"timeout", std::int64_t{below(3)}});
  }
  void odd_truth(Awaitable& gather) {
    Keyword given{std::string(return_exceptions_word), ValueSpec::None{}};
    if (maybe(40))
      given.value = std::int64_t{below(3)};
    else if (maybe(66))
      given.value = std::string(maybe(50) ? "no" : "");
    const auto* number = std::get_if<std::int64_t>(&given.value);
    const auto* text = std::get_if<std::string>(&given.value);
    gather.return_exceptions = (number && *number != 0) || (text && !text->empty());
    gather.keywords.push_back(std::move(given));
  }

  Name declare_argument(const std::vector<Name>& earlier, int depth) {
    if (!earlier.empty() && maybe(8, {duplicates})) return pick(earlier);
    if (on(argument_objects) && maybe(65)) return declare_object();
    if (on(other_loops) && maybe(50)) return future(true);
    if (on(interplay) && maybe(25)) return declare_wrapper();
    if (depth == 0 && maybe(6, {nesting}))
      return declare_gather("inner" + std::to_string(++groups_), 1);
    if (maybe(20, {futures})) return future(false);
    return scripted(maybe(25, {tasks}) ? Kind::task : Kind::coroutine);
  }

  Name declare_object() {
    // More often: `equal`, since there must be two of them, and what can go several ways.
    constexpr auto types = static_cast<std::size_t>(ObjectType::coroutine_of) + 1;
    constexpr std::array more{ObjectType::equal,       ObjectType::equal,
                              ObjectType::equal,       ObjectType::duck_future,
                              ObjectType::duck_future, ObjectType::coroutine_of};
    const auto drawn = below(types + more.size());
    const auto type = drawn < types ? static_cast<ObjectType>(drawn) : more[drawn - types];
    const Name task = type == ObjectType::coroutine_of ? scripted(Kind::task) : spec::no_name;
    const Name object = declare_child(Kind::object);
    awaitable(object).is = type;
    if (task != spec::no_name) awaitable(object).of.push_back(task);
    if (type == ObjectType::duck_future) ducks_.push_back(object);
    objects_.push_back(object);
    return object;
  }

  /// A shield or a wait_for around a task, a future or a task of its own.
  Name declare_wrapper() {
    const Name inside = maybe(30) ? future(false) : scripted(Kind::task);
    const Name object = declare_child(Kind::object);
    awaitable(object).is = pick({ObjectType::shield, ObjectType::wait_for});
    awaitable(object).of.push_back(inside);
    if (awaitable(object).is == ObjectType::wait_for)
      awaitable(object).timeout = static_cast<std::int32_t>(below(4));
    return object;
  }

  /// A second gather, over arguments of the first that may be shared.
  void declare_other() {
    std::vector<Name> arguments;
    for (const Name n : awaitable(outer_).of)
      if (awaitable(n).kind != Kind::coroutine && maybe(60)) arguments.push_back(n);
    if (arguments.empty() || maybe(30)) arguments.push_back(scripted(Kind::coroutine));
    other_ = declare("other", Kind::gather);
    awaitable(other_).of = std::move(arguments);
    awaitable(other_).return_exceptions = maybe(35);
  }

  /// The tasks of a group, one of which awaits the gather.
  void declare_members() {
    if (!on(interplay) || edition_ < groups_since || !maybe(25)) return;
    for (auto i = 1 + below(2); i > 0; --i)
      members_.push_back(declare("member" + std::to_string(i), Kind::task));
  }

  /// A task that awaits the gather beside main.
  void declare_watcher() {
    if (!on(interplay) || !members_.empty() || !maybe(30)) return;
    watcher_ = declare("watcher", Kind::task);
    awaitable(watcher_).script.steps.push_back(catching(steps::await(outer_)));
  }

  // --- values and errors

  ErrorSpec error() {
    ErrorSpec error;
    if (on(base_exits) && maybe(60))
      error.type = pick({ErrorType::keyboard_interrupt, ErrorType::system_exit});
    else if (on(stop_iterations) && maybe(75))
      error.type = pick({ErrorType::stop_iteration, ErrorType::stop_iteration,
                         ErrorType::stop_async_iteration, ErrorType::generator_exit});
    else if (on(eager_tasks) && maybe(15))
      error.type = ErrorType::keyboard_interrupt;
    else
      error.type = maybe(40) ? ErrorType::key_error : ErrorType::value_error;
    if (maybe(20, {messages})) error.message = "m" + std::to_string(below(3));
    if (!error.message && maybe(5, {shared_errors}))
      error.object = "e" + std::to_string(static_cast<int>(error.type));
    return error;
  }

  ValueSpec value(Name self) {
    return maybe(8) ? ValueSpec{} : steps::number(self * 10 + static_cast<std::int64_t>(below(3)));
  }

  bool fails() {
    return maybe(on(base_exits) || on(stop_iterations) || on(garbage) ? 45 : 25, {failures});
  }

  std::int64_t delay() {
    if (on(interplay) && maybe(20, {convert})) return 5;
    return pick({std::int64_t{1}, std::int64_t{0}, std::int64_t{2}});
  }

  // --- scripts

  void write_scripts() {
    for (const Name n : scripted_) awaitable(n).script = body(n);
    for (const Name n : members_) awaitable(n).script = member(n);
    if (on(interplay) && edition_ >= groups_since && maybe(15)) write_group();
  }

  /// Lets a child do its work in a group of its own.
  void write_group() {
    const auto own = [&](Name n) { return awaitable(n).kind == Kind::coroutine; };
    const auto child = std::ranges::find_if(scripted_, own);
    if (child == scripted_.end()) return;
    const Name child_name = *child;
    std::vector<Name> workers;
    for (auto i = 1 + below(2); i > 0; --i)
      workers.push_back(declare("worker" + std::to_string(i), Kind::task));
    for (const Name n : workers) awaitable(n).script = worker();
    awaitable(child_name).script.steps = {steps::task_group(workers)};
  }
  Script worker() {
    Script script;
    script.steps.push_back(steps::sleep(delay()));
    if (maybe(60)) script.steps.push_back(steps::raise(error()));
    return script;
  }

  Script body(Name self) {
    Script script;
    auto& steps = script.steps;
    asides(steps);
    const bool guarded = on(interplay) && maybe(25);
    if (guarded) steps.push_back(steps::acquire("s"));
    const auto sleeps = on(eager_tasks) ? pick({0u, 0u, 1u}) : pick({1u, 0u, 1u, 2u});
    for (auto i = sleeps; i > 0; --i) steps.push_back(steps::sleep(delay()));
    if (guarded) steps.push_back(steps::release("s"));
    if (sleeps > 0) asides(steps);
    if (fails())
      steps.push_back(steps::raise(error()));
    else if (maybe(85))
      steps.push_back(steps::finish(value(self)));
    if (maybe(20, {swallow, cleanup, convert})) script.on_cancel.push_back(reaction(self));
    return script;
  }

  /// What a script notes and does beside its work.
  void asides(std::vector<Step>& steps) {
    if (on(contexts) && maybe(70)) steps.push_back(steps::note(Note::variable));
    if (on(contexts) && maybe(45)) steps.push_back(steps::set_variable(10 + below(5)));
    if (on(identities) && maybe(30))
      steps.push_back(steps::note(pick({Note::number, Note::current_task})));
  }

  std::vector<Step> reaction(Name self) {
    std::vector<Step> block;
    if (maybe(60, {cleanup})) block.push_back(steps::sleep(delay()));
    if (focus().has(convert) && maybe(75))
      block.push_back(steps::raise(error()));
    else if (maybe(40, {swallow}))
      block.push_back(maybe(30) ? steps::resume() : steps::finish(value(self)));
    return block;
  }

  Script member(Name self) {
    Script script;
    if (self != members_.front()) return worker();
    script.steps.push_back(steps::await(outer_));
    return script;
  }

  // --- main

  void write_main() {
    if (on(contexts) && maybe(15)) s_.python->before.push_back(steps::set_variable(5));
    if (on(no_loop) && maybe(90)) {
      auto& python = *s_.python;
      auto& early = maybe(60) ? python.before : python.thread;
      begin(early);
      if (maybe(40)) early.push_back(steps::observe(outer_));
    } else {
      begin(main());
    }
    after_the_call();
    await_style();
    epilogue();
    if (maybe(on(base_exits) ? 35 : 10)) s_.main.on_cancel.push_back({steps::resume()});
  }

  /// Makes the tasks, sometimes settles futures, and calls gather.
  void begin(std::vector<Step>& steps) {
    if (on(contexts) && maybe(75)) steps.push_back(steps::set_variable(1));
    for (const Name n : tasks_) steps.push_back(steps::create(n));
    for (const Name n : futures_)
      if (maybe(12, {done_children})) steps.push_back(settle(n));
    if (!tasks_.empty() && &steps == &main() && maybe(12, {done_children}))
      steps.push_back(steps::sleep(1 + below(3)));
    for (std::size_t i = 0; i < s_.awaitables.size(); ++i)
      if (s_.awaitables[i].kind == Kind::gather)
        steps.push_back(steps::gather(static_cast<Name>(i + 1)));
    if (watcher_ != spec::no_name) steps.push_back(steps::create(watcher_));
  }

  void after_the_call() {
    if (maybe(on(eager_tasks) ? 60 : 12, {observers})) main().push_back(steps::observe(outer_));
    if (on(contexts) && maybe(60)) main().push_back(steps::set_variable(2));
    if (maybe(on(contexts) ? 50 : 15, {callbacks})) main().push_back(callback(outer_));
    if (on(contexts) && maybe(40)) main().push_back(steps::set_variable(3));
    if (on(identities)) note_right_after();
    for (const Name n : ducks_)
      if (maybe(70)) main().push_back(maybe(35) ? steps::cancel(n) : settle(n));
    if (maybe(on(identities) ? 15 : 5, {cancel_outer})) main().push_back(cancel(outer_));
  }

  void note_right_after() {
    note_awaiters();
    for (const Name n : tasks_)
      if (maybe(40)) main().push_back(steps::note(Note::number, n));
    if (maybe(50)) main().push_back(steps::note(Note::type_name, outer_));
    if (maybe(25)) main().push_back(steps::note(Note::pending));
    if (maybe(10)) main().push_back(steps::note(Note::cancel_takes_message, outer_));
    note_two();
  }

  void note_awaiters() {
    auto able = futures_and_tasks();
    able.push_back(outer_);
    for (const Name n : able)
      if (edition_ >= awaited_by_since && maybe(50))
        main().push_back(steps::note(Note::awaited_by, n));
  }

  void note_two() {
    const auto about = pick({Note::equal, Note::hash_equal, Note::same});
    if (other_ != spec::no_name && maybe(60)) main().push_back(steps::note(about, outer_, other_));
    if (objects_.size() > 1 && maybe(30))
      main().push_back(steps::note(about, objects_[0], objects_[1]));
  }

  void await_style() {
    if (on(garbage) && maybe(45)) return main().push_back(steps::sleep(below(5)));
    if (on(runners) && maybe(25)) return leave_early();
    if (on(interplay) && maybe(75)) {
      bounded_await();
      return note_awaiters();
    }
    if (maybe(6, {no_await})) return;
    main().push_back(await_outer());
    if (on(identities) && maybe(60)) await_again();
    if (other_ != spec::no_name && maybe(60)) main().push_back(catching(steps::await(other_)));
  }

  /// Ends main while the children may be at work.
  void leave_early() {
    if (maybe(50)) main().push_back(steps::sleep(delay()));
    main().push_back(maybe(50) ? steps::raise(error()) : steps::finish(steps::number(7)));
  }

  void bounded_await() {
    if (!members_.empty()) return main().push_back(steps::task_group(members_));
    if (watcher_ != spec::no_name && maybe(60) && wait_for_children()) return;
    if (maybe(40)) return main().push_back(wait());
    const bool context = edition_ >= groups_since && maybe(40);
    Step step = steps::await_bounded(outer_, context ? Bound::timeout : Bound::within, below(4));
    step.shield = maybe(8, {shield});
    main().push_back(catching(std::move(step)));
  }

  Step wait() {
    std::vector<Name> names{outer_};
    for (const Name n : futures_and_tasks())
      if (maybe(30, {futures, tasks})) names.push_back(n);
    return steps::wait(names, pick({Until::first_completed, Until::first_exception,
                                    Until::first_exception, Until::all_completed}));
  }

  /// Waits for the children of the gather, if asyncio.wait takes all of them.
  bool wait_for_children() {
    const auto& of = awaitable(outer_).of;
    const auto able = [&](Name n) {
      const auto kind = awaitable(n).kind;
      return kind == Kind::task || kind == Kind::future || kind == Kind::gather;
    };
    if (of.empty() || !std::ranges::all_of(of, able)) return false;
    main().push_back(steps::wait(of, Until::first_exception));
    return true;
  }

  Step await_outer() {
    Step step = steps::await(outer_);
    step.catch_errors = maybe(on(runners) || on(base_exits) ? 40 : 75);
    step.shield = maybe(3, {shield});
    return step;
  }

  /// The state of what is done, as one more await may leave it.
  void await_again() {
    main().push_back(steps::note(Note::traceback, outer_));
    main().push_back(catching(steps::await(outer_)));
    main().push_back(steps::note(Note::traceback, outer_));
    for (const Name n : futures_and_tasks())
      if (maybe(40)) main().push_back(steps::note(Note::same_error, outer_, n));
  }

  static Step catching(Step step) {
    step.catch_errors = true;
    return step;
  }

  void epilogue() {
    if (ended()) return;
    asides(main());
    if (maybe(15, {observers})) main().push_back(steps::observe(outer_));
    if (on(argument_objects)) {
      main().push_back(steps::sleep(1));
      note_two();
    }
    if (on(garbage)) forget();
    if (maybe(30)) main().push_back(steps::sleep(delay()));
    if (maybe(10)) main().push_back(steps::finish(steps::number(7)));
  }
  bool ended() {
    return !main().empty() && (main().back().op == Op::raise || main().back().op == Op::finish);
  }

  void forget() {
    auto able = futures_and_tasks();
    able.insert(able.begin(), outer_);
    for (const Name n : able) {
      if (!maybe(n == outer_ ? 80 : 30)) continue;
      main().push_back(steps::forget(n));
      if (maybe(60)) main().push_back(steps::note(Note::alive, n));
    }
    if (maybe(40)) {
      main().push_back(steps::sleep(delay()));
      main().push_back(steps::note(Note::alive, outer_));
    }
  }

  // --- actions

  Step settle(Name target) {
    if (fails()) return steps::set_exception(target, error());
    return steps::set_result(target, value(target));
  }

  Step cancel(Name target) {
    Step step = steps::cancel(target);
    if (maybe(on(identities) ? 50 : 8, {messages})) step.message = "M";
    return step;
  }

  Step callback(Name on_whom) {
    std::vector<Step> actions;
    if (on(contexts)) actions.push_back(steps::note(Note::variable));
    if (on(identities)) actions.push_back(steps::note(Note::current_task));
    if (on(stop_iterations) && maybe(20)) actions.push_back(steps::raise(error()));
    return steps::add_done_callback(on_whom, "callback" + std::to_string(++callbacks_),
                                    std::move(actions));
  }

  std::vector<Name> futures_and_tasks() const {
    std::vector<Name> names = futures_;
    names.insert(names.end(), tasks_.begin(), tasks_.end());
    return names;
  }

  // --- the timeline

  void write_timeline() {
    for (const Name n : futures_)
      if (maybe(75)) moment(maybe(12) ? cancel(n) : settle(n));
    if (maybe(25, {cancel_outer, cancel_child, cancel_awaiter})) moment(cancelling_action());
    if (on(runners) && maybe(5)) moment(steps::make(Op::stop));
  }

  Step cancelling_action() {
    const auto able = futures_and_tasks();
    if (!able.empty() && maybe(35, {cancel_child})) return cancel(pick(able));
    return cancel(maybe(35, {cancel_awaiter}) ? spec::main_name : outer_);
  }

  void moment(Step action) {
    Moment moment;
    moment.at = below(4);
    moment.turn = static_cast<int>(maybe(30) ? below(4) : 0);
    moment.actions.push_back(std::move(action));
    s_.timeline.push_back(std::move(moment));
  }

  const spec::Edition edition_;
  std::optional<Situation> theme_;  // if the focus names none of the dialect's
  Scenario s_;
  int children_ = 0;
  int groups_ = 0;
  int callbacks_ = 0;
  Name outer_ = spec::no_name;
  Name other_ = spec::no_name;
  Name watcher_ = spec::no_name;
  std::vector<Name> scripted_;
  std::vector<Name> tasks_;
  std::vector<Name> futures_;
  std::vector<Name> objects_;
  std::vector<Name> ducks_;
  std::vector<Name> members_;
};

}  // namespace

Scenario python_scenario(Choices& choices, const Focus& focus, spec::Edition edition) {
  return Generator(choices, focus, edition).make();
}

}  // namespace gathercheck::conformance
