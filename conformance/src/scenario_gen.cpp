// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/scenario_gen.hpp"

#include "worlds.hpp"

namespace gathercheck::conformance {

World World::small() {
  return {Kind::small, {}};
}

World World::wide() {
  return {Kind::wide, {}};
}

World World::large(Focus focus) {
  return {Kind::large, focus};
}

World World::python(Focus focus, spec::Edition edition) {
  return {Kind::python, focus, edition};
}

World World::of(Focus focus, spec::Edition edition) {
  return focus.speaks_python() ? python(focus, edition) : large(focus);
}

Scenario generate(Choices& choices, const World& world) {
  switch (world.kind) {
    case World::Kind::small:
      return small_scenario(choices);
    case World::Kind::wide:
      return wide_scenario(choices);
    case World::Kind::python:
      return python_scenario(choices, world.focus, world.edition);
    default:
      return large_scenario(choices, world.focus);
  }
}

std::string_view word_of(const World& world) {
  return world.kind == World::Kind::wide ? "wide" : "small";
}

}  // namespace gathercheck::conformance
