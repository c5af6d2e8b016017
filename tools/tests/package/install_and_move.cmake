# SPDX-License-Identifier: MIT
# Run as a script: installs what is built, and moves it, so that nothing of it can depend on its place.
#
#   cmake -DBUILD=<folder> -DPLACE=<folder> -P install_and_move.cmake
file(REMOVE_RECURSE "${PLACE}" "${PLACE} at first")
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix "${PLACE} at first"
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
file(RENAME "${PLACE} at first" "${PLACE}")
