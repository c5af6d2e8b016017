// SPDX-License-Identifier: MIT
#include "links.hpp"

#include <algorithm>
#include <cctype>
#include <regex>

#include "gathercheck/spec/claim.hpp"
#include "gathercheck/spec/rule.hpp"

namespace gathercheck::tools {
namespace {

/// Where a reference leads; empty for what only looks like one.
std::string address_of(const std::string& reference) {
  if (reference.starts_with("https://") || reference.starts_with("http://")) return reference;
  const auto number = reference.substr(reference.find('-') + 1);
  if (reference.starts_with("gh-")) return "https://github.com/python/cpython/issues/" + number;
  if (reference.starts_with("bpo-")) return "https://bugs.python.org/issue" + number;
  const bool is_claim = std::ranges::any_of(
      spec::claims(), [&](const spec::Claim& claim) { return claim.id == reference; });
  return is_claim || spec::find_rule(reference) ? "#" + anchor_of(reference) : "";
}

}  // namespace

std::string anchor_of(std::string_view id) {
  std::string anchor(id);
  std::ranges::transform(anchor, anchor.begin(), [](unsigned char c) { return std::tolower(c); });
  return anchor;
}

std::string linked(std::string_view html) {
  static const std::regex reference(
      R"(https?://[^\s<>"),;]*[^\s<>"),;.]|\b(?:gh|bpo|[A-Z]+)-\d+\b)");
  std::string out;
  auto rest = html.begin();
  for (std::cregex_iterator each(html.begin(), html.end(), reference), end; each != end; ++each) {
    const auto text = each->str();
    const auto address = address_of(text);
    out.append(rest, html.begin() + each->position());
    out += address.empty() ? text : "<a href=\"" + address + "\">" + text + "</a>";
    rest = html.begin() + each->position() + each->length();
  }
  return out.append(rest, html.end());
}

}  // namespace gathercheck::tools
