// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "python_notes.hpp"
#include "python_objects.hpp"

namespace gathercheck::tools {

/// The calls of gather in Python, and the objects of the dialect that are made for them.
class PythonCalls : public PythonNotes {
 protected:
  using PythonNotes::PythonNotes;

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
    code_.line("except " + tuple_of(what_raises(gather)) + " as error:");
    const auto deeper = code_.deeper();
    say_shown(call_of(by, gather) + " raises ", "error", "");
  }

  /// The types of the errors that come out of a call.
  std::set<std::string> what_raises(const conformance::Awaitable& gather) const {
    const auto type = run_.raises(gather.name);
    return {std::ranges::find(exits, type) != exits.end() ? type : "Exception"};
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

  /// The objects of the dialect that come into being for the call, in order.
  std::vector<spec::Name> objects_made_by(const std::string& by,
                                          const conformance::Awaitable& gather) const {
    std::vector<spec::Name> made;
    for (const auto n : gather.of)
      if (run_.makes(by, gather.name, name(n)) && std::ranges::find(made, n) == made.end())
        made.push_back(n);
    return made;
  }

  /// Makes the objects of the dialect that a gather gets, and says what they are.
  void make_objects(const std::string& by, const conformance::Awaitable& gather) {
    for (const auto n : objects_made_by(by, gather)) {
      const auto& each = scenario_.awaitable(n);
      const auto recipe = recipe_of(each.is);
      if (!recipe.definition.empty()) define(recipe.definition);
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
    const auto put = [&](std::string_view word, const auto& value) {
      if (const auto at = text.find(word); at != std::string::npos)
        text.replace(at, word.size(), value());
    };
    put("NAME", [&] { return quoted(each.name); });
    put("OF", [&] { return object(each.of.front()); });
    put("TIMEOUT", [&] { return std::to_string(each.timeout); });
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
    call(by, gather, line);
    const auto call = "say(" + quoted(call_of(by, gather));
    if (foresight_.done_at_once(gather.name))
      code_.line(call + " + (\", done at once\" if " + object(gather.name) + ".done() else \"\"))");
    else
      code_.line(call + ")");
  }

  void call(const std::string& by, const conformance::Awaitable& gather, const std::string& line) {
    if (!run_.warns(gather.name)) return for_whom(by, line);
    define(python_helpers::warnings_told);
    code_.line("with warnings_told(" + quoted(gather.name) + "):");
    const auto deeper = code_.deeper();
    for_whom(by, line);
  }
};

}  // namespace gathercheck::tools
