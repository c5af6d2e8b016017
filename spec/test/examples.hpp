// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "gathercheck/spec/rule.hpp"

namespace gathercheck::spec {

/// What CPython did with the example of a rule, from test/traces/<id>.json (id in lower case).
/// Throws std::runtime_error if there is no such file.
Trace example_trace(std::string_view id);

/// The verdict of the rule `id` on a trace.
Verdict verdict_of(std::string_view id, const Trace& trace);

/// The `nth` (from 0) event of this kind about `of` (any, if empty) in a trace that a test is going
/// to falsify. Throws std::runtime_error if there is none.
Event& event_of(Trace& trace, EventKind kind, std::string_view of = "", int nth = 0);

/// Takes that event out.
void drop_event(Trace& trace, EventKind kind, std::string_view of = "", int nth = 0);

}  // namespace gathercheck::spec
