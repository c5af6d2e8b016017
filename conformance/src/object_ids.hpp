// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <span>
#include <vector>

#include "gathercheck/spec/trace.hpp"

/// The objects that a trace tells apart: lists and exceptions.
namespace gathercheck::conformance {

/// Calls `visit(value)` for a value and, if it is a list, for everything in it, the list first.
template <std::invocable<spec::Value&> Visit>
void each_value(spec::Value& value, Visit visit) {
  visit(value);
  if (auto* list = std::get_if<spec::Value::List>(&value.data))
    for (auto& item : list->items) each_value(item, visit);
}

/// The same for everything that an event shows.
template <std::invocable<spec::Value&> Visit>
void each_value(spec::Event& event, Visit visit) {
  each_value(event.outcome.value, visit);
  each_value(event.exception.value, visit);
}

/// Calls `visit(error)` for every exception that an event shows.
template <std::invocable<spec::Error&> Visit>
void each_error(spec::Event& event, Visit visit) {
  each_value(event, [&](spec::Value& value) {
    if (auto* error = std::get_if<spec::Error>(&value.data)) visit(*error);
  });
}

/// Calls `visit(id)` for the identity of every list and exception that an event shows.
template <std::invocable<spec::ObjectId&> Visit>
void each_id(spec::Event& event, Visit visit) {
  each_value(event, [&](spec::Value& value) {
    if (auto* error = std::get_if<spec::Error>(&value.data)) visit(error->id);
    if (auto* list = std::get_if<spec::Value::List>(&value.data)) visit(list->id);
  });
}

/// Numbers the objects in the order of their appearance, as a trace does.
void renumber(std::span<spec::Event> events, std::vector<spec::Trace::ErrorText>& texts);

/// A number that no object of the trace has.
spec::ObjectId new_id(const spec::Trace& trace);

}  // namespace gathercheck::conformance
