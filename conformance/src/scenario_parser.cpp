// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>

#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/json_reader.hpp"
#include "gathercheck/spec/json_text.hpp"
#include "leaves.hpp"

namespace gathercheck::conformance {
namespace {

using spec::is_name;
using spec::JsonReader;
using spec::Kind;
using spec::Name;

constexpr std::int64_t longest_sleep = 1'000'000;
constexpr std::int64_t longest_chain = 1000;
constexpr std::size_t most_awaitables = 1000;
constexpr std::size_t most_labels = 10'000;
constexpr int deepest_callback = 20;

/// Where a list of steps stands, which decides what may stand in it.
enum class Place { script, on_cancel, callback, timeline, before };

void check_leaves(const Scenario& scenario, const JsonReader& awaitables) {
  const Name name = Leaves(scenario).too_many();
  if (name != spec::no_name)
    awaitables.complain("\"" + scenario.awaitable(name).name + "\" has more than " +
                        std::to_string(most_leaves) + " arguments, nested ones counted");
}

class Parser {
 public:
  explicit Parser(const JsonReader::Document& document) : root_(document) {}

  Scenario parse() {
    root_.at("scenario").version(1);
    root_.expect_only({"scenario", "about", "awaitables", "main", "timeline", "python"});
    in_dialect_ = root_.has("python");
    if (in_dialect_) taken_.insert({"loop", "before", "thread"});
    if (root_.has("about")) scenario_.about = root_.at("about").text();
    const auto awaitables = root_.at("awaitables");
    if (awaitables.size() > most_awaitables)
      awaitables.complain("expected at most " + std::to_string(most_awaitables) + " awaitables");
    awaitables.for_each([&](const JsonReader& item) { declare(item); });
    std::size_t index = 0;
    awaitables.for_each(
        [&](const JsonReader& item) { define(item, scenario_.awaitables[index++]); });
    root_.at("main").expect_only({"script", "on_cancel"});
    scenario_.main = script(root_.at("main"), spec::main_name);
    if (root_.has("timeline"))
      root_.at("timeline").for_each([&](const JsonReader& item) { moment(item); });
    if (in_dialect_) python(root_.at("python"), scenario_.python.emplace());
    check_arguments(awaitables);
    check_leaves(scenario_, awaitables);
    return std::move(scenario_);
  }

 private:
  void declare(const JsonReader& item) {
    const auto reader = item.at("name");
    const auto name = reader.text();
    if (!is_name(name))
      reader.expected("a name of at most 40 of the characters a-z, 0-9 and _, a letter first");
    if (!taken_.insert(name).second) reader.complain("the name \"" + name + "\" is taken");
    auto& awaitable = scenario_.awaitables.emplace_back();
    awaitable.name = name;
    awaitable.kind = static_cast<Kind>(item.at("kind").one_of(spec::kind_words()));
    if (awaitable.kind != Kind::object) return;
    in_dialect(item.at("kind"), "an object");
    awaitable.is = static_cast<ObjectType>(item.at("is").one_of(object_type_words));
  }

  /// Complains unless the scenario is of the Python dialect.
  void in_dialect(const JsonReader& item, std::string_view what) const {
    if (!in_dialect_)
      item.complain("expected \"python\" in the scenario, which " + std::string(what) + " needs");
  }

  /// Complains about other keys than these, the latter being of the Python dialect.
  void expect_only(const JsonReader& item, std::initializer_list<std::string_view> known,
                   std::initializer_list<std::string_view> further) const {
    for (const auto key : further)
      if (item.has(key)) in_dialect(item, "\"" + std::string(key) + "\"");
    item.expect_only(known, in_dialect_ ? further : std::initializer_list<std::string_view>{});
  }

  void define(const JsonReader& item, Awaitable& awaitable) {
    const auto self = static_cast<Name>(&awaitable - scenario_.awaitables.data() + 1);
    switch (awaitable.kind) {
      case Kind::coroutine:
      case Kind::task:
        item.expect_only({"name", "kind", "script", "on_cancel"});
        awaitable.script = script(item, self);
        break;
      case Kind::future:
        expect_only(item, {"name", "kind"}, {"loop"});
        awaitable.other_loop = item.has("loop");
        if (awaitable.other_loop && !item.at("loop").is("other"))
          item.at("loop").expected("\"other\"");
        break;
      case Kind::gather:
        gather(item, awaitable, self);
        break;
      case Kind::object:
        object(item, awaitable);
        break;
    }
  }

  void gather(const JsonReader& item, Awaitable& awaitable, Name self) {
    expect_only(item, {"name", "kind", "of", "return_exceptions"}, {"positional", "keywords"});
    item.at("of").for_each([&](const JsonReader& each) {
      awaitable.of.push_back(target(each, "an argument of gather",
                                    [&](Name n) { return n != spec::main_name && n != self; }));
    });
    if (item.has("return_exceptions")) return_exceptions(item.at("return_exceptions"), awaitable);
    awaitable.positional = item.boolean_or("positional", false);
    if (item.has("keywords")) keywords(item.at("keywords"), awaitable.keywords);
  }

  /// In the Python dialect, any value is taken by its truth.
  void return_exceptions(const JsonReader& item, Awaitable& awaitable) const {
    if (item.is_boolean()) {
      awaitable.return_exceptions = item.boolean();
      return;
    }
    in_dialect(item, "a value that is neither true nor false");
    Keyword given{std::string(return_exceptions_word), ValueSpec::None{}};
    if (item.is_number()) {
      const auto number = item.integer(INT64_MIN, INT64_MAX);
      awaitable.return_exceptions = number != 0;
      given.value = number;
    } else if (item.is_text()) {
      awaitable.return_exceptions = !item.text().empty();
      given.value = item.text();
    } else if (!item.is_null()) {
      item.expected("true, false, null, a whole number or a text");
    }
    awaitable.keywords.push_back(std::move(given));
  }

  static void keywords(const JsonReader& item, std::vector<Keyword>& keywords) {
    const auto before = static_cast<std::ptrdiff_t>(keywords.size());
    item.for_each_member([&](std::string_view name, const JsonReader& value) {
      if (!is_name(name) || name == return_exceptions_word)
        item.complain("expected names of other keywords than return_exceptions, found " +
                      spec::quoted(name, 40));
      keywords.push_back({std::string(name), keyword_value(value)});
    });
    std::ranges::sort(keywords.begin() + before, keywords.end(), {}, &Keyword::name);
  }

  static decltype(Keyword::value) keyword_value(const JsonReader& item) {
    if (item.is("running")) return Keyword::Loop{};
    if (!item.is_number()) item.expected("a whole number or \"running\"");
    return item.integer(INT64_MIN, INT64_MAX);
  }

  void object(const JsonReader& item, Awaitable& awaitable) {
    const bool limited = awaitable.is == ObjectType::wait_for;
    if (limited) {
      item.expect_only({"name", "kind", "is", "of", "timeout"});
      awaitable.timeout = static_cast<std::int32_t>(item.at("timeout").integer(0, longest_sleep));
    } else if (is_made_of_another(awaitable.is)) {
      item.expect_only({"name", "kind", "is", "of"});
    } else {
      return item.expect_only({"name", "kind", "is"});
    }
    if (awaitable.is == ObjectType::coroutine_of)
      awaitable.of.push_back(task(item.at("of"), "a task"));
    else
      awaitable.of.push_back(target(item.at("of"), "a task, future or gather",
                                    [&](Name n) { return n != spec::main_name && is_future(n); }));
  }

  void python(const JsonReader& item, Python& python) {
    item.expect_only({"eager", "factory", "runner", "before", "current", "thread"});
    python.eager = item.boolean_or("eager", false);
    python.factory = item.boolean_or("factory", false);
    if (item.has("runner"))
      python.runner =
          static_cast<Runner>(item.at("runner").one_of(std::span(runner_words).subspan(1)) + 1);
    python.current = item.boolean_or("current", false);
    if (item.has("before")) python.before = steps(item.at("before"), Place::before);
    if (item.has("thread")) python.thread = steps(item.at("thread"), Place::before);
  }

  /// A bare coroutine object is used by exactly one gather: CPython itself has no one answer for
  /// two.
  void check_arguments(const JsonReader& awaitables) {
    std::vector<int> gathers_of(scenario_.awaitables.size() + 1, 0);
    for (const auto& awaitable : scenario_.awaitables) {
      const std::set<Name> arguments(awaitable.of.begin(), awaitable.of.end());
      for (const Name argument : arguments) ++gathers_of[static_cast<std::size_t>(argument)];
    }
    for (std::size_t i = 0; i < scenario_.awaitables.size(); ++i) {
      const auto& awaitable = scenario_.awaitables[i];
      if (awaitable.kind == Kind::coroutine && gathers_of[i + 1] != 1)
        awaitables.complain("the coroutine \"" + awaitable.name + "\" is an argument of " +
                            std::to_string(gathers_of[i + 1]) + " gathers; expected exactly one");
    }
  }

  Script script(const JsonReader& item, Name self) {
    Script script;
    self_ = self;
    script.steps = steps(item.at("script"), Place::script);
    if (item.has("on_cancel"))
      item.at("on_cancel").for_each([&](const JsonReader& block) {
        script.on_cancel.push_back(steps(block, Place::on_cancel));
      });
    return script;
  }

  void moment(const JsonReader& item) {
    item.expect_only({"at", "turn", "do"});
    Moment moment;
    moment.at = item.at("at").integer(0, longest_sleep);
    if (item.has("turn")) moment.turn = static_cast<int>(item.at("turn").integer(0, longest_chain));
    moment.actions = steps(item.at("do"), Place::timeline);
    scenario_.timeline.push_back(std::move(moment));
  }

  std::vector<Step> steps(const JsonReader& list, Place place) {
    std::vector<Step> all;
    list.for_each([&](const JsonReader& item) {
      const bool in_body = place == Place::script || place == Place::on_cancel;
      if (!in_body && !all.empty() && all.back().op == Op::raise)
        list.complain("\"raise\" is the last action or none");
      all.push_back(step(item, place));
    });
    return all;
  }

  Step step(const JsonReader& item, Place place) {
    const auto key = std::ranges::find_if(op_words, [&](auto word) { return item.has(word); });
    if (key == op_words.end())
      item.expected("a step, an object with one of the keys of the format");
    Step step;
    step.op = static_cast<Op>(key - op_words.begin());
    check_place(item, step.op, place, *key);
    const auto argument = item.at(*key);
    switch (step.op) {
      case Op::sleep:
        item.expect_only({"sleep"});
        step.delay = argument.integer(0, longest_sleep);
        break;
      case Op::await:
        await(item, argument, step);
        break;
      case Op::finish:
        item.expect_only({"return"});
        step.value = value(argument);
        break;
      case Op::raise:
        item.expect_only({"raise"});
        step.value = {error(argument)};
        break;
      case Op::resume:
        item.expect_only({"continue"});
        if (!argument.is_true()) argument.expected("true");
        break;
      default:
        action(item, argument, step);
        break;
    }
    return step;
  }

  void await(const JsonReader& item, const JsonReader& argument, Step& step) {
    expect_only(item, {"await", "catch", "shield"}, {"within", "timeout"});
    step.target = awaited(argument);
    step.catch_errors = item.boolean_or("catch", false);
    step.shield = item.boolean_or("shield", false);
    if (item.has("within") && item.has("timeout"))
      item.complain("expected \"within\" or \"timeout\", not both");
    for (const auto bound : {Bound::within, Bound::timeout}) {
      const auto word = bound_words[static_cast<std::size_t>(bound)];
      if (!item.has(word)) continue;
      step.word = static_cast<std::uint8_t>(bound);
      step.delay = item.at(word).integer(0, longest_sleep);
    }
  }

  Name awaited(const JsonReader& item) {
    return target(item, "a task, future or gather to await",
                  [&](Name n) { return n != spec::main_name && n != self_ && is_future(n); });
  }

  /// The steps and actions of the Python dialect.
  void python_step(const JsonReader& item, const JsonReader& argument, Step& step) {
    switch (step.op) {
      case Op::wait:
        item.expect_only({"wait", "until"});
        step.actions = members(argument, Op::await);
        step.word = static_cast<std::uint8_t>(item.at("until").one_of(until_words));
        break;
      case Op::task_group:
        item.expect_only({"task_group"});
        step.actions = members(argument, Op::create);
        break;
      case Op::note:
        note(item, argument, step);
        break;
      case Op::set_variable:
        item.expect_only({"set_variable"});
        if (!argument.is_number() && !argument.is_text())
          argument.expected("a whole number or a text");
        step.value = value(argument);
        break;
      case Op::forget:
        item.expect_only({"forget"});
        step.target = target(argument, "a task, future, gather or object", [&](Name n) {
          return n != spec::main_name && kind(n) != Kind::coroutine;
        });
        break;
      case Op::stop:
        item.expect_only({"stop"});
        if (!argument.is_true()) argument.expected("true");
        break;
      default:
        item.expect_only({op_words[static_cast<std::size_t>(step.op)]});
        step.label = argument.text();
        if (!is_name(step.label))
          argument.expected(
              "a name of at most 40 of the characters a-z, 0-9 and _, a letter first");
        break;
    }
  }

  /// The objects of a wait or the tasks of a group, each as a step of its own.
  std::vector<Step> members(const JsonReader& list, Op op) {
    if (list.size() == 0) list.expected("one name or more");
    std::vector<Step> all;
    list.for_each([&](const JsonReader& item) {
      auto& member = all.emplace_back();
      member.op = op;
      member.target = op == Op::await ? awaited(item) : task(item, "a task to create");
    });
    return all;
  }

  void note(const JsonReader& item, const JsonReader& argument, Step& step) {
    item.expect_only({"note", "of", "to"});
    step.word = static_cast<std::uint8_t>(argument.one_of(note_words));
    if (item.has("of") || !may_stand_alone(step.note())) step.target = noted(item.at("of"));
    if (is_about_two(step.note()))
      step.to = noted(item.at("to"));
    else if (item.has("to"))
      item.at("to").complain("such a note is about one object");
  }

  Name noted(const JsonReader& item) {
    return target(item, "main, a task, a future, a gather or an object",
                  [&](Name n) { return kind(n) != Kind::coroutine; });
  }

  void action(const JsonReader& item, const JsonReader& argument, Step& step) {
    if (is_of_python(step.op)) return python_step(item, argument, step);
    switch (step.op) {
      case Op::create:
        item.expect_only({"create"});
        step.target = task(argument, "a task to create");
        break;
      case Op::gather:
        item.expect_only({"gather"});
        step.target = target(argument, "a gather to call", [&](Name n) {
          return n != spec::main_name && kind(n) == Kind::gather;
        });
        break;
      case Op::cancel:
        item.expect_only({"cancel", "message"});
        step.target = target(argument, "main, a task, a future or a gather to cancel",
                             [&](Name n) { return is_future(n) || is_duck(n); });
        if (item.has("message")) step.message = item.at("message").text();
        break;
      case Op::set_result:
        item.expect_only({"set_result", "value"});
        step.target = settled(argument);
        step.value = value(item.at("value"));
        break;
      case Op::set_exception:
        item.expect_only({"set_exception", "error"});
        step.target = settled(argument);
        step.value = {error(item.at("error"))};
        break;
      case Op::observe:
        item.expect_only({"observe"});
        step.target = target(argument, "main, a task, a future or a gather to observe",
                             [&](Name n) { return is_future(n); });
        break;
      default:
        callback(item, argument, step);
        break;
    }
  }

  void callback(const JsonReader& item, const JsonReader& argument, Step& step) {
    item.expect_only({"add_done_callback", "label", "do"});
    step.target = target(argument, "main, a task, a future or a gather",
                         [&](Name n) { return is_future(n); });
    const auto label = item.at("label");
    step.label = label.text();
    if (!is_name(step.label))
      label.expected("a label of at most 40 of the characters a-z, 0-9 and _, a letter first");
    if (++labels_ > most_labels)
      label.complain("expected at most " + std::to_string(most_labels) + " labels");
    if (!taken_.insert(step.label).second)
      label.complain("the name \"" + step.label + "\" is taken");
    if (++depth_ > deepest_callback)
      item.complain("expected callbacks in callbacks at most " + std::to_string(deepest_callback) +
                    " deep");
    step.actions = steps(item.at("do"), Place::callback);
    --depth_;
  }

  void check_place(const JsonReader& item, Op op, Place place, std::string_view word) const {
    if (is_of_python(op)) in_dialect(item, "\"" + std::string(word) + "\"");
    const bool in_body = place == Place::script || place == Place::on_cancel;
    const bool only_body = op == Op::sleep || op == Op::await || op == Op::finish ||
                           op == Op::wait || op == Op::task_group || op == Op::acquire;
    if ((only_body && !in_body) || (op == Op::resume && place != Place::on_cancel) ||
        (op == Op::raise && place == Place::before))
      item.complain("the step \"" + std::string(word) + "\" cannot stand here");
  }

  Name settled(const JsonReader& argument) {
    return target(argument, "a future or gather to settle", [&](Name n) {
      return n != spec::main_name &&
             (kind(n) == Kind::future || kind(n) == Kind::gather || is_duck(n));
    });
  }

  Name task(const JsonReader& item, const std::string& what) {
    return target(item, what,
                  [&](Name n) { return n != spec::main_name && kind(n) == Kind::task; });
  }

  Kind kind(Name n) const {
    return n == spec::main_name ? Kind::task : scenario_.awaitable(n).kind;
  }

  bool is_future(Name n) const { return kind(n) != Kind::coroutine && kind(n) != Kind::object; }
  bool is_duck(Name n) const {
    return kind(n) == Kind::object && scenario_.awaitable(n).is == ObjectType::duck_future;
  }

  template <typename Fits>
  Name target(const JsonReader& item, const std::string& what, Fits fits) {
    const auto text = item.text();
    const auto found = std::ranges::find(scenario_.awaitables, text, &Awaitable::name);
    const bool exists = text == "main" || found != scenario_.awaitables.end();
    const auto name = text == "main" ? spec::main_name
                                     : static_cast<Name>(found - scenario_.awaitables.begin() + 1);
    if (!exists || !fits(name)) item.expected("the name of " + what);
    return name;
  }

  ValueSpec value(const JsonReader& item) {
    if (item.is_null()) return {};
    if (item.is_number()) return {item.integer(INT64_MIN, INT64_MAX)};
    if (item.is_text()) return {item.text()};
    if (!item.is_object())
      item.expected("null, a whole number, a text, {\"error\": ...} or {\"awaitable\": ...}");
    item.expect_only({"error", "awaitable"});
    if (item.has("error") == item.has("awaitable"))
      item.expected("either {\"error\": ...} or {\"awaitable\": ...}");
    if (item.has("error")) return {error(item.at("error"))};
    return {ValueSpec::Awaitable{target(item.at("awaitable"), "a future or a task", [&](Name n) {
      return n != spec::main_name && (kind(n) == Kind::future || kind(n) == Kind::task);
    })}};
  }

  ErrorSpec error(const JsonReader& item) const {
    ErrorSpec error;
    if (item.is_text()) {
      error.type = error_type(item);
      return error;
    }
    item.expect_only({"type", "message", "object"});
    error.type = error_type(item.at("type"));
    if (item.has("message")) error.message = item.at("message").text();
    if (item.has("object")) {
      error.object = item.at("object").text();
      if (error.object.empty()) item.at("object").expected("a text that is not empty");
    }
    return error;
  }

  ErrorType error_type(const JsonReader& item) const {
    const auto type = static_cast<ErrorType>(item.one_of(error_type_words));
    if (is_of_python(type)) in_dialect(item, "this error");
    return type;
  }

  JsonReader root_;
  Scenario scenario_;
  bool in_dialect_ = false;
  std::set<std::string> taken_{"main", "timeline"};
  std::size_t labels_ = 0;
  int depth_ = 0;  ///< of callbacks in callbacks
  Name self_ = spec::main_name;
};

}  // namespace

Scenario parse_scenario(std::string_view text) {
  const auto document = JsonReader::parse(text);
  return Parser(document).parse();
}

}  // namespace gathercheck::conformance
