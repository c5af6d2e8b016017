// SPDX-License-Identifier: MIT
#pragma once

#include <simdjson.h>

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "gathercheck/spec/format_error.hpp"

namespace gathercheck::spec {

/// Reads one JSON value strictly and knows where in the document it stands, so that every complaint
/// names the field. All members throw FormatError when the value is not what is asked for.
///
/// A reader looks into a document, and the texts that it gives are parts of it.
class JsonReader {
 public:
  /// Longest text that parse() accepts unless it is told otherwise, in bytes.
  static constexpr std::size_t longest_document = 4u << 20;
  /// Deepest nesting of arrays and objects that parse() accepts.
  static constexpr int deepest_nesting = 64;

  /// A text that was parsed.
  using Document = simdjson::dom::document;

  explicit JsonReader(const Document& document) : node_(document.root()) {}

  /// Parses `text`. Throws FormatError for what is empty, too long, too deep or not JSON.
  static Document parse(std::string_view text, std::size_t longest = longest_document);

  /// The member `key`, which must be there.
  JsonReader at(std::string_view key) const;
  bool has(std::string_view key) const;
  /// Complains about a member that is neither in `known` nor in `further`, and about one that is
  /// there twice: an unknown key is a typing mistake.
  void expect_only(std::initializer_list<std::string_view> known,
                   std::initializer_list<std::string_view> further = {}) const;
  /// Visits the items of an array in order.
  template <typename Visit>
  void for_each(Visit visit) const {
    std::size_t index = 0;
    for (const auto item : array()) visit(JsonReader(item, path_.then(index++)));
  }
  /// Visits the members of an object in order, as `visit(key, member)`.
  template <typename Visit>
  void for_each_member(Visit visit) const {
    for (const auto& [key, member] : object()) visit(key, JsonReader(member, path_.then(key)));
  }
  /// How many items an array has.
  std::size_t size() const { return array().size(); }

  bool is_null() const { return node_.is_null(); }
  bool is_boolean() const { return node_.is_bool(); }
  bool is_number() const { return node_.is_number(); }
  bool is_whole_number() const { return node_.is_int64() || node_.is_uint64(); }
  bool is_text() const { return node_.is_string(); }
  bool is_object() const { return node_.is_object(); }
  bool is_true() const { return is_boolean() && boolean(); }
  bool is(std::string_view wanted) const { return is_text() && view() == wanted; }

  bool boolean() const;
  bool boolean_or(std::string_view key, bool otherwise) const;
  std::int64_t integer(std::int64_t least, std::int64_t most) const;
  std::string text() const { return std::string(view()); }
  /// Complains unless this is the number `wanted`, the version of a format.
  void version(std::int64_t wanted) const;
  /// The index of this text in `words`.
  std::size_t one_of(std::span<const std::string_view> words) const;

  /// The value as JSON again, without blanks.
  std::string json() const;
  /// Where it stands, as "events[3].outcome"; empty for the document.
  std::string path() const { return path_.text(); }
  [[noreturn]] void expected(const std::string& what) const;
  [[noreturn]] void complain(const std::string& message) const;

 private:
  /// The keys and indices that lead to a value. Nothing is written of them unless somebody asks.
  class Path {
   public:
    Path() {}
    Path(const Path& other) { *this = other; }
    Path& operator=(const Path& other);
    Path then(std::string_view key) const { return then(Step{key.data(), key.size()}); }
    Path then(std::size_t index) const { return then(Step{nullptr, index}); }
    std::string text() const;

   private:
    struct Step {
      const char* key;     ///< null for an item of an array
      std::size_t number;  ///< the length of the key, or the index of the item
    };
    Path then(Step step) const;

    std::array<Step, deepest_nesting> steps_;  // only those of the depth are ever looked at
    std::size_t depth_ = 0;
  };

  JsonReader(simdjson::dom::element node, const Path& path) : node_(node), path_(path) {}
  std::string_view view() const;
  simdjson::dom::array array() const;
  simdjson::dom::object object() const;

  simdjson::dom::element node_;
  Path path_;
};

}  // namespace gathercheck::spec
