// SPDX-License-Identifier: MIT
#include "program_writer.hpp"

#include <algorithm>

#include "files.hpp"
#include "program_text.hpp"

namespace gathercheck::tools {

using conformance::ErrorType;
using conformance::Op;
using conformance::op_words;
using spec::Kind;

namespace {

bool ends(const conformance::Step& step) {
  return step.op == Op::finish || step.op == Op::raise || step.op == Op::resume;
}

bool is_cancellation(const conformance::Step& step) {
  return step.op == Op::raise && step.error().type == ErrorType::cancelled_error;
}

void add_callbacks(const std::vector<conformance::Step>& steps,
                   std::vector<const conformance::Step*>& found) {
  for (const auto& step : steps) {
    if (step.op != Op::add_done_callback) continue;
    found.push_back(&step);
    add_callbacks(step.actions, found);
  }
}

void add_callbacks(const conformance::Script& script,
                   std::vector<const conformance::Step*>& found) {
  add_callbacks(script.steps, found);
  for (const auto& block : script.on_cancel) add_callbacks(block, found);
}

}  // namespace

ProgramWriter::ProgramWriter(const conformance::Scenario& scenario, const Foresight& foresight,
                             std::string_view reserved, int indentation)
    : scenario_(scenario),
      foresight_(foresight),
      names_(scenario, reserved),
      code_(indentation),
      main_task_(names_.fresh("main_task")) {
  for (std::size_t i = 1; i <= scenario.timeline.size(); ++i)
    moments_.push_back(names_.fresh("moment_" + std::to_string(i)));
}

// --- the parts of a scenario

std::vector<const conformance::Step*> ProgramWriter::callbacks() const {
  std::vector<const Step*> found;
  for (const auto& awaitable : scenario_.awaitables) add_callbacks(awaitable.script, found);
  add_callbacks(scenario_.main, found);
  for (const auto& moment : scenario_.timeline) add_callbacks(moment.actions, found);
  if (!scenario_.python) return found;
  add_callbacks(scenario_.python->before, found);
  add_callbacks(scenario_.python->thread, found);
  return found;
}

std::vector<const conformance::Awaitable*> ProgramWriter::scripted() const {
  std::vector<const conformance::Awaitable*> found;
  for (const auto& awaitable : scenario_.awaitables)
    if (awaitable.kind == Kind::coroutine || awaitable.kind == Kind::task)
      found.push_back(&awaitable);
  return found;
}

std::vector<std::string> ProgramWriter::finals() const {
  std::vector<std::string> found{"main"};
  for (const auto& awaitable : scenario_.awaitables)
    if (foresight_.exists(awaitable.name) != Foresight::Exists::never)
      found.push_back(awaitable.name);
  return found;
}

std::vector<spec::Name> ProgramWriter::repeated_coroutines(
    const conformance::Awaitable& gather) const {
  std::vector<spec::Name> found;
  for (const auto n : gather.of) {
    if (scenario_.awaitable(n).kind != Kind::coroutine || std::ranges::count(gather.of, n) == 1)
      continue;
    if (std::ranges::find(found, n) == found.end()) found.push_back(n);
  }
  return found;
}

// --- names

std::string ProgramWriter::object(spec::Name of) {
  return object(name(of));
}

std::string ProgramWriter::object(std::string_view name) {
  return name == "main" ? main_task_ : names_.of(name);
}

const std::string& ProgramWriter::function(std::string_view name) {
  const auto known = functions_.find(std::string(name));
  if (known != functions_.end()) return known->second;
  const auto is_task = [&](const auto& each) {
    return each.name == name && each.kind == Kind::task;
  };
  const bool task = std::ranges::any_of(scenario_.awaitables, is_task);
  auto chosen = task ? names_.fresh(std::string(name) + "_body") : names_.of(name);
  return functions_[std::string(name)] = std::move(chosen);
}

const std::string& ProgramWriter::shared(const conformance::ErrorSpec& error) {
  const auto known = shared_.find(error.object);
  if (known != shared_.end()) {
    if (std::ranges::find(shared_errors_, error) == shared_errors_.end())
      throw UsageError("the errors with the object \"" + error.object + "\" are not the same",
                       "a program makes it once: give all of them one type and one message");
    return known->second;
  }
  shared_errors_.push_back(error);
  const auto wanted = spec::is_name(error.object) ? error.object : std::string("shared_error");
  return shared_[error.object] = names_.fresh(wanted);
}

// --- texts

std::string ProgramWriter::text(const conformance::ErrorSpec& error) {
  std::string type(conformance::error_type_words[static_cast<std::size_t>(error.type)]);
  return error.message ? type + "('" + *error.message + "')" : type;
}

std::string ProgramWriter::text(const conformance::ValueSpec& value) const {
  if (const auto* number = std::get_if<std::int64_t>(&value.data)) return std::to_string(*number);
  if (const auto* words = std::get_if<std::string>(&value.data)) return "'" + *words + "'";
  if (const auto* error = std::get_if<conformance::ErrorSpec>(&value.data)) return text(*error);
  if (const auto* awaitable = std::get_if<conformance::ValueSpec::Awaitable>(&value.data))
    return "<" + std::string(name(awaitable->name)) + ">";
  return "None";
}

std::string ProgramWriter::call_of(const std::string& by,
                                   const conformance::Awaitable& gather) const {
  std::string arguments;
  const auto add = [&](std::string_view argument) {
    arguments.append(arguments.empty() ? "" : ", ").append(argument);
  };
  for (const auto n : gather.of) add(name(n));
  if (gather.return_exceptions) add("return_exceptions=True");
  return by + ": " + gather.name + " = gather(" + arguments + ")";
}

// --- bodies

void ProgramWriter::body(std::string_view name, const conformance::Script& script) {
  script_ = &script;
  counts_ = false;
  const auto whole = sequence(std::string(name), script.steps, 0);
  say(whole.script + " starts");
  const auto goes_on = [](const Steps& block) {
    const auto last = std::ranges::find_if(block, ends);
    return last != block.end() && last->op == Op::resume;
  };
  if (std::ranges::any_of(script.on_cancel, goes_on))
    pointwise(whole);
  else
    region(whole);
}

ProgramWriter::Sequence ProgramWriter::sequence(const std::string& script, const Steps& steps,
                                                std::size_t block) const {
  const auto last = std::ranges::find_if(steps, ends);
  const auto length = static_cast<std::size_t>(last - steps.begin());
  return {script, std::span(steps).first(length), last == steps.end() ? nullptr : &*last, block};
}

std::size_t ProgramWriter::count_suspensions(std::span<const Step> steps) {
  return static_cast<std::size_t>(std::ranges::count_if(steps, suspends));
}

/// Steps together with what is done when they are cancelled: the next block of on_cancel.
void ProgramWriter::region(const Sequence& sequence) {
  const auto suspensions = count_suspensions(sequence.steps);
  if (sequence.block == script_->on_cancel.size() || suspensions == 0) return unguarded(sequence);
  Suspension only;
  if (suspensions == 1)
    only =
        described(sequence.script, *std::ranges::find_if(sequence.steps, suspends), Guard::tells);
  Guarded guarded;
  guarded.steps = [&] { steps(sequence, suspensions == 1 ? Guard::tells : Guard::around); };
  guarded.goes_on = sequence.last && sequence.last->op == Op::resume;
  if (!guarded.goes_on) guarded.end = [&] { end(sequence, true); };
  guarded.end_is_apart = sequence.last ? is_cancellation(*sequence.last) : sequence.block > 0;
  guarded.tells = suspensions == 1 ? &only : nullptr;
  guarded.handler = [&] { handler(sequence.script, sequence.block + 1); };
  guard(guarded);
}

void ProgramWriter::unguarded(const Sequence& sequence) {
  steps(sequence, Guard::none);
  end(sequence, false);
}

void ProgramWriter::steps(const Sequence& sequence, Guard guard) {
  for (const auto& each : sequence.steps) step(sequence.script, each, guard);
}

void ProgramWriter::end(const Sequence& sequence, bool guarded) {
  const auto& script = sequence.script;
  if (!sequence.last) {
    if (sequence.block > 0) return raise_again(script, guarded);
    say(script + " returns None");
    return finish_at_end();
  }
  const Step& last = *sequence.last;
  if (last.op == Op::finish) {
    say(script + " returns " + text(last.value));
    finish(last.value);
  } else if (last.op == Op::raise) {
    say(script + " raises " + text(last.error()));
    raise(last.error(), guarded);
  }
}

/// A block of on_cancel, from 1.
void ProgramWriter::handler(const std::string& script, std::size_t block) {
  if (counts_) count(block);
  region(sequence(script, script_->on_cancel[block - 1], block));
}

// --- bodies that go on after a cancellation: every suspension has a handler of its own

void ProgramWriter::pointwise(const Sequence& sequence) {
  std::set<std::size_t> used{0};
  for (const auto& each : sequence.steps)
    if (suspends(each)) counts_ = counts_ || used.size() > 1, add_what_goes_on(used);
  if (counts_) count(0);
  used = {0};
  for (const auto& each : sequence.steps) {
    if (suspends(each)) {
      point(sequence.script, each, used);
      add_what_goes_on(used);
    } else {
      step(sequence.script, each, Guard::none);
    }
  }
  end(sequence, false);
}

/// Adds how many blocks may be used up after one more suspension.
void ProgramWriter::add_what_goes_on(std::set<std::size_t>& used) const {
  const auto& blocks = script_->on_cancel;
  for (const auto before : std::set(used)) {
    for (auto i = before; i < blocks.size(); ++i) {
      const auto block = sequence("", blocks[i], i + 1);
      if (block.last && block.last->op == Op::resume) used.insert(i + 1);
      if (count_suspensions(block.steps) == 0) break;
    }
  }
}

void ProgramWriter::point(const std::string& script, const Step& each,
                          const std::set<std::size_t>& used) {
  if (*used.begin() == script_->on_cancel.size()) return step(script, each, Guard::none);
  const auto only = described(script, each, Guard::tells);
  Guarded guarded;
  guarded.steps = [&] { step(script, each, Guard::tells); };
  guarded.tells = &only;
  guarded.goes_on = true;
  guarded.handler = [&] { choose_handler(script, used); };
  guard(guarded);
}

void ProgramWriter::choose_handler(const std::string& script, const std::set<std::size_t>& used) {
  const auto first = *used.begin();
  if (used.size() == 1) return handler(script, first + 1);
  const std::set rest(std::next(used.begin()), used.end());
  branch(
      counted(first), [&] { handler(script, first + 1); },
      [&] {
        if (*rest.begin() == script_->on_cancel.size())
          raise_again(script, false);
        else
          choose_handler(script, rest);
      });
}

}  // namespace gathercheck::tools
