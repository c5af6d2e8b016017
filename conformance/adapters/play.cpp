// SPDX-License-Identifier: MIT
#include "play.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "gathercheck/reference/asyncio.hpp"
#include "recorder.hpp"
#include "script_values.hpp"

namespace gathercheck::conformance {
namespace {

namespace aio = gathercheck::reference;
using aio::AnyFuture;
using aio::Coroutine;
using aio::Future;
using aio::Seconds;
using spec::EventKind;
using spec::Kind;
using spec::Name;

/// The limit of spec/format/README.md.
constexpr int most_turns = 100'000;

/// One scenario being run.
class Play {
 public:
  Play(const Scenario& scenario, spec::Edition edition, const GatherFunction& gather)
      : scenario_(scenario),
        gather_(gather),
        loop_(static_cast<aio::Edition>(edition.minor)),
        recorder_(scenario, edition, loop_),
        values_(recorder_),
        futures_(scenario.awaitables.size() + 1),
        is_given_up_(futures_.size()),
        timeline_(recorder_.intern("timeline")) {}

  spec::Trace run() {
    loop_.set_exception_handler([this](std::exception_ptr error) { unhandled(error); });
    make_coroutines();
    future(spec::main_name) = loop_.create_task(body(spec::main_name, scenario_.main));
    for (const auto& moment : scenario_.timeline)
      loop_.call_at(Seconds(static_cast<double>(moment.at)),
                    [this, &moment] { after(moment.turn, moment); });
    bool idle = false;
    for (int turn = 0; turn < most_turns && !idle; ++turn) idle = !loop_.run_once();
    for (Name n = 0; n < static_cast<Name>(futures_.size()); ++n)
      if (future(n)) record(EventKind::final, n).outcome = state(future(n));
    auto trace = recorder_.take();
    if (!idle) trace.end = spec::Trace::End::limit;
    return trace;
  }

 private:
  // --- objects

  void make_coroutines() {
    coroutines_.resize(futures_.size());
    for (std::size_t i = 0; i < scenario_.awaitables.size(); ++i) {
      const auto& awaitable = scenario_.awaitables[i];
      if (awaitable.kind == Kind::coroutine)
        coroutines_[i + 1] = body(static_cast<Name>(i + 1), awaitable.script);
      if (awaitable.kind == Kind::future) futures_[i + 1] = loop_.create_future<ReferenceValue>();
    }
  }

  Future<ReferenceValue>& future(Name n) { return futures_[static_cast<std::size_t>(n)]; }
  bool exists(Name n) { return static_cast<bool>(future(n)); }

  // --- scripts

  /// Runs a script as CPython would run it; spec/format/README.md says what each step does. What
  /// would be thrown is passed on as a value: a suite throws so much that it would do little else.
  Coroutine<ReferenceValue> body(Name self, const Script& script) {
    while (is_given_up(self)) co_await aio::outcome_of(never());
    record(EventKind::started, self);
    const std::vector<Step>* block = &script.steps;
    std::size_t next = 0;
    std::size_t resume_at = 0;
    std::size_t reactions = 0;
    std::exception_ptr cancellation;  // the last one
    for (;;) {
      if (next == block->size()) {
        if (block == &script.steps) co_return ended(self, ReferenceValue());
        co_return failed(self, cancellation);
      }
      const Step& step = (*block)[next++];
      std::exception_ptr failure;
      if (step.op == Op::sleep) {
        record(EventKind::sleeping, self).delay = step.delay;
        auto outcome =
            co_await aio::outcome_of(aio::sleep(Seconds(static_cast<double>(step.delay))));
        while (is_given_up(self)) co_await aio::outcome_of(never());
        failure = slept(self, outcome.error());
      } else if (step.op == Op::await && exists(step.target)) {
        begin_await(step, self);
        Future<ReferenceValue> awaited = future(step.target);
        if (step.shield) awaited = aio::shield(awaited);
        auto outcome = co_await aio::outcome_of(awaited);
        while (is_given_up(self)) co_await aio::outcome_of(never());
        failure = this->awaited(step, self, outcome);
        if (failure && !aio::is_cancelled_error(failure)) {
          if (!step.catch_errors) co_return failed(self, failure);
          failure = nullptr;
        }
      } else if (step.op == Op::finish) {
        co_return ended(self, values_.value(step.value));
      } else if (step.op == Op::raise) {
        co_return failed(self, values_.error(step.error()));
      } else if (step.op == Op::resume) {
        block = &script.steps;
        next = resume_at;
      } else {
        act(step, self);
      }
      if (!failure) continue;
      if (reactions == script.on_cancel.size()) co_return failed(self, failure);
      if (block == &script.steps) resume_at = next;
      block = &script.on_cancel[reactions++];
      next = 0;
      cancellation = failure;
    }
  }

  bool is_given_up(Name n) const { return is_given_up_[static_cast<std::size_t>(n)]; }
  Future<ReferenceValue> never() { return loop_.create_future<ReferenceValue>(); }

  ReferenceValue ended(Name self, ReferenceValue value) {
    auto outcome = recorder_.result(value);
    record(EventKind::ended, self).outcome = std::move(outcome);
    return value;
  }
  aio::Raised failed(Name self, const std::exception_ptr& error) {
    record_error(EventKind::ended, self, error);
    return aio::raised(error);
  }
  std::exception_ptr slept(Name self, std::exception_ptr error) {
    if (error)
      record_error(EventKind::interrupted, self, error);
    else
      record(EventKind::resumed, self);
    return error;
  }
  std::exception_ptr awaited(const Step& step, Name self,
                             const aio::Outcome<ReferenceValue>& outcome) {
    auto shown = this->shown(outcome);
    auto& event = record(EventKind::awaited, self);
    event.on = step.target;
    event.outcome = std::move(shown);
    return outcome.error();
  }

  void begin_await(const Step& step, Name self) {
    auto& event = record(EventKind::awaiting, self);
    event.on = step.target;
    event.shield = step.shield;
  }

  // --- actions

  void act(const Step& step, Name by) {
    switch (step.op) {
      case Op::await:
        return skipped(step, by);
      case Op::create:
        return create(step, by);
      case Op::gather:
        return gather(step, by);
      default:
        break;
    }
    if (!exists(step.target)) return skipped(step, by);
    switch (step.op) {
      case Op::cancel:
        return cancel(step, by);
      case Op::set_result:
      case Op::set_exception:
        return settle(step, by);
      case Op::observe:
        return observe(step, by);
      default:
        return add_done_callback(step, by);
    }
  }

  void create(const Step& step, Name by) {
    if (exists(step.target)) return skipped(step, by);
    future(step.target) =
        loop_.create_task(body(step.target, scenario_.awaitable(step.target).script));
    record(EventKind::created, step.target).by = by;
  }

  void gather(const Step& step, Name by) {
    const auto& awaitable = scenario_.awaitable(step.target);
    if (exists(step.target) ||
        !std::ranges::all_of(awaitable.of, [this](Name n) { return is_bare(n) || exists(n); }))
      return skipped(step, by);
    std::optional<spec::Outcome> raised;
    try {
      future(step.target) = gather_(call_of(awaitable));
    } catch (...) {
      raised = recorder_.failure(std::current_exception());
    }
    auto& event = record(EventKind::gather, step.target);
    event.by = by;
    event.children = awaitable.of;
    event.return_exceptions = awaitable.return_exceptions;
    if (raised)
      event.outcome = *std::move(raised);
    else
      event.done = exists(step.target) && future(step.target).done();
  }

  GatherCall call_of(const Awaitable& gather) {
    GatherCall call;
    call.arguments.reserve(gather.of.size());
    for (const Name n : gather.of) {
      if (is_bare(n))
        call.arguments.emplace_back(coroutines_[static_cast<std::size_t>(n)]);
      else
        call.arguments.emplace_back(future(n));
    }
    call.return_exceptions = gather.return_exceptions;
    call.another = [this, &gather](std::size_t position) {
      const Name n = gather.of[position];
      return body(n, scenario_.awaitable(n).script);
    };
    call.give_up = [this, &gather](std::size_t position) {
      is_given_up_[static_cast<std::size_t>(gather.of[position])] = true;
    };
    return call;
  }

  bool is_bare(Name n) { return scenario_.awaitable(n).kind == Kind::coroutine; }

  void cancel(const Step& step, Name by) {
    const bool accepted = future(step.target).cancel(step.message);
    auto& event = record(EventKind::cancel, step.target);
    event.by = by;
    event.message = step.message;
    event.accepted = accepted;
  }

  void settle(const Step& step, Name by) {
    spec::Outcome outcome;
    bool accepted = true;
    try {
      if (step.op == Op::set_result) {
        auto result = values_.value(step.value);
        outcome = recorder_.result(result);
        future(step.target).set_result(std::move(result));
      } else {
        const auto failure = values_.error(step.error());
        outcome = recorder_.failure(failure);
        future(step.target).set_exception(failure);
      }
    } catch (const aio::InvalidStateError&) {
      accepted = false;
    }
    auto& event = record(EventKind::settle, step.target);
    event.by = by;
    event.outcome = std::move(outcome);
    event.accepted = accepted;
  }

  void observe(const Step& step, Name by) {
    const auto& observed = future(step.target);
    const bool done = observed.done();
    const bool cancelled = observed.cancelled();
    auto result = shown(observed.outcome());
    auto exception = exception_of(observed);
    auto& event = record(EventKind::observed, step.target);
    event.by = by;
    event.done = done;
    event.cancelled = cancelled;
    event.outcome = std::move(result);
    event.exception = std::move(exception);
    event.loop = &observed.get_loop() == &loop_;
    const bool is_task =
        step.target == spec::main_name || scenario_.awaitable(step.target).kind == Kind::task;
    if (is_task && loop_.edition() >= aio::Edition::v3_11)
      event.cancelling = aio::cancelling(observed);
  }

  /// What exception() returns or throws.
  spec::Outcome exception_of(const Future<ReferenceValue>& future) {
    try {
      const auto error = future.exception();
      return recorder_.result(error ? ReferenceValue(error) : ReferenceValue());
    } catch (...) {
      return recorder_.failure(std::current_exception());
    }
  }

  void add_done_callback(const Step& step, Name by) {
    const Name label = recorder_.intern(step.label);
    future(step.target).add_done_callback([this, &step, label](const Future<ReferenceValue>& done) {
      auto outcome = state(done);
      auto& event = record(EventKind::callback, name_of(done));
      event.label = label;
      event.outcome = std::move(outcome);
      perform(step.actions, label);
    });
    auto& event = record(EventKind::registered, step.target);
    event.by = by;
    event.label = label;
  }

  Name name_of(const AnyFuture& wanted) {
    for (std::size_t i = 0; i < futures_.size(); ++i)
      if (futures_[i] == wanted) return static_cast<Name>(i);
    return spec::no_name;
  }

  /// Actions outside of scripts: what they raise goes out of the handle, to the loop.
  void perform(const std::vector<Step>& actions, Name by) {
    for (const auto& step : actions) {
      if (step.op != Op::raise) {
        act(step, by);
        continue;
      }
      raising_ = by;
      std::rethrow_exception(values_.error(step.error()));
    }
  }

  /// The loop was told of an exception: by an action that raised it, by a gather out of its own
  /// callback, or else it is what somebody has failed with.
  void unhandled(std::exception_ptr error) {
    Name of = std::exchange(raising_, spec::no_name);
    if (const auto* escaped = aio::exception_as<Escaped>(error)) {
      of = name_of(escaped->outer);
      error = std::exception_ptr(escaped->error);
    } else if (of == spec::no_name) {
      of = who_failed_with(error);
    }
    auto outcome = recorder_.failure(error);
    record(EventKind::unhandled, of).outcome = std::move(outcome);
  }

  Name who_failed_with(const std::exception_ptr& error) {
    const auto failed = [&](const AnyFuture& future) {
      return future && future.done() && !future.cancelled() && future.exception() == error;
    };
    for (std::size_t i = 0; i < futures_.size(); ++i) {
      const AnyFuture body(coroutines_[i] ? coroutines_[i].shared_state() : nullptr);
      if (failed(futures_[i]) || failed(body)) return static_cast<Name>(i);
    }
    return spec::main_name;
  }

  void after(int turns, const Moment& moment) {
    if (turns == 0) return perform(moment.actions, timeline_);
    loop_.call_soon([this, turns, &moment] { after(turns - 1, moment); });
  }

  // --- recording

  spec::Event& record(EventKind kind, Name of) { return recorder_.event(kind, of); }
  spec::Event& record_error(EventKind kind, Name of, const std::exception_ptr& error) {
    auto outcome = recorder_.failure(error);
    auto& event = record(kind, of);
    event.outcome = std::move(outcome);
    return event;
  }

  void skipped(const Step& step, Name by) {
    const Name action = recorder_.intern(op_words[static_cast<std::size_t>(step.op)]);
    auto& event = record(EventKind::skipped, step.target);
    event.by = by;
    event.label = action;
  }

  spec::Outcome shown(const aio::Outcome<ReferenceValue>& outcome) {
    return outcome.has_value() ? recorder_.result(outcome.value())
                               : recorder_.failure(outcome.error());
  }
  spec::Outcome state(const Future<ReferenceValue>& future) {
    if (!future.done()) return spec::Outcome::pending();
    if (future.cancelled()) return spec::Outcome::cancelled();
    if (const auto error = future.exception()) return recorder_.failure(error);
    return recorder_.result(future.result());
  }

  const Scenario& scenario_;
  const GatherFunction& gather_;
  aio::EventLoop loop_;
  Recorder recorder_;
  ScriptValues values_;
  std::vector<Future<ReferenceValue>> futures_;
  std::vector<Coroutine<ReferenceValue>> coroutines_;
  std::vector<bool> is_given_up_;  // by name: bodies that must not go on
  Name timeline_;
  Name raising_ = spec::no_name;  // whose action is raising something out of a handle
};

}  // namespace

spec::Trace play(const Scenario& scenario, spec::Edition edition, const GatherFunction& gather) {
  if (scenario.python) throw std::invalid_argument(no_python);
  return Play(scenario, edition, gather).run();
}

}  // namespace gathercheck::conformance
