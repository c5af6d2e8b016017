// SPDX-License-Identifier: MIT
#include "html_sign.hpp"

namespace gathercheck::tools {

Sign sign_of(Standing standing) {
  switch (standing) {
    case Standing::holds:
      return {"holds", "\u2713"};
    case Standing::violated:
      return {"violated", "\u2717"};
    case Standing::known:
      return {"known", "\u2248"};
    case Standing::changed:
      return {"violated", "\u2260"};
    case Standing::passing:
      return {"violated", "\u2191"};
    case Standing::unseen:
      return {"unreached", "?"};
    case Standing::absent:
      return {"known", "\u25cc"};
    case Standing::not_reached:
      return {"unreached", "\u25cb"};
    case Standing::not_supported:
      return {"unsupported", "\u2013"};
  }
  return {};
}

std::string html_legend() {
  std::string text;
  for (std::size_t i = 0; i < standing_count; ++i) {
    const auto standing = static_cast<Standing>(i);
    const auto [look, mark] = sign_of(standing);
    text += (i == 0 ? "<span class=\"" : " <span class=\"") + std::string(look) + "\">" +
            std::string(mark) + " " + std::string(in_words(standing)) + "</span>";
  }
  return text;
}

}  // namespace gathercheck::tools
