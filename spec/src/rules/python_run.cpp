// SPDX-License-Identifier: MIT
#include "python_run.hpp"

#include <algorithm>
#include <array>

namespace gathercheck::spec::rules {
namespace {

constexpr std::array cancelling_notes{"within", "timeout", "task_group", "cancel_takes_message"};

bool leaves_the_loop(const Event& e) {
  const auto* error = e.outcome.error();
  return error && (error->type == "KeyboardInterrupt" || error->type == "SystemExit");
}

}  // namespace

PythonRun::PythonRun(const History& h) {
  for (const Event& e : h.events()) {
    last_turn = std::max(last_turn, e.turn);
    if (e.kind == EventKind::escaped || leaves_the_loop(e)) whole = false;
    if (e.kind == EventKind::cancel && e.accepted) uncancelled = false;
    if (e.kind != EventKind::noted) continue;
    const auto what = h.name(e.label);
    if (what == "runner") no_runner = uncancelled = false;
    if (std::ranges::find(cancelling_notes, what) != cancelling_notes.end()) uncancelled = false;
  }
}

}  // namespace gathercheck::spec::rules
