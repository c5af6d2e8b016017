// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "gathercheck/spec/history.hpp"

/// What a trace of the Python dialect has noted, and who noted it.
namespace gathercheck::spec::rules {

/// Whether the event is a note of this word.
inline bool is_noted(const History& h, std::size_t event, std::string_view what) {
  const Event& e = h.event(event);
  return e.kind == EventKind::noted && h.name(e.label) == what;
}

/// Calls `visit(event)` for every note of this word, in order.
template <std::invocable<std::size_t> Visit>
void each_noted(const History& h, std::string_view what, Visit visit) {
  for (const auto i : h.of_kind(EventKind::noted))
    if (is_noted(h, i, what)) visit(i);
}

inline bool any_noted(const History& h, std::string_view what) {
  return std::ranges::any_of(h.of_kind(EventKind::noted),
                             [&](std::size_t i) { return is_noted(h, i, what); });
}

/// Whether the event is a request to cancel that was accepted. To note whether cancel() takes a
/// message is to cancel.
inline bool is_cancel(const History& h, std::size_t event) {
  return (h.event(event).kind == EventKind::cancel && h.event(event).accepted) ||
         is_noted(h, event, "cancel_takes_message");
}

/// Calls `visit(event)` for every such request before the event, in no particular order.
template <std::invocable<std::size_t> Visit>
void each_cancel_before(const History& h, std::size_t before, Visit visit) {
  for (const auto kind : {EventKind::cancel, EventKind::noted})
    for (const auto i : h.of_kind(kind))
      if (i < before && is_cancel(h, i)) visit(i);
}

inline bool any_cancel(const History& h, std::size_t before) {
  bool found = false;
  each_cancel_before(h, before, [&](std::size_t) { found = true; });
  return found;
}

/// The number, or the text, that was noted; null if it was something else.
inline const std::int64_t* noted_number(const Event& e) {
  return std::get_if<std::int64_t>(&e.outcome.value.data);
}
inline const std::string* noted_text(const Event& e) {
  return std::get_if<std::string>(&e.outcome.value.data);
}
inline bool noted_none(const Event& e) {
  return e.outcome.value.is_none();
}

/// Whether the actor acts outside of the loop: `before` it runs, in a `thread` of its own, or the
/// `loop` itself.
inline bool is_outside(const History& h, Name actor) {
  if (actor == no_name || h.trace().is_awaitable(actor)) return false;
  return h.name(actor) == "before" || h.name(actor) == "thread" || h.name(actor) == "loop";
}

/// Whether `n` runs a script.
inline bool is_script(const History& h, Name n) {
  if (!h.trace().is_awaitable(n)) return false;
  return h.trace().kind(n) == Kind::task || h.trace().kind(n) == Kind::coroutine;
}

/// Whether the run was set up with "eager" or "factory": noted by the loop at the start, as 1.
inline bool has_option(const History& h, std::string_view option) {
  bool found = false;
  each_noted(h, option, [&](std::size_t i) {
    const auto* number = noted_number(h.event(i));
    found = found || (number && *number == 1 && is_outside(h, h.event(i).by));
  });
  return found;
}

}  // namespace gathercheck::spec::rules
