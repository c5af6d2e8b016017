# SPDX-License-Identifier: MIT
# Runs a command, which must succeed and print exactly the text of a file.
#
#   cmake -D EXPECTED=<file> -P compare_output.cmake -- <command>...
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/command_line.cmake)

command_after_dashes(command)
execute_process(COMMAND ${command} OUTPUT_VARIABLE printed RESULT_VARIABLE status)
file(READ ${EXPECTED} expected)

if(NOT status EQUAL 0)
  message(FATAL_ERROR "The program ended with ${status}, having printed:\n${printed}")
endif()
if(NOT "${printed}" STREQUAL "${expected}")
  message(FATAL_ERROR "The document has the output\n${expected}\nbut printed was\n${printed}")
endif()
