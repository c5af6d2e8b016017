// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "gathercheck/conformance/scenario.hpp"
#include "gathercheck/spec/trace.hpp"

namespace gathercheck::tools {

/// How the program in Python makes an object of the dialect, and the definition that it needs for
/// that, if any. The expression is empty where a program cannot have the object.
struct ObjectRecipe {
  std::string_view expression;
  std::string_view definition = {};
};
ObjectRecipe recipe_of(conformance::ObjectType type);

/// The function that answers a note, where that takes more than an expression.
std::string_view helper_of(conformance::Note note);

/// Throws UsageError, which names the field, for what of the Python dialect a program does not do;
/// and for what CPython does in the scenario, as the trace shows it, that it cannot tell.
void refuse_what_no_program_does(const conformance::Scenario& scenario, const spec::Trace& trace);

/// Whether asyncio has something to say in it about what was dropped.
bool has_reports(const spec::Trace& trace);

/// The types of the errors in a trace that are not the scenario's own, but Python's.
std::set<std::string> foreign_errors(const spec::Trace& trace);

}  // namespace gathercheck::tools
