# SPDX-License-Identifier: MIT
# Registers the rules of gather as tests of an implementation.
#
#   gathercheck_add_conformance(<target>
#     [NAME <name>]                 # what the tests are called; the target's name by default
#     [COMMAND <command>]           # instead of a target's file: what gathercheck check is given
#     [EDITION <edition>]           # by whose law, as 3.13; the implementation's own by default
#     [PROFILES <profile>...]       # values cancellation future by default; turns, python, or all
#     [RULES <id>...]               # these instead, or as well
#     [CASES <n>] [SEED <n>]        # how many random scenarios, and which
#     [KNOWN_FAILURES <file>])      # what it is known to break: gathercheck check --known-failures
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
function(gathercheck_add_conformance target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "NAME;COMMAND;EDITION;CASES;SEED;KNOWN_FAILURES"
    "PROFILES;RULES")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "gathercheck_add_conformance(${target}): unknown: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT arg_NAME)
    set(arg_NAME ${target})
  endif()
  if(NOT arg_COMMAND)
    set(arg_COMMAND "'$<TARGET_FILE:${target}>'")
  endif()
  if(NOT arg_PROFILES AND NOT arg_RULES)
    set(arg_PROFILES values cancellation future)
  elseif(arg_PROFILES STREQUAL "all")
    set(arg_PROFILES values cancellation future turns python)
  endif()

  set(rules)
  foreach(rule IN LISTS GATHERCHECK_RULES)
    string(REPLACE ":" ";" parts ${rule})
    list(GET parts 0 id)
    list(GET parts 1 profile)
    if(profile IN_LIST arg_PROFILES OR id IN_LIST arg_RULES)
      list(APPEND rules ${rule})
    endif()
  endforeach()
  _gathercheck_expect_known("${arg_PROFILES}" "${arg_RULES}")

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
  if(arg_KNOWN_FAILURES)
    cmake_path(ABSOLUTE_PATH arg_KNOWN_FAILURES)
    list(APPEND options --known-failures ${arg_KNOWN_FAILURES})
  endif()

  set(report ${CMAKE_CURRENT_BINARY_DIR}/${arg_NAME}.report.json)
  add_test(NAME ${arg_NAME}.lint COMMAND gathercheck::gathercheck lint-adapter ${arg_COMMAND})
  add_test(NAME ${arg_NAME}.run
    COMMAND gathercheck::gathercheck check ${arg_COMMAND} ${options} --report-only --json ${report})
  set_tests_properties(${arg_NAME}.lint ${arg_NAME}.run PROPERTIES LABELS gathercheck TIMEOUT 600)
  set_tests_properties(${arg_NAME}.run PROPERTIES FIXTURES_SETUP ${arg_NAME}.report)
  foreach(rule IN LISTS rules)
    string(REPLACE ":" ";" parts ${rule})
    list(GET parts 0 id)
    list(GET parts 1 profile)
    add_test(NAME ${arg_NAME}.${id}
      COMMAND gathercheck::gathercheck verdict ${id} --report ${report})
    set_tests_properties(${arg_NAME}.${id} PROPERTIES FIXTURES_REQUIRED ${arg_NAME}.report
      SKIP_RETURN_CODE 77 LABELS "gathercheck;${profile}")
  endforeach()
endfunction()

# Complains about a profile or a rule that does not exist.
function(_gathercheck_expect_known profiles ids)
  set(known_profiles values cancellation future turns python)
  foreach(profile IN LISTS profiles)
    if(NOT profile IN_LIST known_profiles)
      message(FATAL_ERROR "gathercheck_add_conformance: there is no profile \"${profile}\"; "
        "there are ${known_profiles}")
    endif()
  endforeach()
  foreach(id IN LISTS ids)
    if(NOT "${GATHERCHECK_RULES}" MATCHES "(^|;)${id}:")
      message(FATAL_ERROR "gathercheck_add_conformance: there is no rule \"${id}\"")
    endif()
  endforeach()
endfunction()
