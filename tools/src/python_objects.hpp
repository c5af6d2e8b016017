// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "gathercheck/conformance/scenario.hpp"

namespace gathercheck::tools {

/// How the program in Python makes an object of the dialect, and the definition that it needs for
/// that, if any. OF stands for what it is made of, TIMEOUT for its time, NAME for its name.
struct ObjectRecipe {
  std::string_view expression;
  std::string_view definition = {};
};
ObjectRecipe recipe_of(conformance::ObjectType type);

/// Whether gather can make a task of such an object.
bool makes_a_task(conformance::ObjectType type);

}  // namespace gathercheck::tools
