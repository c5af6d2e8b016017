# SPDX-License-Identifier: MIT
"""The installed components, each asked for alone: a program that uses it, and nothing else of gathercheck."""

import unittest

from installation import CMAKE, PackageTest

PROJECT = """cmake_minimum_required(VERSION 3.25)
project(user LANGUAGES CXX)
find_package(gathercheck REQUIRED COMPONENTS %(component)s)
add_executable(user user.cpp)
target_link_libraries(user PRIVATE gathercheck::%(component)s)
"""

REFERENCE = """#include <iostream>
#include "gathercheck/reference/asyncio.hpp"
using namespace gathercheck::reference;
Coroutine<int> twice(int n) { co_return 2 * n; }
Coroutine<void> amain() {
  auto [a, b] = co_await gather(twice(2), twice(3));
  std::cout << a + b << std::endl;
}
int main() { run(amain()); }
"""

SPEC = """#include <iostream>
#include "gathercheck/spec/rule.hpp"
int main() { std::cout << gathercheck::spec::find_rule("ERR-1")->title << std::endl; }
"""

CONFORMANCE = """#include <iostream>
#include "gathercheck/conformance/scenario_json.hpp"
using namespace gathercheck::conformance;
int main() {
  std::cout << to_json(parse_scenario(R"({"scenario":1,"awaitables":[],"main":{"script":[]}})")) << std::endl;
}
"""


class Components(PackageTest):
    def printed_by(self, component: str, program: str) -> str:
        self.write("CMakeLists.txt", PROJECT % {"component": component})
        self.write("user.cpp", program)
        self.configure()
        self.command(CMAKE, "--build", "build")
        return self.command("build/user").out

    def test_reference(self) -> None:
        self.assertEqual(self.printed_by("reference", REFERENCE), "10\n")

    def test_spec(self) -> None:
        self.assertEqual(self.printed_by("spec", SPEC), "The first failure completes the outer at once\n")

    def test_conformance(self) -> None:
        self.assertIn('"scenario":1', self.printed_by("conformance", CONFORMANCE))


if __name__ == "__main__":
    unittest.main()
