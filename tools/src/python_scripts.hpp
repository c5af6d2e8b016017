// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "files.hpp"
#include "program_text.hpp"
#include "program_writer.hpp"
#include "python_dialect.hpp"

namespace gathercheck::tools {

/// How deep reactions to cancellations of reactions can be: Python nests 20 blocks at most.
inline constexpr int most_handlers = 6;

inline constexpr std::string_view python_words =
    "False None True and as assert async await break class continue def del elif else except "
    "finally for from global if import in is lambda nonlocal not or pass raise return try while "
    "with yield match case type "
    "asyncio main say shown state answer observed report loop print isinstance list str map round "
    "hasattr super result error cancelled cancellations accepted done call value future what "
    "context name thing told silent after "
    "types contextvars variable current_task Awaitable UnhashableAwaitable generator int len hash "
    "async_generator types_coroutine coroutine_function coroutine task "
    "with_timeout number traceback hash_equal same_error cancel_takes_message concurrent gc "
    "weakref "
    "forget is_alive name_of known order held collect forgotten finished_coroutine "
    "closed_coroutine";

/// The values of a scenario in Python, and what its scripts wait for, end with and handle.
class PythonScripts : public ProgramWriter {
 protected:
  using ErrorType = conformance::ErrorType;
  using Kind = spec::Kind;
  using Note = conformance::Note;
  using Op = conformance::Op;

  PythonScripts(const conformance::Scenario& scenario, const Foresight& foresight,
                const Subject& subject)
      : ProgramWriter(scenario, foresight, python_words, 4), subject_(subject) {
    if (scenario.python) foreign_ = foreign_errors(foresight.trace(subject.edition));
    logs_ = scenario.python && has_reports(foresight.trace(subject.edition));
  }

  // --- texts

  static std::string quoted(std::string_view text) { return "\"" + within_quotes(text) + "\""; }
  /// A text inside of an f-string.
  static std::string fstring(std::string_view text) {
    std::string out;
    for (const char c : within_quotes(text)) out.append(c == '{' || c == '}' ? 2 : 1, c);
    return out;
  }
  static std::string python_name(std::string_view type) {
    const bool own = type == "CancelledError" || type == "InvalidStateError";
    return (own ? "asyncio." : "") + std::string(type);
  }
  std::string tuple_of(const std::set<std::string>& types) {
    // Up to 3.10 asyncio has a TimeoutError of its own, which wait_for raises.
    const bool waited = foreign_.contains("TimeoutError");
    std::set<std::string> names;
    for (const auto& type : types)
      names.insert(waited && type == "TimeoutError" ? "asyncio.TimeoutError" : python_name(type));
    return names.size() == 1 ? *names.begin() : "(" + joined(names, ", ") + ")";
  }
  std::set<std::string> every_error() {
    std::set<std::string> types{"Exception", "CancelledError"};
    if (foresight_.sees("BaseError")) types.insert("BaseError");
    return types;
  }
  bool uses_base_error() { return uses_base_error_ || foresight_.sees("BaseError"); }

  /// The expression that makes an error.
  std::string make(const conformance::ErrorSpec& error) {
    if (error.type == ErrorType::base_error) uses_base_error_ = true;
    const auto type = conformance::error_type_words[static_cast<std::size_t>(error.type)];
    return python_name(type) + "(" + (error.message ? quoted(*error.message) : "") + ")";
  }
  std::string expression(const conformance::ErrorSpec& error) {
    return error.object.empty() ? make(error) : shared(error);
  }
  std::string expression(const conformance::ValueSpec& value) {
    if (const auto* words = std::get_if<std::string>(&value.data)) return quoted(*words);
    if (const auto* error = std::get_if<conformance::ErrorSpec>(&value.data))
      return expression(*error);
    if (const auto* it = std::get_if<conformance::ValueSpec::Awaitable>(&value.data))
      return named_object(it->name);
    return text(value);
  }
  std::string named_object(spec::Name of) {
    const std::string known(name(of));
    named_.insert(known);
    if (scenario_.awaitable(of).kind != Kind::task) return object(of);
    tested_.insert(object(of));
    return object(of) + " or Absent(" + quoted(known) + ")";
  }

  // --- what the writer of scripts asks for

  void say(const std::string& words) override { code_.line("say(" + quoted(words) + ")"); }
  void say_shown(const std::string& before, const std::string& value, const std::string& after) {
    code_.line("say(f\"" + fstring(before) + "{shown(" + value + ")}" + fstring(after) + "\")");
  }

  void suspend(const Suspension& it) override {
    for (const auto& each : it.noted) say(each);
    say(it.begins);
    if (it.errors.empty()) return await(it);
    code_.line("try:");
    {
      const auto deeper = code_.deeper();
      await(it);
    }
    auto others = it.errors;
    const bool apart = it.catches || it.guard == Guard::around;
    if (apart && others.erase("CancelledError") > 0) except(it, {"CancelledError"});
    if (!others.empty()) except(it, others);
  }

  void await(const Suspension& it) {
    const auto await = "await " + it.expression;
    if (!it.waits_for.empty()) return wait(it);
    code_.line(it.has_result ? "result = " + await : await);
    if (it.has_result)
      say_shown(it.script + " gets ", "result", it.source);
    else
      say(it.script + " wakes");
  }

  void wait(const Suspension& it) {
    code_.line("done, pending = await " + it.expression);
    say(it.script + " gets None" + it.source);
    std::vector<std::string> pairs;
    for (const auto& each : it.waits_for)
      pairs.push_back("(" + quoted(each) + ", " + object(each) + ")");
    code_.line("done = [name for name, each in [" + joined(pairs, ", ") + "] if each in done]");
    say_shown(it.script + " notes done: ", "' '.join(done)", "");
  }

  void except(const Suspension& it, const std::set<std::string>& errors) {
    code_.line("except " + tuple_of(errors) + " as error:");
    const auto deeper = code_.deeper();
    say_shown(it.script + " gets ", "error", it.source);
    const bool cancelled = errors.contains("CancelledError");
    if (it.catches && !cancelled) return;
    if (!cancelled || it.guard == Guard::none) say_shown(it.script + " raises ", "error", "");
    code_.line("raise");
  }

  void guard(const Guarded& it) override {
    if (++handlers_ > most_handlers)
      throw UsageError("more than " + std::to_string(most_handlers) +
                           " blocks of on_cancel, each while the one before is at work",
                       "Python does not nest so many");
    code_.line("try:");
    {
      const auto deeper = code_.deeper();
      it.steps();
      if (it.end && !it.end_is_apart) it.end();
    }
    code_.line("except asyncio.CancelledError as cancelled:");
    {
      const auto deeper = code_.deeper();
      if (it.tells) say_shown(it.tells->script + " gets ", "cancelled", it.tells->source);
      it.handler();
    }
    if (it.end && it.end_is_apart) {
      code_.line("else:");
      const auto deeper = code_.deeper();
      it.end();
    }
    --handlers_;
  }

  void finish(const conformance::ValueSpec& value) override {
    code_.line("return " + expression(value));
  }
  void finish_at_end() override {}
  void raise(const conformance::ErrorSpec& error, bool) override {
    const auto what = expression(error);
    code_.line("raise " + (what.ends_with("()") ? what.substr(0, what.size() - 2) : what));
  }
  void raise_again(const std::string& script, bool) override {
    say_shown(script + " raises ", "cancelled", "");
    code_.line("raise");
  }
  void raise_into_loop(const std::string& by, const conformance::ErrorSpec& error) override {
    reports_ = true;
    code_.line("loop.raising = " + quoted(by));
    raise(error, false);
  }

  void count(std::size_t cancellations) override {
    code_.line("cancellations = " + std::to_string(cancellations));
  }
  std::string counted(std::size_t cancellations) const override {
    return "cancellations == " + std::to_string(cancellations);
  }

  std::string absent(const std::string& object) const override {
    tested_.insert(object);
    return object + " is None";
  }
  std::string present(const std::string& object) const override {
    tested_.insert(object);
    return object + " is not None";
  }
  std::string either(const std::vector<std::string>& conditions) const override {
    return joined(conditions, " or ");
  }
  void branch(const std::string& condition, const Write& yes, const Write& no) override {
    code_.line("if " + condition + ":");
    {
      const auto deeper = code_.deeper();
      yes();
    }
    code_.line("else:");
    const auto deeper = code_.deeper();
    no();
  }

  // --- actions

  std::string sleep(std::int64_t delay) const override {
    return "asyncio.sleep(" + std::to_string(delay) + ")";
  }
  std::string shield(const std::string& object) const override {
    return "asyncio.shield(" + object + ")";
  }

  std::string bounded(const std::string& awaited, const Step& step) override {
    const auto arguments = "(" + awaited + ", " + std::to_string(step.delay) + ")";
    if (step.bound() == conformance::Bound::within) return "asyncio.wait_for" + arguments;
    definitions_.insert(
        "async def with_timeout(awaitable, delay):\n"
        "    async with asyncio.timeout(delay):\n"
        "        return await awaitable\n");
    return "with_timeout" + arguments;
  }

  std::string wait(const Step& step) override {
    std::vector<std::string> objects;
    for (const auto& each : step.actions) objects.push_back(object(each.target));
    const std::string until(conformance::until_words[step.word]);
    return "asyncio.wait([" + joined(objects, ", ") + "], return_when=asyncio." + until + ")";
  }

  const Subject& subject_;
  mutable std::set<std::string> tested_;  // variables that may be None
  std::set<std::string> named_;           // awaitables that are values
  std::set<std::string> foreign_;         // types of errors that are Python's own, in the dialect
  std::set<std::string> definitions_;     // of objects of the dialect
  bool logs_ = false;                     // whether asyncio speaks of what is dropped
  bool variable_ = false;                 // whether there is a context variable
  bool futures_ = false;                  // whether there are concurrent futures
  bool current_task_ = false;             // whether somebody asks for the current task
  bool observes_ = false;
  bool reports_ = false;
  bool uses_base_error_ = false;
  int handlers_ = 0;
};

}  // namespace gathercheck::tools
