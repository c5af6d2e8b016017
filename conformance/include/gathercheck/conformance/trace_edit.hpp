// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

#include "gathercheck/conformance/choices.hpp"
#include "gathercheck/spec/rule.hpp"
#include "gathercheck/spec/trace.hpp"

namespace gathercheck::conformance {

/// A way to falsify a trace. What a program does (its calls, its sleeps, what its bodies return) is
/// left alone; what a gather, a loop or a future does to it is changed.
struct TraceEdit {
  std::string_view word;
  std::string_view meaning;
  /// Changes the trace at places that are chosen; false if there is nothing to change, and then the
  /// trace is as it was.
  bool (*apply)(spec::Trace& trace, Choices& choices);
  /// The first profile that can tell: only `turns` and `python` know what came first at one time.
  spec::Profile since = spec::Profile::values;
  bool of_dialect = false;  ///< whether it is for traces of the Python dialect, and for no others
};

/// Every kind of edit.
std::span<const TraceEdit> trace_edits();

/// The edit of this word; null if there is none.
const TraceEdit* find_edit(std::string_view word);

}  // namespace gathercheck::conformance
