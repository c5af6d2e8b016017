# SPDX-License-Identifier: MIT
# Runs a compiler (GCC or Clang), which must report exactly one error for each of these names.
#
#   cmake -D NAMES=<name>,<name>... -P refused_by_compiler.cmake -- <command>...
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/command_line.cmake)

string(REPLACE "," ";" NAMES "${NAMES}")
# Compilers translate their messages.
set(ENV{LC_ALL} C)
command_after_dashes(command)
execute_process(COMMAND ${command} ERROR_VARIABLE messages RESULT_VARIABLE status)
if(status EQUAL 0)
  message(FATAL_ERROR "The program was not refused")
endif()

string(REGEX MATCHALL "error: [^\n]*" errors "${messages}")
foreach(name IN LISTS NAMES)
  set(undefined ${errors})
  list(FILTER undefined INCLUDE REGEX "('${name}' was not declared|undeclared identifier '${name}')")
  list(LENGTH undefined count)
  if(NOT count EQUAL 1)
    message(FATAL_ERROR "${count} errors, not 1, for the undefined name ${name}:\n${messages}")
  endif()
endforeach()

list(LENGTH errors errors_count)
list(LENGTH NAMES names_count)
if(NOT errors_count EQUAL names_count)
  message(FATAL_ERROR "There are errors beside those for ${NAMES}:\n${messages}")
endif()
