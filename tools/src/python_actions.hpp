// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "python_scripts.hpp"

namespace gathercheck::tools {

/// The actions of a scenario in Python, those of the dialect included.
class PythonActions : public PythonScripts {
 protected:
  using PythonScripts::PythonScripts;

  void act_in_dialect(const std::string& by, const Step& step) override {
    if (step.op == Op::note) return note(by, step);
    if (step.op == Op::forget) return forget(by, step);
    variable_ = true;
    code_.line("variable.set(" + expression(step.value) + ")");
    say(by + " notes set_variable: " + text(step.value));
  }

  void forget(const std::string& by, const Step& step) {
    const std::string of(name(step.target));
    logs_ = true;
    code_.line("forget(" + quoted(of) + ")");
    say(by + " notes forgotten of " + of + ": None");
  }

  void note(const std::string& by, const Step& step) {
    auto words = by + " notes " + std::string(conformance::note_words[step.word]);
    if (step.target != spec::no_name && name(step.target) != by)
      words += " of " + std::string(name(step.target));
    if (step.to != spec::no_name) words += " and " + std::string(name(step.to));
    say_shown(words + ": ", answer_to(step), "");
  }
  /// A call of a function that answers the note.
  std::string helped(const Step& step, const std::string& of) {
    definitions_.insert(std::string(helper_of(step.note())));
    const auto first = of.empty() ? std::string("asyncio.current_task()") : of;
    const auto other = step.to == spec::no_name ? "" : ", " + object(step.to);
    return std::string(conformance::note_words[step.word]) + "(" + first + other + ")";
  }

  std::string answer_to(const Step& step) {
    const auto of = step.target == spec::no_name ? "" : object(step.target);
    switch (step.note()) {
      case Note::variable:
        variable_ = true;
        return "variable.get()";
      case Note::current_task:
        current_task_ = true;
        return "current_task()";
      case Note::pending:
        return "len(asyncio.all_tasks(loop))";
      case Note::type_name:
        return "type(" + of + ").__name__";
      case Note::alive:
        logs_ = true;
        return "is_alive('" + std::string(name(step.target)) + "')";
      case Note::number:
      case Note::traceback:
      case Note::hash_equal:
      case Note::same_error:
      case Note::cancel_takes_message:
        return helped(step, of);
      case Note::same:
        return "int(" + of + " is " + object(step.to) + ")";
      default:
        return "int(" + of + " == " + object(step.to) + ")";
    }
  }

  void create(const std::string& by, const conformance::Awaitable& task) override {
    code_.line(object(task.name) + " = asyncio.create_task(" + function(task.name) + "())");
    say(by + " creates the task " + task.name);
  }

  void gather(const std::string& by, const conformance::Awaitable& gather) override {
    std::map<spec::Name, std::string> repeated;
    for (const auto n : repeated_coroutines(gather)) {
      repeated[n] = names_.fresh("the_" + std::string(name(n)));
      code_.line(repeated[n] + " = " + function(name(n)) + "()");
    }
    make_objects(by, gather);
    note_call(by, gather);
    std::vector<std::string> arguments;
    for (const auto n : gather.of) {
      const bool coroutine = scenario_.awaitable(n).kind == Kind::coroutine;
      if (repeated.contains(n))
        arguments.push_back(repeated[n]);
      else
        arguments.push_back(coroutine ? function(name(n)) + "()" : object(n));
    }
    add_options(gather, arguments);
    const auto line = object(gather.name) + " = asyncio.gather(" + joined(arguments, ", ") + ")";
    if (!foresight_.raises(gather.name)) return called(by, gather, line);
    code_.line("try:");
    {
      const auto deeper = code_.deeper();
      called(by, gather, line);
    }
    code_.line("except Exception as error:");
    const auto deeper = code_.deeper();
    say_shown(call_of(by, gather) + " raises ", "error", "");
  }

  /// The arguments of gather that are none of those to be awaited.
  void add_options(const conformance::Awaitable& gather, std::vector<std::string>& arguments) {
    std::string own = gather.return_exceptions ? "True" : "";
    std::vector<std::string> others;
    for (const auto& each : gather.keywords) {
      if (each.name == conformance::return_exceptions_word)
        own = value_of(each);
      else
        others.push_back(each.name + "=" + value_of(each));
    }
    if (gather.positional)
      arguments.push_back(own.empty() ? "False" : own);
    else if (!own.empty())
      arguments.push_back("return_exceptions=" + own);
    arguments.insert(arguments.end(), others.begin(), others.end());
  }
  static std::string value_of(const conformance::Keyword& keyword) {
    if (std::holds_alternative<conformance::Keyword::Loop>(keyword.value)) return "loop";
    if (const auto* number = std::get_if<std::int64_t>(&keyword.value))
      return std::to_string(*number);
    const auto* words = std::get_if<std::string>(&keyword.value);
    return words ? quoted(*words) : "None";
  }

  /// Makes the objects of the dialect that a gather gets, and says what they are.
  void make_objects(const std::string& by, const conformance::Awaitable& gather) {
    std::set<spec::Name> made;
    for (const auto n : gather.of) {
      const auto& each = scenario_.awaitable(n);
      if (each.kind != Kind::object || !made.insert(n).second) continue;
      const auto recipe = recipe_of(each.is);
      futures_ = futures_ || each.is == conformance::ObjectType::concurrent_future;
      if (!recipe.definition.empty()) definitions_.insert(std::string(recipe.definition));
      code_.line(object(n) + " = " + made_of(each, recipe.expression));
      const auto word = conformance::object_type_words[static_cast<std::size_t>(each.is)];
      const auto note = [&](std::string_view what, const std::string& value) {
        say(by + " notes " + std::string(what) + " of " + each.name + ": " + value);
      };
      note("is", "'" + std::string(word) + "'");
      if (!each.of.empty()) note("inner", "<" + std::string(name(each.of.front())) + ">");
      if (each.is == conformance::ObjectType::wait_for)
        note("timeout", std::to_string(each.timeout));
    }
  }

  /// The expression of an object, with what it is made of in the place of OF.
  std::string made_of(const conformance::Awaitable& each, std::string_view expression) {
    std::string text(expression);
    if (const auto at = text.find("OF"); at != std::string::npos)
      text.replace(at, 2, object(each.of.front()));
    if (const auto at = text.find("TIMEOUT"); at != std::string::npos)
      text.replace(at, 7, std::to_string(each.timeout));
    return text;
  }

  /// Says what is special about a call.
  void note_call(const std::string& by, const conformance::Awaitable& gather) {
    const auto note = [&](const std::string& what, const std::string& value) {
      say(by + " notes " + what + " of " + gather.name + ": " + value);
    };
    if (gather.positional) note("positional", "1");
    for (const auto& each : gather.keywords)
      if (each.name != conformance::return_exceptions_word) note("keyword", "'" + each.name + "'");
    for (const auto& each : gather.keywords) {
      if (each.name != conformance::return_exceptions_word) continue;
      const auto* words = std::get_if<std::string>(&each.value);
      note("return_exceptions", words ? "'" + *words + "'" : value_of(each));
    }
  }

  void called(const std::string& by, const conformance::Awaitable& gather,
              const std::string& line) {
    code_.line(line);
    const auto call = "say(" + quoted(call_of(by, gather));
    if (foresight_.done_at_once(gather.name))
      code_.line(call + " + (\", done at once\" if " + object(gather.name) + ".done() else \"\"))");
    else
      code_.line(call + ")");
  }

  void cancel(const std::string& by, const Step& step) override {
    const std::string of(name(step.target));
    const bool speaks = step.message && subject_.edition.minor >= 9;
    code_.line("accepted = " + object(step.target) + ".cancel(" +
               (speaks ? quoted(*step.message) : "") + ")");
    const auto message = step.message ? "'" + *step.message + "'" : "";
    code_.line("say(f\"" + fstring(of + ".cancel(" + message + ") by " + by + " -> ") +
               "{accepted}\")");
  }

  void settle(const std::string& by, const Step& step) override {
    const std::string of(name(step.target));
    const bool result = step.op == Op::set_result;
    const auto value = result ? expression(step.value) : expression(step.error());
    const auto words =
        by + " settles " + of + " with " + (result ? text(step.value) : text(step.error()));
    const auto call =
        object(step.target) + (result ? ".set_result(" : ".set_exception(") + value + ")";
    if (!foresight_.refuses(by, of)) return code_.line(call), say(words);
    code_.line("try:");
    {
      const auto deeper = code_.deeper();
      code_.line(call);
      say(words);
    }
    // In the dialect the error may be a StopIteration, which no future takes.
    code_.line(scenario_.python ? "except (TypeError, asyncio.InvalidStateError):"
                                : "except asyncio.InvalidStateError:");
    const auto deeper = code_.deeper();
    say(words + ": InvalidStateError");
  }

  void observe(const std::string&, const Step& step) override {
    observes_ = true;
    code_.line("say(\"" + std::string(name(step.target)) + ": \" + observed(" +
               object(step.target) + "))");
  }

  void add_done_callback(const std::string& by, const Step& step) override {
    code_.line(object(step.target) + ".add_done_callback(" + names_.of(step.label) + ")");
    say(by + " adds the callback " + step.label + " to " + std::string(name(step.target)));
  }
};

}  // namespace gathercheck::tools
