# SPDX-License-Identifier: MIT

# The arguments of this script that stand behind `--`.
function(command_after_dashes variable)
  set(command)
  set(seen_dashes FALSE)
  math(EXPR last "${CMAKE_ARGC} - 1")
  foreach(i RANGE ${last})
    if(seen_dashes)
      list(APPEND command "${CMAKE_ARGV${i}}")
    elseif("${CMAKE_ARGV${i}}" STREQUAL "--")
      set(seen_dashes TRUE)
    endif()
  endforeach()
  set(${variable} "${command}" PARENT_SCOPE)
endfunction()
