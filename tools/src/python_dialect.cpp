// SPDX-License-Identifier: MIT
#include "python_dialect.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "files.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Note;
using conformance::ObjectType;
using conformance::Op;
using conformance::Scenario;
using conformance::Step;
using spec::EventKind;

constexpr std::string_view awaitable =
    "class Awaitable:\n"
    "    def __await__(self):\n"
    "        yield\n"
    "        return 1\n";
constexpr std::string_view coroutine_function =
    "async def coroutine_function():\n"
    "    return 1\n";

[[noreturn]] void refuse(const std::string& field, std::string_view what) {
  throw UsageError(
      field + ": \"" + std::string(what) + "\" is not among what a program can do",
      "gathercheck run --adapter python --timeline shows what happens in the scenario");
}

/// Looks at every step of a scenario, and knows where it stands.
class Review {
 public:
  explicit Review(const Scenario& scenario) : scenario_(scenario) {}

  void run() {
    options(*scenario_.python);
    for (std::size_t i = 0; i < scenario_.awaitables.size(); ++i) {
      const auto& each = scenario_.awaitables[i];
      const auto path = "awaitables[" + std::to_string(i) + "]";
      if (each.other_loop) refuse(path + ".loop", "other");
      if (each.kind == spec::Kind::object) object(path, each, static_cast<spec::Name>(i + 1));
      script(path, each.script);
    }
    script("main", scenario_.main);
    for (std::size_t i = 0; i < scenario_.timeline.size(); ++i)
      steps("timeline[" + std::to_string(i) + "].do", scenario_.timeline[i].actions);
  }

 private:
  static void options(const conformance::Python& python) {
    if (python.factory) refuse("python.factory", "factory");
    if (python.runner != conformance::Runner::plain)
      refuse("python.runner", conformance::runner_words[static_cast<std::size_t>(python.runner)]);
    if (!python.before.empty()) refuse("python.before", "before");
    if (!python.thread.empty()) refuse("python.thread", "thread");
    if (python.current) refuse("python.current", "current");
  }

  void object(const std::string& path, const conformance::Awaitable& each, spec::Name name) {
    const auto has_it = [&](const auto& gather) {
      return gather.kind == spec::Kind::gather && std::ranges::count(gather.of, name) > 0;
    };
    if (recipe_of(each.is).expression.empty() ||
        std::ranges::count_if(scenario_.awaitables, has_it) > 1)
      refuse(path + ".is", conformance::object_type_words[static_cast<std::size_t>(each.is)]);
  }

  void script(const std::string& path, const conformance::Script& script) {
    steps(path + ".script", script.steps);
    for (std::size_t i = 0; i < script.on_cancel.size(); ++i)
      steps(path + ".on_cancel[" + std::to_string(i) + "]", script.on_cancel[i]);
  }

  void steps(const std::string& path, const std::vector<Step>& all) {
    for (std::size_t i = 0; i < all.size(); ++i) step(path + "[" + std::to_string(i) + "]", all[i]);
  }

  void step(const std::string& path, const Step& step) {
    static constexpr std::array ops{Op::note, Op::set_variable, Op::wait, Op::forget};
    const auto word = conformance::op_words[static_cast<std::size_t>(step.op)];
    if (step.op == Op::note && step.note() == Note::awaited_by)
      refuse(path + ".note", conformance::note_words[step.word]);
    if (is_of_python(step.op) && std::ranges::find(ops, step.op) == ops.end())
      refuse(path + "." + std::string(word), word);
    if (step.op == Op::add_done_callback) steps(path + ".do", step.actions);
  }

  const Scenario& scenario_;
};

void add_errors(const spec::Value& value, std::map<spec::ObjectId, std::string>& found) {
  if (const auto* error = value.error()) found[error->id] = error->type;
  if (const auto* list = value.list())
    for (const auto& item : list->items) add_errors(item, found);
}

std::map<spec::ObjectId, std::string> errors_of(const spec::Trace& trace) {
  std::map<spec::ObjectId, std::string> found;
  for (const auto& event : trace.events)
    for (const auto* outcome : {&event.outcome, &event.exception})
      add_errors(outcome->value, found);
  return found;
}

bool is_foreign(const spec::Trace& trace, spec::ObjectId id) {
  return std::ranges::find(trace.error_texts, id, &spec::Trace::ErrorText::id) !=
         trace.error_texts.end();
}

void refuse_events(const spec::Trace& trace) {
  for (const auto& event : trace.events) {
    const bool is_note = event.kind == EventKind::skipped &&
                         (trace.name(event.label) == "note" || trace.name(event.label) == "wait" ||
                          trace.name(event.label) == "forget");
    if (event.kind == EventKind::warned || event.kind == EventKind::escaped || is_note)
      refuse("the trace", to_string(event.kind));
    if (event.kind == EventKind::logged && event.message->find('<') != std::string::npos)
      refuse("the trace", *event.message);
  }
  for (const auto& each : trace.error_texts)
    if (each.text.find('<') != std::string::npos) refuse("the trace", each.text);
  for (const auto& [id, type] : errors_of(trace))  // they would end the program
    if (type == "KeyboardInterrupt" || type == "SystemExit") refuse("the trace", type);
  const auto foreign = foreign_errors(trace);
  for (const auto& [id, type] : errors_of(trace))
    if (!is_foreign(trace, id) && foreign.contains(type)) refuse("the trace", type);
}

}  // namespace

ObjectRecipe recipe_of(ObjectType type) {
  switch (type) {
    case ObjectType::number:
      return {"7"};
    case ObjectType::none:
      return {"None"};
    case ObjectType::text:
      return {"\"text\""};
    case ObjectType::list:
      return {"[]"};
    case ObjectType::awaitable:
      return {"Awaitable()", awaitable};
    case ObjectType::unhashable:
      return {"UnhashableAwaitable()",
              "class UnhashableAwaitable:\n"
              "    __hash__ = None\n\n"
              "    def __await__(self):\n"
              "        yield\n"
              "        return 1\n"};
    case ObjectType::raising_awaitable:
      return {"RaisingAwaitable()",
              "class RaisingAwaitable:\n"
              "    def __await__(self):\n"
              "        raise ValueError(\"no await\")\n"};
    case ObjectType::bad_awaitable:
      return {"BadAwaitable()",
              "class BadAwaitable:\n"
              "    def __await__(self):\n"
              "        return 1\n"};
    case ObjectType::generator:
      return {"generator()",
              "def generator():\n"
              "    return 1\n"
              "    yield\n"};
    case ObjectType::types_coroutine:
      return {"types_coroutine()",
              "@types.coroutine\n"
              "def types_coroutine():\n"
              "    yield\n"
              "    return 1\n"};
    case ObjectType::async_generator:
      return {"async_generator()",
              "async def async_generator():\n"
              "    yield 1\n"};
    case ObjectType::coroutine_function:
      return {"coroutine_function", coroutine_function};
    case ObjectType::finished_coroutine:
      return {"finished_coroutine()",
              "async def nothing():\n"
              "    pass\n\n\n"
              "def finished_coroutine():\n"
              "    coroutine = nothing()\n"
              "    try:\n"
              "        coroutine.send(None)\n"
              "    except StopIteration:\n"
              "        return coroutine\n"};
    case ObjectType::closed_coroutine:
      return {"closed_coroutine()",
              "def closed_coroutine():\n"
              "    coroutine = asyncio.sleep(0)\n"
              "    coroutine.close()\n"
              "    return coroutine\n"};
    case ObjectType::concurrent_future:
      return {"concurrent.futures.Future()"};
    case ObjectType::anext:
      return {"async_generator().__aiter__().__anext__()",
              "async def async_generator():\n"
              "    yield 1\n"};
    case ObjectType::coroutine_of:
      return {"OF.get_coro()"};
    case ObjectType::shield:
      return {"asyncio.shield(OF)"};
    case ObjectType::wait_for:
      return {"asyncio.wait_for(OF, TIMEOUT)"};
    default:
      return {};
  }
}

std::string_view helper_of(Note note) {
  switch (note) {
    case Note::number:
      return "def number(task):\n"
             "    if hasattr(task, \"get_name\"):\n"
             "        return int(task.get_name()[5:]) - int(main_task.get_name()[5:])\n";
    case Note::traceback:
      return "def traceback(future):\n"
             "    try:\n"
             "        future.result()\n"
             "    except (Exception, asyncio.CancelledError) as error:\n"
             "        entry, count = error.__traceback__, 0\n"
             "        while entry:\n"
             "            entry, count = entry.tb_next, count + 1\n"
             "        return count\n";
    case Note::hash_equal:
      return "def hash_equal(one, other):\n"
             "    try:\n"
             "        return int(hash(one) == hash(other))\n"
             "    except TypeError:\n"
             "        return None\n";
    case Note::same_error:
      return "def same_error(one, other):\n"
             "    try:\n"
             "        return int(one.exception() is other.exception())\n"
             "    except (Exception, asyncio.CancelledError):\n"
             "        return None\n";
    case Note::cancel_takes_message:
      return "def cancel_takes_message(future):\n"
             "    try:\n"
             "        future.cancel(\"m\")\n"
             "    except TypeError:\n"
             "        return 0\n"
             "    return 1\n";
    default:
      return {};
  }
}

bool has_reports(const spec::Trace& trace) {
  const auto is_report = [](const auto& event) { return event.kind == EventKind::logged; };
  return std::ranges::any_of(trace.events, is_report);
}

std::set<std::string> foreign_errors(const spec::Trace& trace) {
  std::set<std::string> types;
  for (const auto& [id, type] : errors_of(trace))
    if (is_foreign(trace, id)) types.insert(type);
  return types;
}

void refuse_what_no_program_does(const Scenario& scenario, const spec::Trace& trace) {
  Review(scenario).run();
  refuse_events(trace);
}

}  // namespace gathercheck::tools
