// SPDX-License-Identifier: MIT
#include "run_options.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace gathercheck::spec::rules {
namespace {

constexpr std::array<std::string_view, 3> options{"eager", "runner", "current"};
constexpr std::array<std::string_view, 3> runners{"run", "run_until_complete", "again"};

std::string_view text_of(const Event& note) {
  const auto* text = std::get_if<std::string>(&note.outcome.value.data);
  return text ? std::string_view(*text) : std::string_view();
}

Runner runner_called(std::string_view word) {
  const auto found = std::ranges::find(runners, word);
  return found == runners.end() ? Runner::forever
                                : static_cast<Runner>(found - runners.begin() + 1);
}

/// A note `factory` about the loop is an option if it has a number: the factory itself notes what
/// it is called for.
bool is_factory_option(const Event& note) {
  return std::holds_alternative<std::int64_t>(note.outcome.value.data);
}

}  // namespace

bool is_note(const History& h, std::size_t event, std::string_view what) {
  const Event& e = h.event(event);
  return e.kind == EventKind::noted && h.name(e.label) == what;
}

bool is_description(const History& h, std::size_t event) {
  const Event& e = h.event(event);
  if (e.kind != EventKind::noted) return false;
  const auto& what = h.name(e.label);
  if (what == "loop") return true;
  if (h.name(e.of) != "loop") return false;
  return std::ranges::find(options, what) != options.end() ||
         (what == "factory" && is_factory_option(e));
}

bool is_possible_description(const History& h, std::size_t event) {
  const Event& e = h.event(event);
  if (h.name(e.by) != "loop") return false;
  const auto& what = h.name(e.label);
  if (what == "loop") return text_of(e) == "other" && h.trace().kind(e.of) == Kind::future;
  if (what == "runner") return runner_called(text_of(e)) != Runner::forever;
  const auto* number = std::get_if<std::int64_t>(&e.outcome.value.data);
  return number && *number == 1;
}

RunOptions run_options(const History& h) {
  RunOptions found;
  for (const auto i : h.of_kind(EventKind::noted)) {
    const Event& e = h.event(i);
    const auto& what = h.name(e.label);
    found.interrupted |= what == "stop" || what == "raised";
    if (h.name(e.of) != "loop") continue;
    if (what == "runner") found.runner = runner_called(text_of(e));
    found.eager |= what == "eager";
    found.current |= what == "current";
  }
  return found;
}

}  // namespace gathercheck::spec::rules
