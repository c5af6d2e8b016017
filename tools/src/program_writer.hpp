// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "code.hpp"
#include "foresight.hpp"
#include "gathercheck/conformance/scenario.hpp"
#include "program_names.hpp"

namespace gathercheck::tools {

/// What a program is to be about, beside its scenario.
struct Subject {
  std::string title;      ///< one line: what the program shows
  std::string text;       ///< a sentence or more about it; may be empty
  spec::Edition edition;  ///< whose output is told
};

/// Writes the scripts of a scenario as a program: what all languages have in common. Each event of
/// the trace is said by the program in the words of a timeline.
class ProgramWriter {
 public:
  ProgramWriter(const ProgramWriter&) = delete;
  ProgramWriter& operator=(const ProgramWriter&) = delete;

 protected:
  using Step = conformance::Step;
  using Steps = std::vector<Step>;
  using Write = std::function<void()>;

  ProgramWriter(const conformance::Scenario& scenario, const Foresight& foresight,
                std::string_view reserved, int indentation);
  virtual ~ProgramWriter() = default;

  /// What has happened to the cancellations of a suspension when they reach the lines around it.
  enum class Guard : std::uint8_t {
    none,    ///< nobody catches them
    around,  ///< they are caught outside
    tells,   ///< they are caught outside, and it is said there where they came from
  };

  /// A place at which a script waits, in words and in code.
  struct Suspension {
    std::string script;
    std::vector<std::string> noted;      ///< what is said before that
    std::vector<std::string> waits_for;  ///< of asyncio.wait: the names
    const Step* group = nullptr;         ///< of a task group: the step
    std::string begins;                  ///< what is said before; empty if it is said on the way
    std::string ends;                    ///< what is said after, if it has no result
    std::string expression;              ///< what is awaited
    std::string source;  ///< where errors come from: " out of its sleep", " from outer"
    bool has_result = false;
    bool catches = false;          ///< errors other than CancelledError do not end the script
    std::set<std::string> errors;  ///< the types that may come
    Guard guard = Guard::none;
  };

  /// Steps up to the one that ends them.
  struct Sequence {
    std::string script;
    std::span<const Step> steps;
    const Step* last = nullptr;  ///< return, raise or continue; null if they just end
    std::size_t block = 0;       ///< which block of on_cancel it is, from 1; 0 is the script
  };

  /// Steps whose cancellation is handled.
  struct Guarded {
    Write steps;
    Write end;                  ///< the step that ends them; empty if they just go on
    bool end_is_apart = false;  ///< the end raises a CancelledError that is not to be handled
    const Suspension* tells = nullptr;  ///< where the cancellation comes from, if not said there
    bool goes_on = false;               ///< what follows the handler is reached also without it
    Write handler;
  };

  // --- in the order in which a program needs them

  /// The body of a coroutine, task or main.
  void body(std::string_view name, const conformance::Script& script);
  /// The actions of a callback or of a moment.
  void actions(const std::string& by, const Steps& steps);
  /// The actions of `f`'s callbacks, wherever they are added, and of those in them.
  std::vector<const Step*> callbacks() const;
  /// The bodies of coroutines and tasks: the place of each awaitable that has one.
  std::vector<const conformance::Awaitable*> scripted() const;
  /// The names of all that exists in the end, if only sometimes: main, then in order.
  std::vector<std::string> finals() const;

  // --- texts, as in a timeline

  static std::string text(const conformance::ErrorSpec& error);
  std::string text(const conformance::ValueSpec& value) const;
  std::string_view name(spec::Name of) const { return scenario_.name(of); }

  // --- what a language has for it

  virtual void say(const std::string& words) = 0;
  virtual void suspend(const Suspension& suspension) = 0;
  virtual void guard(const Guarded& guarded) = 0;
  virtual void finish(const conformance::ValueSpec& value) = 0;
  virtual void finish_at_end() = 0;
  /// Ends a script; `guarded` if a CancelledError would be handled where it stands.
  virtual void raise(const conformance::ErrorSpec& error, bool guarded) = 0;
  /// Raises the cancellation that is being handled again.
  virtual void raise_again(const std::string& script, bool guarded) = 0;
  /// Takes down how many cancellations there were, where it depends on that what is done.
  virtual void count(std::size_t cancellations) = 0;
  virtual std::string counted(std::size_t cancellations) const = 0;
  /// Raises an error out of a callback or a moment, to the loop.
  virtual void raise_into_loop(const std::string& by, const conformance::ErrorSpec& error) = 0;

  virtual std::string absent(const std::string& object) const = 0;
  virtual std::string present(const std::string& object) const = 0;
  /// Whether it exists or has existed.
  virtual std::string existed(spec::Name of) { return present(object(of)); }
  /// When it exists no longer; nothing if it stays.
  virtual std::vector<std::string> gone(spec::Name) { return {}; }
  virtual std::string either(const std::vector<std::string>& conditions) const = 0;
  virtual void branch(const std::string& condition, const Write& yes, const Write& no) = 0;

  virtual std::string sleep(std::int64_t delay) const = 0;
  virtual std::string shield(const std::string& object) const = 0;
  /// Of the Python dialect: an await that is given up after a time, a wait, that for a semaphore,
  /// an action.
  virtual std::string bounded(const std::string& awaited, const Step& step) = 0;
  virtual std::string wait(const Step& step) = 0;
  virtual std::string acquire(const Step& step) = 0;
  virtual void act_in_dialect(const std::string& by, const Step& step) = 0;
  virtual void create(const std::string& by, const conformance::Awaitable& task) = 0;
  virtual void gather(const std::string& by, const conformance::Awaitable& gather) = 0;
  virtual void cancel(const std::string& by, const Step& step) = 0;
  virtual void settle(const std::string& by, const Step& step) = 0;
  virtual void observe(const std::string& by, const Step& step) = 0;
  virtual void add_done_callback(const std::string& by, const Step& step) = 0;

  // --- names

  /// The variable of an awaitable, or of the task main.
  std::string object(spec::Name of);
  std::string object(std::string_view name);
  /// The function that is the body of a coroutine, task or main.
  const std::string& function(std::string_view name);
  /// The function of a moment of the timeline.
  const std::string& moment(std::size_t index) const { return moments_[index]; }
  /// The variable of an error that is used several times.
  const std::string& shared(const conformance::ErrorSpec& error);
  /// What is said of a call of gather: "main: outer = gather(a, b)".
  std::string call_of(const std::string& by, const conformance::Awaitable& gather) const;
  /// Whether an argument of a gather stands there more than once and is a coroutine.
  std::vector<spec::Name> repeated_coroutines(const conformance::Awaitable& gather) const;

  const conformance::Scenario& scenario_;
  const Foresight& foresight_;
  ProgramNames names_;
  Code code_;
  std::map<std::string, std::string> functions_;
  std::map<std::string, std::string> shared_;
  std::vector<conformance::ErrorSpec> shared_errors_;  ///< in the order of their use
  std::vector<std::string> moments_;
  std::string main_task_;

 private:
  /// Whether a script waits there.
  static bool suspends(const Step& step);
  static std::size_t count_suspensions(std::span<const Step> steps);

  /// A name that an action is skipped for, and when it is.
  struct Obstacle {
    std::string of;
    std::function<std::vector<std::string>()> conditions;
  };
  std::vector<Obstacle> obstacles(const Step& step);
  std::vector<std::string> what_prevents_gather(const Step& step);
  void unless(const std::string& by, const Step& step, std::span<const Obstacle> obstacles,
              Guard guard);

  Sequence sequence(const std::string& script, const Steps& steps, std::size_t block) const;
  void region(const Sequence& sequence);
  void unguarded(const Sequence& sequence);
  void steps(const Sequence& sequence, Guard guard);
  void end(const Sequence& sequence, bool guarded);
  void step(const std::string& by, const Step& step, Guard guard);
  Suspension described(const std::string& script, const Step& step, Guard guard);
  void describe_sleep(Suspension& it, const Step& step);
  void describe_wait(Suspension& it, const Step& step);
  void describe_group(Suspension& it, const Step& step);
  void describe_acquire(Suspension& it, const Step& step);
  void describe_await(Suspension& it, const Step& step);
  void apply(const std::string& by, const Step& step, Guard guard);
  void handler(const std::string& script, std::size_t block);

  void pointwise(const Sequence& sequence);
  void point(const std::string& script, const Step& step, const std::set<std::size_t>& used);
  void choose_handler(const std::string& script, const std::set<std::size_t>& used);
  void add_what_goes_on(std::set<std::size_t>& used) const;

  const conformance::Script* script_ = nullptr;  ///< of the body that is being written
  bool counts_ = false;                          ///< whether it counts its cancellations
};

}  // namespace gathercheck::tools
