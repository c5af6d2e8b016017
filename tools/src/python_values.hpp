// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

#include "program_text.hpp"
#include "program_writer.hpp"
#include "python_helpers.hpp"
#include "python_run.hpp"
#include "python_words.hpp"

namespace gathercheck::tools {

/// The values and the errors of a scenario in Python.
class PythonValues : public ProgramWriter {
 protected:
  using ErrorType = conformance::ErrorType;
  using Kind = spec::Kind;
  using Note = conformance::Note;
  using Op = conformance::Op;

  PythonValues(const conformance::Scenario& scenario, const Foresight& foresight,
               const Subject& subject)
      : ProgramWriter(scenario, foresight, python_words, 4), subject_(subject) {
    if (scenario.python) run_ = PythonRun(foresight.trace(subject.edition));
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
  /// What stands after "except".
  std::string tuple_of(const std::set<std::string>& types) {
    std::set<std::string> names;
    for (const auto& type : types) {
      // Up to 3.10 asyncio has a TimeoutError of its own, which wait_for raises.
      const bool waited = type == "TimeoutError" && run_.foreign().contains(type);
      if (waited) names.insert("asyncio.TimeoutError");
      if (!waited || run_.is_shared(type)) names.insert(python_name(type));
    }
    return names.size() == 1 ? *names.begin() : "(" + joined(names, ", ") + ")";
  }
  /// The types of Python's own errors that are no Exception.
  static constexpr std::array exits{"KeyboardInterrupt", "SystemExit", "GeneratorExit"};
  /// The types that stand for all that are ever seen.
  std::set<std::string> every_error() {
    const auto is_seen = [&](const auto* type) { return foresight_.sees(type); };
    if (std::ranges::any_of(exits, is_seen)) return {"BaseException"};
    std::set<std::string> types{"Exception", "CancelledError"};
    if (foresight_.sees("BaseError")) types.insert("BaseError");
    return types;
  }
  bool uses_base_error() { return uses_base_error_ || foresight_.sees("BaseError"); }

  /// The expression that makes an error.
  std::string make(const conformance::ErrorSpec& error) {
    if (error.type == ErrorType::base_error) uses_base_error_ = true;
    const std::string type(conformance::error_type_words[static_cast<std::size_t>(error.type)]);
    const auto made = python_name(type) + "(" + (error.message ? quoted(*error.message) : "") + ")";
    if (!run_.is_shared(type)) return made;
    define(python_helpers::own);
    return "own(" + made + ")";
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

  // --- what is written of them

  void say(const std::string& words) override { code_.line("say(" + quoted(words) + ")"); }
  void say_shown(const std::string& before, const std::string& value, const std::string& after) {
    code_.line("say(f\"" + fstring(before) + "{shown(" + value + ")}" + fstring(after) + "\")");
  }
  /// Has a function or a class in the program.
  void define(std::string_view helper) { definitions_.emplace(helper); }

  std::string absent(const std::string& object) const override {
    tested_.insert(object);
    return object + " is None";
  }
  std::string present(const std::string& object) const override {
    tested_.insert(object);
    return object + " is not None";
  }

  const Subject& subject_;
  PythonRun run_;
  mutable std::set<std::string> tested_;  // variables that may be None
  std::set<std::string> named_;           // awaitables that are values
  std::set<std::string> definitions_;     // of functions and classes
  bool uses_base_error_ = false;
};

}  // namespace gathercheck::tools
