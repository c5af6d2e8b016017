# SPDX-License-Identifier: MIT
"""The source tree within another project: add_subdirectory, and FetchContent from a folder.

Little is built, for all of it takes minutes: COMPILER_LAUNCHER names what may have it already.
"""

import os
import shutil
import unittest

from installation import CMAKE, CONSUMER, CTEST, SOURCE_TREE, PackageTest
from test_components import REFERENCE

# A project with habits of its own, which are not those of gathercheck.
PROJECT = """cmake_minimum_required(VERSION 3.25)
project(user LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/programs)
set(BUILD_TESTING OFF)
add_compile_options(-Wall -Werror -DUSER)
%s
add_executable(user user.cpp)
target_link_libraries(user PRIVATE gathercheck::reference)
"""

ADD_SUBDIRECTORY = 'add_subdirectory("%s" gathercheck)' % SOURCE_TREE
FETCH_CONTENT = """include(FetchContent)
FetchContent_Declare(gathercheck URL https://gathercheck.invalid/gathercheck.tar.gz)
FetchContent_MakeAvailable(gathercheck)
"""


class SourceTree(PackageTest):
    def configured(self, *options: str) -> None:
        launcher = os.environ.get("COMPILER_LAUNCHER", "")
        self.configure("-G", "Ninja", "-DCMAKE_CXX_COMPILER_LAUNCHER=" + launcher, *options)

    def run_the_program(self) -> None:
        self.write("user.cpp", REFERENCE)
        self.command(CMAKE, "--build", "build", "--target", "user")
        self.assertEqual(self.command("build/programs/user").out, "10\n")

    def test_in_a_project_with_habits_of_its_own(self) -> None:
        self.write("user.cpp", "")
        self.write("CMakeLists.txt", PROJECT % ADD_SUBDIRECTORY)
        self.configured("--install-prefix", str(self.folder / "prefix"))
        self.run_the_program()
        # Neither tests nor files to install are added to those of the project.
        self.assertIn("No tests were found", self.command(CTEST, "--test-dir", "build").out)
        self.assertEqual(self.command(CMAKE, "--install", "build").out, '-- Install configuration: ""\n')

    def test_fetched_content_from_a_folder(self) -> None:
        self.write("user.cpp", "")
        self.write("CMakeLists.txt", PROJECT % FETCH_CONTENT)
        self.configured("-DFETCHCONTENT_SOURCE_DIR_GATHERCHECK=%s" % SOURCE_TREE)
        self.run_the_program()

    def test_the_consumer_has_the_same_tests(self) -> None:
        shutil.copytree(CONSUMER, self.folder, dirs_exist_ok=True)
        self.configured()
        installed = self.registered()
        self.assertGreater(len(installed), 100)
        for way in "add_subdirectory", "FetchContent":
            shutil.rmtree(self.folder / "build")
            self.configured("-DROUNDUP_GATHERCHECK=" + way, "-DROUNDUP_GATHERCHECK_SOURCE=%s" % SOURCE_TREE)
            self.assertEqual(self.registered(), installed)
            self.command(CMAKE, "--build", "build", "--target", "gathercheck_reference")


if __name__ == "__main__":
    unittest.main()
