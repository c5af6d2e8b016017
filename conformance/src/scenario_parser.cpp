// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <set>

#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/json_reader.hpp"

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
enum class Place { script, on_cancel, callback, timeline };

/// A gather of gathers holds its leaves once for each way to them, and cancel() goes every way.
constexpr std::uint64_t most_leaves = 100'000;

/// Counts the leaves of every gather, from the innermost outwards. Gathers that hold each other can
/// never be made; they stay uncounted.
class Leaves {
 public:
  explicit Leaves(const Scenario& scenario)
      : scenario_(scenario), count_(scenario.awaitables.size() + 1, 1), holders_(count_.size()) {}

  /// The first gather found to have too many; no_name if there is none.
  Name too_many() {
    std::vector<Name> ready = link();
    while (!ready.empty()) {
      const Name name = ready.back();
      ready.pop_back();
      const auto& of = scenario_.awaitable(name).of;
      std::uint64_t count = of.empty() ? 1 : 0;
      for (const Name each : of) count += count_[index(each)];
      if (count > most_leaves) return name;
      count_[index(name)] = count;
      for (const Name holder : holders_[index(name)])
        if (--missing_[holder] == 0) ready.push_back(holder);
    }
    return spec::no_name;
  }

 private:
  static std::size_t index(Name name) { return static_cast<std::size_t>(name); }
  bool is_gather(Name name) const { return scenario_.awaitable(name).kind == Kind::gather; }

  /// Notes who holds whom, and gives the gathers that hold no other.
  std::vector<Name> link() {
    std::vector<Name> ready;
    for (std::size_t i = 0; i < scenario_.awaitables.size(); ++i) {
      const auto name = static_cast<Name>(i + 1);
      if (!is_gather(name)) continue;
      for (const Name each : scenario_.awaitables[i].of) {
        if (!is_gather(each)) continue;
        holders_[index(each)].push_back(name);
        ++missing_[name];
      }
      if (!missing_.contains(name)) ready.push_back(name);
    }
    return ready;
  }

  const Scenario& scenario_;
  std::vector<std::uint64_t> count_;
  std::vector<std::vector<Name>> holders_;
  std::map<Name, std::size_t> missing_;
};

void check_leaves(const Scenario& scenario, const JsonReader& awaitables) {
  const Name name = Leaves(scenario).too_many();
  if (name != spec::no_name)
    awaitables.complain("\"" + scenario.awaitable(name).name + "\" has more than " +
                        std::to_string(most_leaves) + " arguments, nested ones counted");
}

class Parser {
 public:
  explicit Parser(const nlohmann::json& document) : root_(document, "") {}

  Scenario parse() {
    root_.at("scenario").version(1);
    root_.expect_only({"scenario", "about", "awaitables", "main", "timeline"});
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
    check_arguments(awaitables);
    check_leaves(scenario_, awaitables);
    return std::move(scenario_);
  }

 private:
  void declare(const JsonReader& item) {
    const auto reader = item.at("name");
    const auto& name = reader.text();
    if (!is_name(name))
      reader.expected("a name of at most 40 of the characters a-z, 0-9 and _, a letter first");
    if (name == "main" || name == "timeline" || !taken_.insert(name).second)
      reader.complain("the name \"" + name + "\" is taken");
    scenario_.awaitables.push_back(
        {name, static_cast<Kind>(item.at("kind").one_of(spec::kind_words())), {}, {}, false});
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
        item.expect_only({"name", "kind"});
        break;
      case Kind::gather:
        item.expect_only({"name", "kind", "of", "return_exceptions"});
        item.at("of").for_each([&](const JsonReader& each) {
          awaitable.of.push_back(target(each, "an argument of gather",
                                        [&](Name n) { return n != spec::main_name && n != self; }));
        });
        awaitable.return_exceptions = item.boolean_or("return_exceptions", false);
        break;
    }
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
        item.expect_only({"await", "catch", "shield"});
        step.target = target(argument, "a task, future or gather to await", [&](Name n) {
          return n != spec::main_name && n != self_ && kind(n) != Kind::coroutine;
        });
        step.catch_errors = item.boolean_or("catch", false);
        step.shield = item.boolean_or("shield", false);
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
        if (argument.node() != true) argument.expected("true");
        break;
      default:
        action(item, argument, step);
        break;
    }
    return step;
  }

  void action(const JsonReader& item, const JsonReader& argument, Step& step) {
    switch (step.op) {
      case Op::create:
        item.expect_only({"create"});
        step.target = target(argument, "a task to create",
                             [&](Name n) { return n != spec::main_name && kind(n) == Kind::task; });
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
                             [&](Name n) { return kind(n) != Kind::coroutine; });
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
                             [&](Name n) { return kind(n) != Kind::coroutine; });
        break;
      default:
        callback(item, argument, step);
        break;
    }
  }

  void callback(const JsonReader& item, const JsonReader& argument, Step& step) {
    item.expect_only({"add_done_callback", "label", "do"});
    step.target = target(argument, "main, a task, a future or a gather",
                         [&](Name n) { return kind(n) != Kind::coroutine; });
    const auto label = item.at("label");
    step.label = label.text();
    if (!is_name(step.label))
      label.expected("a label of at most 40 of the characters a-z, 0-9 and _, a letter first");
    if (++labels_ > most_labels)
      label.complain("expected at most " + std::to_string(most_labels) + " labels");
    if (step.label == "main" || step.label == "timeline" || !taken_.insert(step.label).second)
      label.complain("the name \"" + step.label + "\" is taken");
    if (++depth_ > deepest_callback)
      item.complain("expected callbacks in callbacks at most " + std::to_string(deepest_callback) +
                    " deep");
    step.actions = steps(item.at("do"), Place::callback);
    --depth_;
  }

  static void check_place(const JsonReader& item, Op op, Place place, std::string_view word) {
    const bool in_body = place == Place::script || place == Place::on_cancel;
    const bool only_body = op == Op::sleep || op == Op::await || op == Op::finish;
    if ((only_body && !in_body) || (op == Op::resume && place != Place::on_cancel))
      item.complain("the step \"" + std::string(word) + "\" cannot stand here");
  }

  Name settled(const JsonReader& argument) {
    return target(argument, "a future or gather to settle", [&](Name n) {
      return n != spec::main_name && (kind(n) == Kind::future || kind(n) == Kind::gather);
    });
  }

  Kind kind(Name n) const {
    return n == spec::main_name ? Kind::task : scenario_.awaitable(n).kind;
  }

  template <typename Fits>
  Name target(const JsonReader& item, const std::string& what, Fits fits) {
    const auto& text = item.text();
    const auto found = std::ranges::find(scenario_.awaitables, text, &Awaitable::name);
    const bool exists = text == "main" || found != scenario_.awaitables.end();
    const auto name = text == "main" ? spec::main_name
                                     : static_cast<Name>(found - scenario_.awaitables.begin() + 1);
    if (!exists || !fits(name)) item.expected("the name of " + what);
    return name;
  }

  ValueSpec value(const JsonReader& item) {
    if (item.node().is_null()) return {};
    if (item.node().is_number()) return {item.integer(INT64_MIN, INT64_MAX)};
    if (item.node().is_string()) return {item.text()};
    if (!item.node().is_object())
      item.expected("null, a whole number, a text, {\"error\": ...} or {\"awaitable\": ...}");
    item.expect_only({"error", "awaitable"});
    if (item.node().size() != 1) item.expected("either {\"error\": ...} or {\"awaitable\": ...}");
    if (item.has("error")) return {error(item.at("error"))};
    return {ValueSpec::Awaitable{target(item.at("awaitable"), "a future or a task", [&](Name n) {
      return n != spec::main_name && (kind(n) == Kind::future || kind(n) == Kind::task);
    })}};
  }

  static ErrorSpec error(const JsonReader& item) {
    ErrorSpec error;
    if (item.node().is_string()) {
      error.type = static_cast<ErrorType>(item.one_of(error_type_words));
      return error;
    }
    item.expect_only({"type", "message", "object"});
    error.type = static_cast<ErrorType>(item.at("type").one_of(error_type_words));
    if (item.has("message")) error.message = item.at("message").text();
    if (item.has("object")) {
      error.object = item.at("object").text();
      if (error.object.empty()) item.at("object").expected("a text that is not empty");
    }
    return error;
  }

  JsonReader root_;
  Scenario scenario_;
  std::set<std::string> taken_;
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
