// SPDX-License-Identifier: MIT
#include "markup.hpp"

namespace gathercheck::tools {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string marked_up(std::string_view text) {
  std::string out;
  while (true) {
    const auto begin = text.find('`');
    const auto end = begin == text.npos ? begin : text.find('`', begin + 1);
    if (end == text.npos) return out + escaped(text);
    out += escaped(text.substr(0, begin)) + "<code>" +
           escaped(text.substr(begin + 1, end - begin - 1)) + "</code>";
    text.remove_prefix(end + 1);
  }
}

}  // namespace gathercheck::tools
