// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "gathercheck/conformance/scenario.hpp"
#include "gathercheck/spec/trace.hpp"

namespace gathercheck::conformance {

/// A program that does what a trace tells, as far as it is up to a program: each body takes the
/// steps that it is seen to take, with a reaction for each of its interruptions; each callback and
/// the timeline do what they are seen to do, in that turn. What the trace does not show (the
/// arguments of a gather that was never called, the script of a body that never ran) is as in
/// `original`. Nothing if no program can do it: a body that returns a list, an error that no
/// scenario raises.
///
/// Whether a trace of this shape can be seen at all, a run of the program tells: if its trace is
/// the same, then the trace is that of a true run.
std::optional<Scenario> rebuild(const spec::Trace& trace, const Scenario& original);

}  // namespace gathercheck::conformance
