// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "gathercheck/spec/json_reader.hpp"
#include "gathercheck/spec/json_text.hpp"
#include "gathercheck/spec/trace_json.hpp"

namespace gathercheck::spec {
namespace {

constexpr std::int64_t most = INT32_MAX;
constexpr std::int64_t latest = std::int64_t{1} << 53;
constexpr std::size_t most_awaitables = 1001;
constexpr std::size_t most_names = 20000;
constexpr std::uint64_t most_leaves = 100'000;

/// What can be skipped; the last four only in the Python dialect.
constexpr std::array<std::string_view, 12> skippable{
    "await",      "create",        "gather",  "cancel",
    "set_result", "set_exception", "observe", "add_done_callback",
    "wait",       "task_group",    "note",    "forget"};
constexpr std::size_t skippable_in_plain = 8;

/// Whether only traces of the Python dialect have such events.
bool is_of_python(EventKind kind) {
  return kind > EventKind::final;
}

class Parser {
 public:
  explicit Parser(const JsonReader::Document& document) : root_(document) {}

  Trace parse() {
    root_.at("trace").version(1);
    root_.expect_only({"trace", "edition", "python", "awaitables", "events", "end"});
    const auto edition = parse_edition(root_.at("edition").text());
    if (!edition) root_.at("edition").expected("an edition from \"3.8\" to \"3.14\"");
    trace_.edition = *edition;
    trace_.python = root_.has("python");
    if (trace_.python && !root_.at("python").is_true()) root_.at("python").expected("true");
    root_.at("awaitables").for_each([&](const JsonReader& item) { awaitable(item); });
    if (trace_.names.empty() || trace_.names.front() != "main" || trace_.kinds[0] != Kind::task)
      root_.at("awaitables").complain("expected \"main\", a task, as the first one");
    trace_.events.reserve(root_.at("events").size());
    root_.at("events").for_each([&](const JsonReader& item) { event(item); });
    static constexpr std::array<std::string_view, 2> ends{"idle", "limit"};
    trace_.end = static_cast<Trace::End>(root_.at("end").one_of(ends));
    return std::move(trace_);
  }

 private:
  void awaitable(const JsonReader& item) {
    item.expect_only({"name", "kind"});
    const auto name = name_text(item.at("name"));
    if (trace_.names.size() >= most_awaitables)
      item.complain("expected at most " + std::to_string(most_awaitables) + " awaitables");
    if (name == "timeline") item.at("name").complain("the name \"timeline\" is taken");
    if (static_cast<std::size_t>(trace_.intern(name)) != trace_.kinds.size())
      item.at("name").complain("the name \"" + name + "\" stands here twice");
    const auto kind = static_cast<Kind>(item.at("kind").one_of(kind_words()));
    if (kind == Kind::object) in_python(item.at("kind"), "for objects");
    trace_.kinds.push_back(kind);
  }

  void event(const JsonReader& item) {
    Event e;
    e.time = item.at("t").integer(0, latest);
    e.turn = static_cast<std::int32_t>(item.at("turn").integer(0, most));
    e.kind = static_cast<EventKind>(item.at("event").one_of(event_kind_words()));
    if (is_of_python(e.kind)) in_python(item.at("event"), "for such an event");
    e.of = is_about_anyone(e.kind) ? actor(item.at("of")) : known(item.at("of"));
    details(item, e);
    trace_.events.push_back(std::move(e));
  }

  /// Complains unless the trace is of the Python dialect.
  void in_python(const JsonReader& item, const std::string& why) const {
    if (!trace_.python) item.complain("expected \"python\" in the trace " + why);
  }

  /// Whether an event of this kind may be about what is no awaitable.
  static bool is_about_anyone(EventKind kind) {
    return kind == EventKind::unhandled || kind == EventKind::noted || kind == EventKind::logged ||
           kind == EventKind::warned;
  }

  void details(const JsonReader& item, Event& e) {
    switch (e.kind) {
      case EventKind::created:
        only(item, {"by"});
        e.by = actor(item.at("by"));
        break;
      case EventKind::gather:
        gather(item, e);
        break;
      case EventKind::started:
      case EventKind::resumed:
        only(item, {});
        break;
      case EventKind::sleeping:
        only(item, {"delay"});
        e.delay = item.at("delay").integer(0, latest);
        break;
      case EventKind::interrupted:
      case EventKind::unhandled:
        only(item, {"error"});
        e.outcome = Outcome::failure(error(item.at("error")));
        break;
      case EventKind::awaiting:
        only(item, {"on", "shield"});
        e.on = known(item.at("on"));
        e.shield = item.boolean_or("shield", false);
        break;
      case EventKind::awaited:
        only(item, {"on", "outcome"});
        e.on = known(item.at("on"));
        e.outcome = ending(item.at("outcome"));
        break;
      case EventKind::ended:
        only(item, {"outcome"});
        e.outcome = ending(item.at("outcome"));
        break;
      case EventKind::final:
        only(item, {"outcome"});
        e.outcome = state(item.at("outcome"));
        break;
      case EventKind::cancel:
        cancel(item, e);
        break;
      case EventKind::settle:
        only(item, {"by", "outcome", "accepted"});
        e.by = actor(item.at("by"));
        e.outcome = ending(item.at("outcome"));
        e.accepted = item.at("accepted").boolean();
        break;
      case EventKind::registered:
        only(item, {"by", "label"});
        e.by = actor(item.at("by"));
        e.label = actor(item.at("label"));
        break;
      case EventKind::callback:
        only(item, {"label", "outcome"});
        e.label = actor(item.at("label"));
        e.outcome = state(item.at("outcome"));
        break;
      case EventKind::observed:
        observed(item, e);
        break;
      case EventKind::skipped:
        only(item, {"by", "action"});
        e.by = actor(item.at("by"));
        if (item.at("action").one_of(skippable) >= skippable_in_plain)
          in_python(item.at("action"), "for such an action");
        e.label = trace_.intern(item.at("action").text());
        break;
      case EventKind::noted:
      case EventKind::logged:
      case EventKind::warned:
      case EventKind::escaped:
        python_details(item, e);
        break;
    }
  }

  void python_details(const JsonReader& item, Event& e) {
    switch (e.kind) {
      case EventKind::noted:
        only(item, {"by", "what", "to", "value"});
        e.by = actor(item.at("by"));
        e.label = actor(item.at("what"));
        if (item.has("to")) e.on = known(item.at("to"));
        e.outcome = Outcome::result(value(item.at("value")));
        break;
      case EventKind::logged:
        only(item, {"report", "error"});
        e.message = item.at("report").text();
        if (item.has("error")) e.outcome = Outcome::failure(error(item.at("error")));
        break;
      case EventKind::warned:
        only(item, {"category"});
        e.message = type_name(item.at("category"));
        break;
      default:
        if (e.of != main_name) item.at("of").expected("\"main\"");
        only(item, {"error"});
        e.outcome = Outcome::failure(error(item.at("error")));
        break;
    }
  }

  void gather(const JsonReader& item, Event& e) {
    only(item, {"by", "children", "return_exceptions", "done", "error"});
    e.by = actor(item.at("by"));
    if (trace_.kind(e.of) != Kind::gather) item.at("of").expected("the name of a gather");
    std::uint64_t leaves = 0;
    item.at("children").for_each([&](const JsonReader& child) {
      e.children.push_back(argument(child));
      leaves += leaves_of(e.children.back());
    });
    if (leaves > most_leaves)
      item.complain("expected at most " + std::to_string(most_leaves) +
                    " arguments, those of gathers inside counted once for each way to them");
    e.return_exceptions = item.at("return_exceptions").boolean();
    if (one_key(item, {"done", "error"}) == "error") {
      e.outcome = Outcome::failure(error(item.at("error")));
      return;
    }
    e.done = item.at("done").boolean();
    if (!leaves_.emplace(e.of, std::max<std::uint64_t>(leaves, 1)).second)
      item.complain("the gather " + quoted(trace_.name(e.of), 40) + " was called before");
  }

  /// What a gather may hold: no main, and gathers only that were called before.
  Name argument(const JsonReader& item) {
    const Name name = known(item);
    const bool exists = trace_.kind(name) != Kind::gather || leaves_.contains(name);
    if (name == main_name || !exists)
      item.expected("a coroutine, task, future or gather that exists already");
    return name;
  }

  std::uint64_t leaves_of(Name name) const {
    const auto gather = leaves_.find(name);
    return gather == leaves_.end() ? 1 : gather->second;
  }

  void cancel(const JsonReader& item, Event& e) {
    only(item, {"by", "message", "accepted"});
    e.by = actor(item.at("by"));
    if (item.has("message")) e.message = item.at("message").text();
    e.accepted = item.at("accepted").boolean();
  }

  void observed(const JsonReader& item, Event& e) {
    only(item, {"by", "done", "cancelled", "result", "exception", "loop", "cancelling"});
    e.by = actor(item.at("by"));
    e.done = item.at("done").boolean();
    e.cancelled = item.at("cancelled").boolean();
    e.outcome = ending(item.at("result"));
    e.exception = ending(item.at("exception"));
    e.loop = item.at("loop").boolean();
    if (item.has("cancelling"))
      e.cancelling = static_cast<int>(item.at("cancelling").integer(0, most));
  }

  static void only(const JsonReader& item, std::initializer_list<std::string_view> further) {
    item.expect_only({"t", "turn", "event", "of"}, further);
  }

  /// A name that is main or an awaitable of this trace.
  Name known(const JsonReader& item) {
    const auto found = std::ranges::find(trace_.names, item.text());
    const auto index = found - trace_.names.begin();
    if (found == trace_.names.end() || !trace_.is_awaitable(static_cast<Name>(index)))
      item.expected("the name of one of the trace's awaitables");
    return static_cast<Name>(index);
  }

  /// Any name: whoever acts need not be an awaitable.
  Name actor(const JsonReader& item) {
    if (trace_.names.size() >= most_names)
      item.complain("expected at most " + std::to_string(most_names) + " names");
    return trace_.intern(name_text(item));
  }

  static std::string name_text(const JsonReader& item) {
    if (!is_name(item.text()))
      item.expected("a name of at most 40 of the characters a-z, 0-9 and _, a letter first");
    return item.text();
  }

  /// The one of these keys that is there.
  static std::string_view one_key(const JsonReader& item,
                                  std::initializer_list<std::string_view> keys) {
    const auto is_there = [&](std::string_view key) { return item.has(key); };
    if (std::ranges::count_if(keys, is_there) != 1) {
      std::string wanted;
      for (const auto key : keys)
        wanted += (wanted.empty() ? "\"" : ", \"") + std::string(key) + "\"";
      item.complain("expected exactly one of the keys " + wanted);
    }
    return *std::ranges::find_if(keys, is_there);
  }

  Outcome ending(const JsonReader& item) {
    item.expect_only({"result", "error"});
    if (one_key(item, {"result", "error"}) == "error")
      return Outcome::failure(error(item.at("error")));
    return Outcome::result(value(item.at("result")));
  }

  Outcome state(const JsonReader& item) {
    static constexpr std::array<std::string_view, 2> words{"pending", "cancelled"};
    if (!item.is_text()) return ending(item);
    return item.one_of(words) == 0 ? Outcome::pending() : Outcome::cancelled();
  }

  Value value(const JsonReader& item) {
    if (item.is_null()) return {};
    if (item.is_whole_number()) return {item.integer(INT64_MIN, INT64_MAX)};
    if (item.is_text()) return {item.text()};
    if (!item.is_object())
      item.expected("null, a whole number, a text, a list, an error or an awaitable");
    const auto key = one_key(item, {"list", "error", "awaitable"});
    if (key == "list") return list(item);
    item.expect_only({key});
    if (key == "error") return {error(item.at("error"))};
    return {Value::Awaitable{known(item.at("awaitable"))}};
  }

  Value list(const JsonReader& item) {
    item.expect_only({"list", "id"});
    Value::List list;
    item.at("list").for_each([&](const JsonReader& each) { list.items.push_back(value(each)); });
    list.id = id(item);
    return {std::move(list)};
  }

  Error error(const JsonReader& item) {
    item.expect_only({"type", "id", "message", "text"});
    Error e{type_name(item.at("type")), {}, id(item)};
    if (item.has("message")) e.message = item.at("message").text();
    if (item.has("text")) in_python(item.at("text"), "for the text of an error");
    if (trace_.python) error_text(item, e);
    return e;
  }

  /// What an error says belongs to the object: it is the same wherever that appears.
  void error_text(const JsonReader& item, const Error& e) {
    const auto* said = trace_.text_of(e);
    const bool appeared = !seen_errors_.insert(e.id).second;
    const bool fits = item.has("text") ? said && *said == item.at("text").text() : !said;
    if (appeared && !fits) item.complain("expected the text that this error had before");
    if (!appeared && item.has("text")) trace_.error_texts.push_back({e.id, item.at("text").text()});
  }

  static std::string type_name(const JsonReader& item) {
    const auto letter = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    const auto inner = [&](char c) { return letter(c) || (c >= '0' && c <= '9'); };
    const auto text = item.text();
    if (text.empty() || !letter(text.front()) || !std::ranges::all_of(text, inner))
      item.expected("the name of a type of errors");
    return text;
  }

  static ObjectId id(const JsonReader& item) {
    return static_cast<ObjectId>(item.at("id").integer(1, most));
  }

  JsonReader root_;
  Trace trace_;
  std::map<Name, std::uint64_t> leaves_;  // of the gathers that were called
  std::set<ObjectId> seen_errors_;        // in the Python dialect
};

}  // namespace

Trace parse_trace(std::string_view text) {
  const auto document = JsonReader::parse(text);
  return Parser(document).parse();
}

}  // namespace gathercheck::spec
