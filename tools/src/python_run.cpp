// SPDX-License-Identifier: MIT
#include "python_run.hpp"

namespace gathercheck::tools {

using spec::EventKind;

namespace {

bool is_cancellation(const spec::Event& event) {
  if (event.kind == EventKind::interrupted) return true;
  if (event.kind == EventKind::final) return event.outcome.kind == spec::Outcome::Kind::cancelled;
  return event.kind == EventKind::awaited && event.outcome.is_error() &&
         event.outcome.value.error()->type == "CancelledError";
}

}  // namespace

PythonRun::PythonRun(const spec::Trace& trace) {
  std::map<spec::Name, spec::Name> made;  // by whom objects were made whose call is still to come
  for (const auto& event : trace.events) {
    for (const auto* outcome : {&event.outcome, &event.exception})
      add_errors(trace, outcome->value);
    const auto& of = trace.name(event.of);
    if (is_cancellation(event)) cancelled_.insert(of);
    const auto what = event.kind == EventKind::noted ? trace.name(event.label) : "";
    if (what == "is") made[event.of] = event.by;
    if (what == "raised") raises_out_ = true;
    if (event.kind == EventKind::gather) {
      for (const auto child : event.children) {
        const auto object = made.find(child);
        if (object == made.end() || object->second != event.by) continue;
        makers_.emplace(trace.name(child), std::pair(trace.name(event.by), of));
        made.erase(object);
      }
      if (event.outcome.is_error()) raised_[of] = event.outcome.value.error()->type;
    }
    if (event.kind == EventKind::warned) warned_.insert(of);
    if (event.kind == EventKind::escaped) escapes_.push_back(event.outcome.value.error()->type);
    if (event.kind != EventKind::logged) continue;
    reports_ = true;
    describes_ = describes_ || event.message->find('<') != std::string::npos;
  }
  for (const auto& each : trace.error_texts)
    describes_ = describes_ || each.text.find('<') != std::string::npos;
}

void PythonRun::add_errors(const spec::Trace& trace, const spec::Value& value) {
  if (const auto* error = value.error())
    (trace.text_of(*error) ? foreign_ : own_).insert(error->type);
  if (const auto* list = value.list())
    for (const auto& item : list->items) add_errors(trace, item);
}

bool PythonRun::makes(const std::string& by, const std::string& gather,
                      std::string_view object) const {
  const auto maker = makers_.find(object);
  return maker != makers_.end() && maker->second == std::pair(by, gather);
}

std::string PythonRun::raises(std::string_view gather) const {
  const auto known = raised_.find(gather);
  return known == raised_.end() ? std::string() : known->second;
}

}  // namespace gathercheck::tools
