// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>

#include "gathercheck/spec/format_error.hpp"

namespace gathercheck::spec {

/// Reads one JSON value strictly and knows where in the document it stands, so that every complaint
/// names the field. All members throw FormatError when the value is not what is asked for.
class JsonReader {
 public:
  /// Longest text that parse() accepts, in bytes.
  static constexpr std::size_t longest_document = 4u << 20;
  /// Deepest nesting of arrays and objects that parse() accepts.
  static constexpr int deepest_nesting = 64;

  JsonReader(const nlohmann::json& node, std::string path) : node_(node), path_(std::move(path)) {}

  /// Parses `text`. Throws FormatError for what is empty, too long, too deep or not JSON.
  static nlohmann::json parse(std::string_view text);

  /// The member `key`, which must be there.
  JsonReader at(std::string_view key) const;
  bool has(std::string_view key) const;
  /// Complains about a member that is neither in `known` nor in `further`: an unknown key is a
  /// typing mistake.
  void expect_only(std::initializer_list<std::string_view> known,
                   std::initializer_list<std::string_view> further = {}) const;
  /// Visits the items of an array in order.
  void for_each(const std::function<void(const JsonReader&)>& visit) const;
  std::size_t size() const;

  bool boolean() const;
  bool boolean_or(std::string_view key, bool otherwise) const;
  std::int64_t integer(std::int64_t least, std::int64_t most) const;
  const std::string& text() const;
  /// Complains unless this is the number `wanted`, the version of a format.
  void version(std::int64_t wanted) const;
  /// The index of this text in `words`.
  std::size_t one_of(std::span<const std::string_view> words) const;

  const nlohmann::json& node() const { return node_; }
  const std::string& path() const { return path_; }
  [[noreturn]] void expected(const std::string& what) const;
  [[noreturn]] void complain(const std::string& message) const;

 private:
  const nlohmann::json& node_;
  std::string path_;
};

}  // namespace gathercheck::spec
