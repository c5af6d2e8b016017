# SPDX-License-Identifier: MIT
# Registers the rules of gather as tests of an implementation.
#
#   gathercheck_add_conformance(<target>
#     [NAME <name>]                 # what the tests are called; the target's name by default
#     [COMMAND <command>...]        # instead of a target's file: an adapter as gathercheck check takes
#                                   # it, or a program and its arguments; <target> is a name only then
#     [EDITION <edition>]           # by whose law, as 3.13; the implementation's own by default
#     [PROFILES <profile>...]       # values cancellation future by default; turns, python, or all
#     [RULES <id>...]               # these instead, or as well
#     [CASES <n>] [SEED <n>]        # how many random scenarios, and which
#     [KNOWN_FAILURES <file>]       # what it is known to break: gathercheck check --known-failures
#     [TIMEOUT <seconds>])          # how long the scenarios may take, 600 by default
#
# <target> is an executable that speaks the protocol, as one whose main() returns
# gathercheck::conformance::serve<MyLibrary>().
#
#   <name>.lint    looks at the adapter before it is believed
#   <name>.run     runs the scenarios once, and writes <name>.report.json into the binary folder
#   <name>.<ID>    the verdict on one rule, with its profile as a label: passed, failed, or skipped
#                  if the implementation does not claim what the rule needs
#
# Every test has the label gathercheck. Asking for one rule runs <name>.run first.
#
# The target <name>.known_failures writes that file, by the same scenarios and rules; it keeps the
# reasons that are there already, and leaves those that are new to be said.
function(gathercheck_add_conformance target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "NAME;EDITION;CASES;SEED;KNOWN_FAILURES;TIMEOUT"
    "COMMAND;PROFILES;RULES")
  _gathercheck_expect_arguments()
  if(NOT DEFINED arg_TIMEOUT)
    set(arg_TIMEOUT 600)
  endif()
  if(NOT DEFINED arg_COMMAND)
    set(arg_COMMAND "\"$<TARGET_FILE:${target}>\"")
  else()
    _gathercheck_as_adapter(arg_COMMAND)
  endif()
  if(NOT DEFINED arg_PROFILES AND NOT DEFINED arg_RULES)
    set(arg_PROFILES values cancellation future)
  elseif("${arg_PROFILES}" STREQUAL "all")
    set(arg_PROFILES ${known_profiles})
  endif()
  _gathercheck_expect_known("profile" "${arg_PROFILES}" "${known_profiles}")
  _gathercheck_expect_known("rule" "${arg_RULES}" "${known_rules}")

  set(options)
  foreach(profile IN LISTS arg_PROFILES)
    list(APPEND options --profile ${profile})
  endforeach()
  foreach(id IN LISTS arg_RULES)
    list(APPEND options --rule ${id})
  endforeach()
  foreach(option IN ITEMS EDITION CASES SEED)
    if(DEFINED arg_${option})
      string(TOLOWER ${option} word)
      list(APPEND options --${word} ${arg_${option}})
    endif()
  endforeach()

  set(gathercheck $<TARGET_FILE:gathercheck::gathercheck>)
  set(check ${gathercheck} check ${arg_COMMAND} ${options})
  set(known)
  if(DEFINED arg_KNOWN_FAILURES)
    set(known --known-failures ${arg_KNOWN_FAILURES})
    add_custom_target(${arg_NAME}.known_failures
      COMMAND ${check} --write-known-failures ${arg_KNOWN_FAILURES} VERBATIM)
    if(TARGET ${target})
      add_dependencies(${arg_NAME}.known_failures ${target})
    endif()
  endif()

  set(report ${CMAKE_CURRENT_BINARY_DIR}/${arg_NAME}.report.json)
  add_test(NAME ${arg_NAME}.lint COMMAND ${gathercheck} lint-adapter ${arg_COMMAND})
  add_test(NAME ${arg_NAME}.run COMMAND ${check} ${known} --report-only --json ${report})
  set_tests_properties(${arg_NAME}.lint ${arg_NAME}.run PROPERTIES
    LABELS gathercheck TIMEOUT ${arg_TIMEOUT})
  set_tests_properties(${arg_NAME}.run PROPERTIES FIXTURES_SETUP ${arg_NAME}.report)
  foreach(id profile IN ZIP_LISTS known_rules profiles_of_rules)
    if(NOT profile IN_LIST arg_PROFILES AND NOT id IN_LIST arg_RULES)
      continue()
    endif()
    add_test(NAME ${arg_NAME}.${id} COMMAND ${gathercheck} verdict ${id} --report ${report})
    set_tests_properties(${arg_NAME}.${id} PROPERTIES FIXTURES_REQUIRED ${arg_NAME}.report
      SKIP_RETURN_CODE 77 LABELS "gathercheck;${profile}")
  endforeach()
endfunction()

# Complains about arguments that cannot be right; makes the file's path absolute, and says which
# rules and profiles there are. A macro: it reads and sets what the function has.
macro(_gathercheck_expect_arguments)
  set(complaint "gathercheck_add_conformance(${target}):")
  if(DEFINED arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "${complaint} there is no argument \"${arg_UNPARSED_ARGUMENTS}\"; there are "
      "NAME COMMAND EDITION PROFILES RULES CASES SEED KNOWN_FAILURES TIMEOUT")
  endif()
  if(DEFINED arg_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "${complaint} expected a value behind ${arg_KEYWORDS_MISSING_VALUES}")
  endif()
  if(NOT DEFINED arg_COMMAND AND NOT TARGET ${target})
    message(FATAL_ERROR "${complaint} there is no target \"${target}\"; "
      "add_executable comes before, or COMMAND tells what to run")
  endif()
  foreach(option IN ITEMS CASES SEED TIMEOUT)
    if(DEFINED arg_${option} AND NOT "${arg_${option}}" MATCHES "^[0-9]+$")
      message(FATAL_ERROR "${complaint} ${option}: expected a whole number, found \"${arg_${option}}\"")
    endif()
  endforeach()
  if(DEFINED arg_EDITION AND NOT "${arg_EDITION}" MATCHES "^3\\.([89]|1[0-4])$")
    message(FATAL_ERROR "${complaint} EDITION: expected 3.8 to 3.14, found \"${arg_EDITION}\"")
  endif()
  if(NOT DEFINED arg_NAME)
    set(arg_NAME ${target})
  endif()
  if(DEFINED arg_KNOWN_FAILURES)
    cmake_path(ABSOLUTE_PATH arg_KNOWN_FAILURES)
    if(NOT EXISTS "${arg_KNOWN_FAILURES}")
      message(STATUS "${complaint} KNOWN_FAILURES: there is no file ${arg_KNOWN_FAILURES}; "
        "the target ${arg_NAME}.known_failures writes it")
    endif()
  endif()
  set(known_profiles values cancellation future turns python)
  get_property(known_rules GLOBAL PROPERTY GATHERCHECK_RULES)
  list(TRANSFORM known_rules REPLACE ".*:" "" OUTPUT_VARIABLE profiles_of_rules)
  list(TRANSFORM known_rules REPLACE ":.*" "")
endmacro()

function(_gathercheck_expect_known noun names known)
  foreach(name IN LISTS names)
    if(NOT name IN_LIST known)
      list(LENGTH known count)
      if(count LESS 10)
        set(there "there are ${known}")
      else()
        set(there "gathercheck rules lists them")
      endif()
      message(FATAL_ERROR "gathercheck_add_conformance: there is no ${noun} \"${name}\"; ${there}")
    endif()
  endforeach()
endfunction()

# Several words as one adapter: each in quotes. A single word is one already.
function(_gathercheck_as_adapter variable)
  list(LENGTH ${variable} count)
  if(count EQUAL 1)
    return()
  endif()
  set(command)
  foreach(word IN LISTS ${variable})
    if(word MATCHES "\"")
      string(APPEND command "'${word}' ")
    else()
      string(APPEND command "\"${word}\" ")
    endif()
  endforeach()
  string(STRIP "${command}" command)
  set(${variable} "${command}" PARENT_SCOPE)
endfunction()
