// SPDX-License-Identifier: MIT
#include "foresight.hpp"

#include <algorithm>

#include "files.hpp"
#include "reference_adapter.hpp"

namespace gathercheck::tools {
namespace {

using spec::EventKind;

void expect_rest(const spec::Trace& trace) {
  if (trace.end == spec::Trace::End::limit)
    throw UsageError("the scenario does not come to rest", "a program of it would not either");
}

/// The types of errors in a value, those in lists included.
void collect(const spec::Value& value, std::set<std::string, std::less<>>& types) {
  if (const auto* error = value.error()) types.insert(error->type);
  if (const auto* list = value.list())
    for (const auto& item : list->items) collect(item, types);
}

}  // namespace

Foresight::Foresight(const conformance::Scenario& scenario) {
  for (auto edition = spec::oldest_edition; edition <= spec::newest_edition; ++edition.minor)
    note(traces_.emplace_back(conformance::ReferenceAdapter::trace(scenario, edition)));
}

Foresight::Foresight(spec::Trace trace) {
  note(traces_.emplace_back(std::move(trace)));
}

void Foresight::note(const spec::Trace& trace) {
  expect_rest(trace);
  for (const auto& event : trace.events) {
    const auto of = trace.name(event.of);
    const auto by = event.by == spec::no_name ? "" : trace.name(event.by);
    if (event.kind == EventKind::skipped) skipped_.emplace(by, trace.name(event.label), of);
    if (event.kind == EventKind::interrupted) interrupted_.insert(of);
    if (event.kind == EventKind::settle && !event.accepted) refused_.emplace(by, of);
    if (event.kind == EventKind::gather && event.done) done_at_once_.insert(of);
    if (event.kind == EventKind::gather && event.outcome.is_error()) raising_.insert(of);
    if (event.kind == EventKind::final) ++finals_[of];
    note_error(trace, event);
  }
}

void Foresight::note_error(const spec::Trace& trace, const spec::Event& event) {
  for (const auto* outcome : {&event.outcome, &event.exception}) collect(outcome->value, seen_);
  if (event.kind != EventKind::awaited || !event.outcome.is_error()) return;
  errors_[{trace.name(event.of), trace.name(event.on)}].insert(event.outcome.value.error()->type);
}

const spec::Trace& Foresight::trace(spec::Edition edition) const {
  return *std::ranges::find(traces_, edition, &spec::Trace::edition);
}

bool Foresight::skips(std::string_view by, std::string_view action, std::string_view of) const {
  return skipped_.contains({std::string(by), std::string(action), std::string(of)});
}

bool Foresight::interrupts(std::string_view script) const {
  return interrupted_.contains(script);
}

std::set<std::string> Foresight::errors(std::string_view script, std::string_view on) const {
  const auto known = errors_.find({std::string(script), std::string(on)});
  return known == errors_.end() ? std::set<std::string>() : known->second;
}

bool Foresight::refuses(std::string_view by, std::string_view of) const {
  return refused_.contains({std::string(by), std::string(of)});
}

bool Foresight::done_at_once(std::string_view gather) const {
  return done_at_once_.contains(gather);
}

bool Foresight::raises(std::string_view gather) const {
  return raising_.contains(gather);
}

Foresight::Exists Foresight::exists(std::string_view awaitable) const {
  const auto known = finals_.find(awaitable);
  if (known == finals_.end()) return Exists::never;
  return known->second == traces_.size() ? Exists::always : Exists::sometimes;
}

bool Foresight::sees(std::string_view type) const {
  return seen_.contains(type);
}

}  // namespace gathercheck::tools
