# SPDX-License-Identifier: MIT
# Run as a script: writes a header in which each file is a text, and a table of them by their names.
#
#   cmake -DOUT=pages.hpp -DNAMESPACE=a::b -DFILES="x.html|y.css" -P embed.cmake
set(header "// Generated. Do not edit.\n#pragma once\n\n#include <string_view>\n\nnamespace ${NAMESPACE} {\n\n")
string(REPLACE "|" ";" FILES "${FILES}")
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME)
  string(MAKE_C_IDENTIFIER "${name}" identifier)
  file(READ "${file}" text)
  string(APPEND header "inline constexpr std::string_view ${identifier} = R\"page(${text})page\";\n")
  string(APPEND table "    {\"${name}\", ${identifier}},\n")
endforeach()
string(APPEND header "\ninline constexpr struct {\n  std::string_view name, text;\n} files[] = {\n${table}};\n")
string(APPEND header "\n}  // namespace ${NAMESPACE}\n")
file(WRITE "${OUT}" "${header}")
