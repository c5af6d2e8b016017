// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/scenario_gen.hpp"

#include "worlds.hpp"

namespace gathercheck::conformance {

World World::small() {
  return {true, {}};
}

World World::large(Focus focus) {
  return {false, focus};
}

Scenario generate(Choices& choices, const World& world) {
  return world.bounded ? small_scenario(choices) : large_scenario(choices, world.focus);
}

}  // namespace gathercheck::conformance
