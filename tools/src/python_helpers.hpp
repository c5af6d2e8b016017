// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "gathercheck/conformance/scenario.hpp"

namespace gathercheck::tools {

// Functions and classes that a program in Python has only if it needs them, as text.

/// The function that answers a note, where that takes more than an expression.
std::string_view helper_of(conformance::Note note);

namespace python_helpers {

/// An await within asyncio.timeout.
extern const std::string_view with_timeout;
/// A set for the tasks of a TaskGroup that does not go by addresses.
extern const std::string_view ordered;
/// Marks the errors of the scenario where Python raises some of the same type.
extern const std::string_view own;
/// What differs from run to run in what asyncio says is left out.
extern const std::string_view steady;
/// Tells of deprecations while it is open.
extern const std::string_view warnings_told;
/// Tells the task factory for whom tasks are made while it is open.
extern const std::string_view acting;
/// The tasks of a loop as they were made, and not as their addresses are.
extern const std::string_view tasks_in_order;
/// The same, where the task factory gives them places: not every Python names those by itself.
extern const std::string_view tasks_by_place;
/// Has asyncio.run use the loop of the program, up to 3.11.
extern const std::string_view policy;

}  // namespace python_helpers
}  // namespace gathercheck::tools
