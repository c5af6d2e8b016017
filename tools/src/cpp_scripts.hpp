// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "program_text.hpp"
#include "program_writer.hpp"

namespace gathercheck::tools {

/// Words that mean something in a C++ program, or that the program uses itself.
inline constexpr std::string_view cpp_words =
    "alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t "
    "char32_t class compl concept const consteval constexpr constinit const_cast continue co_await "
    "co_return co_yield decltype default delete do double dynamic_cast else enum explicit export "
    "extern false float for friend goto if inline int long mutable namespace new noexcept not "
    "not_eq nullptr operator or or_eq private protected public register reinterpret_cast requires "
    "return short signed sizeof static static_assert static_cast struct switch template this "
    "thread_local throw true try typedef typeid typename union unsigned using virtual void "
    "volatile wchar_t while xor xor_eq "
    "linux unix i386 assert errno stdin stdout stderr std main amain loop say shown state observed "
    "after with raising raised sleep shield create_task gather_as cancelling cancelled "
    "cancellations future result s";

/// The scripts and the actions of a scenario in C++.
class CppScripts : public ProgramWriter {
 protected:
  using ErrorType = conformance::ErrorType;
  using Kind = spec::Kind;
  using Op = conformance::Op;

  CppScripts(const conformance::Scenario& scenario, const Foresight& foresight,
             const Subject& subject)
      : ProgramWriter(scenario, foresight, cpp_words, 2), subject_(subject) {}

  // --- texts

  /// A literal; with a NUL in it one of std::string.
  static std::string quoted(std::string_view text) {
    const bool whole = text.find('\0') == std::string_view::npos;
    return "\"" + within_quotes(text) + (whole ? "\"" : "\"s");
  }

  /// The expression that makes an exception.
  static std::string make(const conformance::ErrorSpec& error) {
    const auto message = error.message ? quoted(*error.message) : "";
    if (error.type == ErrorType::cancelled_error) return "CancelledError(" + message + ")";
    const auto type = conformance::error_type_words[static_cast<std::size_t>(error.type)];
    return "Error{" + quoted(type) + (error.message ? ", " + message : "") + "}";
  }
  static std::string make_pointer(const conformance::ErrorSpec& error) {
    return "std::make_exception_ptr(" + make(error) + ")";
  }
  std::string pointer(const conformance::ErrorSpec& error) {
    return error.object.empty() ? make_pointer(error) : shared(error);
  }
  std::string expression(const conformance::ValueSpec& value) {
    if (std::holds_alternative<conformance::ValueSpec::None>(value.data)) return "Value()";
    if (const auto* number = std::get_if<std::int64_t>(&value.data)) return literal(*number);
    if (const auto* words = std::get_if<std::string>(&value.data))
      return "\"" + within_quotes(*words) + "\"s";
    if (const auto* error = std::get_if<conformance::ErrorSpec>(&value.data))
      return pointer(*error);
    named_ = true;
    const auto of = std::get<conformance::ValueSpec::Awaitable>(value.data).name;
    return "Name{\"" + std::string(name(of)) + "\"}";
  }
  /// The lowest number of all has no literal of its own.
  static std::string literal(std::int64_t number) {
    return number == INT64_MIN ? "INT64_MIN" : std::to_string(number);
  }

  // --- what the writer of scripts asks for

  void say(const std::string& words) override { code_.line("say(" + quoted(words) + ");"); }
  void say_shown(const std::string& before, const std::string& value, const std::string& after) {
    code_.line("say(" + quoted(before) + " + shown(" + value + ")" +
               (after.empty() ? "" : " + " + quoted(after)) + ");");
  }

  void suspend(const Suspension& it) override {
    is_coroutine_ = true;
    say(it.begins);
    if (it.errors.empty()) return await(it);
    code_.line("try {");
    {
      const auto deeper = code_.deeper();
      await(it);
    }
    auto others = it.errors;
    const bool apart = it.catches || it.guard == Guard::around;
    if (apart && others.erase("CancelledError") > 0) handle(it, "const CancelledError&");
    if (it.guard == Guard::tells) pass_on();
    if (!others.empty()) handle(it, "...");
    code_.line("}");
  }

  void await(const Suspension& it) {
    const auto await = "co_await " + it.expression + ";";
    if (!it.has_result) {
      code_.line(await);
      return say(it.script + " wakes");
    }
    const auto result = ++results_ == 1 ? "result" : "result_" + std::to_string(results_);
    code_.line("const Value " + result + " = " + await);
    say_shown(it.script + " gets ", result, it.source);
  }

  void handle(const Suspension& it, const std::string& what) {
    code_.line("} catch (" + what + ") {");
    const auto deeper = code_.deeper();
    say_shown(it.script + " gets ", "std::current_exception()", it.source);
    const bool cancelled = what != "...";
    if (it.catches && !cancelled) return;
    if (!cancelled || it.guard == Guard::none)
      say_shown(it.script + " raises ", "std::current_exception()", "");
    code_.line("throw;");
  }
  void pass_on() {
    code_.line("} catch (const CancelledError&) {");
    code_.line("  throw;");
  }

  /// There is no co_await in a handler, so the cancellation is taken out of it.
  void guard(const Guarded& it) override {
    if (it.goes_on && handled_) code_.line("cancelled = nullptr;");
    handled_ = true;
    code_.line("try {");
    {
      const auto deeper = code_.deeper();
      it.steps();
      if (it.end) it.end();
    }
    code_.line("} catch (const CancelledError&) {");
    code_.line("  cancelled = std::current_exception();");
    code_.line("}");
    if (!it.goes_on) return handle_cancelled(it);
    code_.line("if (cancelled) {");
    {
      const auto deeper = code_.deeper();
      handle_cancelled(it);
    }
    code_.line("}");
  }
  void handle_cancelled(const Guarded& it) {
    if (it.tells) say_shown(it.tells->script + " gets ", "cancelled", it.tells->source);
    it.handler();
  }

  void finish(const conformance::ValueSpec& value) override {
    is_coroutine_ = true;
    code_.line("co_return " + expression(value) + ";");
  }
  void finish_at_end() override { finish({}); }

  /// As a value where it must not be caught at once, and where nothing else makes the function a
  /// coroutine.
  void raise(const conformance::ErrorSpec& error, bool guarded) override {
    const bool caught = guarded && error.type == ErrorType::cancelled_error;
    if (caught || !is_coroutine_)
      code_.line("co_return raised(" + pointer(error) + ");");
    else
      throw_it(error);
    is_coroutine_ = true;
  }
  void throw_it(const conformance::ErrorSpec& error) {
    if (error.object.empty())
      code_.line("throw " + make(error) + ";");
    else
      code_.line("std::rethrow_exception(" + shared(error) + ");");
  }
  void raise_again(const std::string& script, bool) override {
    say_shown(script + " raises ", "cancelled", "");
    code_.line("co_return raised(cancelled);");
  }
  void raise_into_loop(const std::string& by, const conformance::ErrorSpec& error) override {
    reports_ = true;
    code_.line("raising = " + quoted(by) + ";");
    throw_it(error);
  }

  void count(std::size_t cancellations) override {
    code_.line((cancellations == 0 ? "int cancellations = " : "cancellations = ") +
               std::to_string(cancellations) + ";");
  }
  std::string counted(std::size_t cancellations) const override {
    return "cancellations == " + std::to_string(cancellations);
  }

  std::string absent(const std::string& object) const override { return "!" + object; }
  std::string present(const std::string& object) const override { return object; }
  std::string either(const std::vector<std::string>& conditions) const override {
    return joined(conditions, " || ");
  }
  void branch(const std::string& condition, const Write& yes, const Write& no) override {
    code_.line("if (" + condition + ") {");
    {
      const auto deeper = code_.deeper();
      yes();
    }
    code_.line("} else {");
    {
      const auto deeper = code_.deeper();
      no();
    }
    code_.line("}");
  }

  // --- actions

  std::string sleep(std::int64_t delay) const override {
    return "sleep(" + std::to_string(delay) + "s)";
  }
  std::string shield(const std::string& object) const override { return "shield(" + object + ")"; }

  // Scenarios of the Python dialect do not come so far.
  std::string bounded(const std::string&, const Step&) override { return {}; }
  std::string wait(const Step&) override { return {}; }
  std::string acquire(const Step&) override { return {}; }
  void act_in_dialect(const std::string&, const Step&) override {}

  void create(const std::string& by, const conformance::Awaitable& task) override {
    code_.line(object(task.name) + " = create_task(" + function(task.name) + "());");
    say(by + " creates the task " + task.name);
  }

  void gather(const std::string& by, const conformance::Awaitable& gather) override {
    std::map<spec::Name, std::string> repeated;
    for (const auto n : repeated_coroutines(gather)) {
      repeated[n] = names_.fresh("the_" + std::string(name(n)));
      code_.line("const auto " + repeated[n] + " = " + function(name(n)) + "();");
    }
    std::vector<std::string> arguments;
    for (const auto n : gather.of) {
      const bool coroutine = scenario_.awaitable(n).kind == Kind::coroutine;
      if (repeated.contains(n))
        arguments.push_back(repeated[n]);
      else
        arguments.push_back(coroutine ? function(name(n)) + "()" : object(n));
    }
    code_.line(object(gather.name) + " = gather_as<Value>(Arguments{" + joined(arguments, ", ") +
               "}, ReturnExceptions::" + (gather.return_exceptions ? "yes" : "no") + ");");
    const auto call = "say(" + quoted(call_of(by, gather));
    if (foresight_.done_at_once(gather.name))
      code_.line(call + " + (" + object(gather.name) + ".done() ? \", done at once\"s : \"\"s));");
    else
      code_.line(call + ");");
  }

  void cancel(const std::string& by, const Step& step) override {
    cancels_ = true;
    const std::string of(name(step.target));
    const auto shown = step.message ? "'" + *step.message + "'" : "";
    const auto message = step.message ? quoted(*step.message) : "";
    code_.line("say(" + quoted(of + ".cancel(" + shown + ") by " + by + " -> ") + " + shown(" +
               object(step.target) + ".cancel(" + message + ")));");
  }

  void settle(const std::string& by, const Step& step) override {
    const std::string of(name(step.target));
    const bool result = step.op == Op::set_result;
    const auto value = result ? expression(step.value) : pointer(step.error());
    const auto words =
        by + " settles " + of + " with " + (result ? text(step.value) : text(step.error()));
    const auto call =
        object(step.target) + (result ? ".set_result(" : ".set_exception(") + value + ");";
    if (!foresight_.refuses(by, of)) return code_.line(call), say(words);
    code_.line("try {");
    {
      const auto deeper = code_.deeper();
      code_.line(call);
      say(words);
    }
    code_.line("} catch (const InvalidStateError&) {");
    {
      const auto deeper = code_.deeper();
      say(words + ": InvalidStateError");
    }
    code_.line("}");
  }

  void observe(const std::string&, const Step& step) override {
    observes_ = true;
    const bool is_task =
        step.target == spec::main_name || scenario_.awaitable(step.target).kind == Kind::task;
    const auto it = object(step.target);
    const auto counts = is_task && subject_.edition.minor >= 11;
    code_.line("say(\"" + std::string(name(step.target)) + ": \" + observed(" + it + ")" +
               (counts ? " + \", cancelling \" + std::to_string(cancelling(" + it + "))" : "") +
               ");");
  }

  void add_done_callback(const std::string& by, const Step& step) override {
    code_.line(object(step.target) + ".add_done_callback(" + names_.of(step.label) + ");");
    say(by + " adds the callback " + step.label + " to " + std::string(name(step.target)));
  }

  const Subject& subject_;
  std::string declared_;       // of functions, ahead of them
  bool is_coroutine_ = false;  // whether the script has something in it that makes it one
  bool handled_ = false;       // whether it has handled a cancellation already
  int results_ = 0;            // how many results the script has got
  bool named_ = false;
  bool observes_ = false;
  bool cancels_ = false;
  bool reports_ = false;
};

}  // namespace gathercheck::tools
