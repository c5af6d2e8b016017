# SPDX-License-Identifier: MIT
# One component: one static library `gathercheck_<name>`, alias `gathercheck::<name>`, one include root.
# A component sees another one's headers only by linking to it, so a wrong arrow does not compile.
#
#   gathercheck_component(<name> HEADERS <header>... SOURCES <source>... [LINK <target>...])
function(gathercheck_component name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "HEADERS;SOURCES;LINK")
  set(target gathercheck_${name})
  add_library(${target} STATIC)
  add_library(gathercheck::${name} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name} VERIFY_INTERFACE_HEADER_SETS ON)
  target_sources(${target}
    PRIVATE ${arg_SOURCES}
    PUBLIC FILE_SET HEADERS BASE_DIRS include FILES ${arg_HEADERS})
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_link_libraries(${target} PUBLIC ${arg_LINK})
  gathercheck_warnings(${target})
endfunction()

# The warnings every one of our own targets is built with; presets turn them into errors.
function(gathercheck_warnings target)
  # GCC 12 reports -Wrestrict inside std::string (GCC bug 105651).
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
endfunction()

# What takes longer to compile than it runs: whatever optimization a debug build has, this has none.
function(gathercheck_unoptimized_in_debug target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Debug>:-O0>)
endfunction()

# A GoogleTest program `<name>` of ours, whose tests ctest lists one by one, with `prefix` before their names.
#
#   gathercheck_test(<name> SOURCES <source>... [LINK <target>...] [PREFIX <prefix>])
function(gathercheck_test name)
  if(NOT GATHERCHECK_TESTS)
    return()
  endif()
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "PREFIX" "SOURCES;LINK")
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_LINK} GTest::gtest GTest::gtest_main)
  gathercheck_warnings(${name})
  gathercheck_unoptimized_in_debug(${name})
  gtest_discover_tests(${name} TEST_PREFIX "${arg_PREFIX}" DISCOVERY_TIMEOUT 60)
endfunction()
