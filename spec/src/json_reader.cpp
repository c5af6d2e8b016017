// SPDX-License-Identifier: MIT
#include "gathercheck/spec/json_reader.hpp"

#include <algorithm>
#include <vector>

#include "gathercheck/spec/json_text.hpp"

namespace gathercheck::spec {
namespace {

/// The nesting of a text, without parsing it: brackets outside of strings.
int nesting_of(std::string_view text) {
  int depth = 0;
  int deepest = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      deepest = std::max(deepest, ++depth);
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return deepest;
}

std::string shown(const nlohmann::json& node) {
  return shortened(node.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), 57);
}

/// What the parser says, without its own numbers, and with nothing in it that a terminal would take
/// amiss.
std::string reason_of(const nlohmann::json::exception& error) {
  std::string_view reason = error.what();  // "[json.exception.parse_error.101] parse error at ..."
  if (const auto bracket = reason.find("] "); bracket != std::string_view::npos)
    reason.remove_prefix(bracket + 2);
  std::string text(shortened(reason, 300));
  const auto unfit = [](char c) { return c < ' ' || c > '~'; };
  std::ranges::replace_if(text, unfit, '?');
  return text;
}

std::string quoted_list(std::span<const std::string_view> words) {
  std::string list;
  for (const auto word : words) list += (list.empty() ? "\"" : ", \"") + std::string(word) + "\"";
  return list;
}

}  // namespace

nlohmann::json JsonReader::parse(std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
    throw FormatError("expected a JSON document, found nothing");
  if (text.size() > longest_document)
    throw FormatError("expected at most " + std::to_string(longest_document) + " bytes, found " +
                      std::to_string(text.size()));
  if (nesting_of(text) > deepest_nesting)
    throw FormatError("expected arrays and objects nested at most " +
                      std::to_string(deepest_nesting) + " deep");
  if (text.starts_with("\xef\xbb\xbf"))
    throw FormatError("expected JSON, found a byte order mark before it");
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::exception& error) {
    throw FormatError("expected JSON: " + reason_of(error));
  }
}

JsonReader JsonReader::at(std::string_view key) const {
  if (!node_.is_object()) expected("an object");
  const auto found = node_.find(key);
  if (found == node_.end()) complain("the key \"" + std::string(key) + "\" is missing");
  return {*found, path_.empty() ? std::string(key) : path_ + "." + std::string(key)};
}

bool JsonReader::has(std::string_view key) const {
  if (!node_.is_object()) expected("an object");
  return node_.contains(key);
}

void JsonReader::expect_only(std::initializer_list<std::string_view> known,
                             std::initializer_list<std::string_view> further) const {
  if (!node_.is_object()) expected("an object");
  for (const auto& [key, unused] : node_.items()) {
    if (std::ranges::find(known, key) != known.end() ||
        std::ranges::find(further, key) != further.end())
      continue;
    std::vector<std::string_view> all(known);
    all.insert(all.end(), further.begin(), further.end());
    complain("unknown key " + quoted(key, 40) + "; known here: " + quoted_list(all));
  }
}

void JsonReader::for_each(const std::function<void(const JsonReader&)>& visit) const {
  if (!node_.is_array()) expected("an array");
  std::size_t index = 0;
  for (const auto& item : node_) visit({item, path_ + "[" + std::to_string(index++) + "]"});
}

std::size_t JsonReader::size() const {
  if (!node_.is_array()) expected("an array");
  return node_.size();
}

bool JsonReader::boolean() const {
  if (!node_.is_boolean()) expected("true or false");
  return node_.get<bool>();
}

bool JsonReader::boolean_or(std::string_view key, bool otherwise) const {
  return has(key) ? at(key).boolean() : otherwise;
}

std::int64_t JsonReader::integer(std::int64_t least, std::int64_t most) const {
  const bool fits = node_.is_number_integer() &&
                    !(node_.is_number_unsigned() &&
                      node_.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX));
  if (!fits || node_.get<std::int64_t>() < least || node_.get<std::int64_t>() > most)
    expected("a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return node_.get<std::int64_t>();
}

const std::string& JsonReader::text() const {
  if (!node_.is_string()) expected("a text");
  return node_.get_ref<const std::string&>();
}

std::size_t JsonReader::one_of(std::span<const std::string_view> words) const {
  const auto found = node_.is_string() ? std::ranges::find(words, text()) : words.end();
  if (found == words.end()) expected("one of " + quoted_list(words));
  return static_cast<std::size_t>(found - words.begin());
}

void JsonReader::version(std::int64_t wanted) const {
  if (!node_.is_number_integer() || node_ != wanted)
    expected("format version " + std::to_string(wanted));
}

void JsonReader::expected(const std::string& what) const {
  complain("expected " + what + ", found " + shown(node_));
}

void JsonReader::complain(const std::string& message) const {
  throw FormatError((path_.empty() ? "" : path_ + ": ") + message);
}

}  // namespace gathercheck::spec
