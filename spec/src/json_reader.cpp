// SPDX-License-Identifier: MIT
#include "gathercheck/spec/json_reader.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
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

/// What is wrong with a text that is not JSON: in the words of a parser that tells where, without
/// its own numbers, and with nothing in it that a terminal would take amiss.
std::string reason_of(std::string_view text, simdjson::error_code otherwise) {
  std::string reason = simdjson::error_message(otherwise);
  try {
    const auto unused = nlohmann::json::parse(text);
  } catch (const nlohmann::json::exception& error) {
    reason = error.what();  // "[json.exception.parse_error.101] parse error at ..."
    if (const auto bracket = reason.find("] "); bracket != std::string::npos)
      reason.erase(0, bracket + 2);
  }
  std::string shown(shortened(reason, 300));
  const auto unfit = [](char c) { return c < ' ' || c > '~'; };
  std::ranges::replace_if(shown, unfit, '?');
  return shown;
}

std::string quoted_list(std::span<const std::string_view> words) {
  std::string list;
  for (const auto word : words) list += (list.empty() ? "\"" : ", \"") + std::string(word) + "\"";
  return list;
}

}  // namespace

JsonReader::Path& JsonReader::Path::operator=(const Path& other) {
  depth_ = other.depth_;
  std::copy_n(other.steps_.begin(), depth_, steps_.begin());
  return *this;
}

JsonReader::Path JsonReader::Path::then(Step step) const {
  Path path(*this);
  path.steps_[path.depth_++] = step;
  return path;
}

std::string JsonReader::Path::text() const {
  std::string text;
  for (const auto& [key, number] : std::span(steps_).first(depth_)) {
    if (key)
      text += (text.empty() ? "" : ".") + std::string(key, number);
    else
      text += "[" + std::to_string(number) + "]";
  }
  return text;
}

JsonReader::Document JsonReader::parse(std::string_view text, std::size_t longest) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
    throw FormatError("expected a JSON document, found nothing");
  if (text.size() > longest)
    throw FormatError("expected at most " + std::to_string(longest) + " bytes, found " +
                      std::to_string(text.size()));
  if (nesting_of(text) > deepest_nesting)
    throw FormatError("expected arrays and objects nested at most " +
                      std::to_string(deepest_nesting) + " deep");
  if (text.starts_with("\xef\xbb\xbf"))
    throw FormatError("expected JSON, found a byte order mark before it");
  static thread_local simdjson::dom::parser parser;
  Document document;
  if (const auto error = parser.parse_into_document(document, text.data(), text.size()).error())
    throw FormatError("expected JSON: " + reason_of(text, error));
  return document;
}

simdjson::dom::array JsonReader::array() const {
  if (!node_.is_array()) expected("an array");
  return node_.get_array().value_unsafe();
}

simdjson::dom::object JsonReader::object() const {
  if (!node_.is_object()) expected("an object");
  return node_.get_object().value_unsafe();
}

JsonReader JsonReader::at(std::string_view key) const {
  simdjson::dom::element found;
  if (object().at_key(key).get(found) != simdjson::SUCCESS)
    complain("the key \"" + std::string(key) + "\" is missing");
  return {found, path_.then(key)};
}

bool JsonReader::has(std::string_view key) const {
  return object().at_key(key).error() == simdjson::SUCCESS;
}

void JsonReader::expect_only(std::initializer_list<std::string_view> known,
                             std::initializer_list<std::string_view> further) const {
  const auto members = object();
  for (auto each = members.begin(); each != members.end(); ++each) {
    const auto key = each.key();
    for (auto other = members.begin(); other != each; ++other)
      if (other.key() == key) complain("the key " + quoted(key, 40) + " stands here twice");
    if (std::ranges::find(known, key) != known.end() ||
        std::ranges::find(further, key) != further.end())
      continue;
    std::vector<std::string_view> all(known);
    all.insert(all.end(), further.begin(), further.end());
    complain("unknown key " + quoted(key, 40) + "; known here: " + quoted_list(all));
  }
}

bool JsonReader::boolean() const {
  if (!node_.is_bool()) expected("true or false");
  return node_.get_bool().value_unsafe();
}

bool JsonReader::boolean_or(std::string_view key, bool otherwise) const {
  return has(key) ? at(key).boolean() : otherwise;
}

std::int64_t JsonReader::integer(std::int64_t least, std::int64_t most) const {
  std::int64_t number = 0;
  const bool fits = node_.is_int64() && node_.get_int64().get(number) == simdjson::SUCCESS;
  if (!fits || number < least || number > most)
    expected("a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return number;
}

std::string_view JsonReader::view() const {
  if (!node_.is_string()) expected("a text");
  return node_.get_string().value_unsafe();
}

std::size_t JsonReader::one_of(std::span<const std::string_view> words) const {
  const auto found = is_text() ? std::ranges::find(words, view()) : words.end();
  if (found == words.end()) expected("one of " + quoted_list(words));
  return static_cast<std::size_t>(found - words.begin());
}

void JsonReader::version(std::int64_t wanted) const {
  if (!node_.is_int64() || node_.get_int64().value_unsafe() != wanted)
    expected("format version " + std::to_string(wanted));
}

std::string JsonReader::json() const {
  return simdjson::minify(node_);
}

void JsonReader::expected(const std::string& what) const {
  complain("expected " + what + ", found " + std::string(shortened(json(), 57)));
}

void JsonReader::complain(const std::string& message) const {
  const auto where = path();
  throw FormatError((where.empty() ? "" : where + ": ") + message);
}

}  // namespace gathercheck::spec
