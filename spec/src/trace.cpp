// SPDX-License-Identifier: MIT
#include "gathercheck/spec/trace.hpp"

#include <algorithm>
#include <array>

namespace gathercheck::spec {

Name Trace::intern(std::string_view text) {
  const auto found = std::ranges::find(names, text);
  const auto index = found - names.begin();
  if (found == names.end()) names.emplace_back(text);
  return static_cast<Name>(index);
}

const std::string* Trace::text_of(const Error& error) const {
  const auto found = std::ranges::find(error_texts, error.id, &ErrorText::id);
  return found == error_texts.end() ? nullptr : &found->text;
}

bool is_name(std::string_view text) {
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto inner = [&](char c) { return lower(c) || (c >= '0' && c <= '9') || c == '_'; };
  return !text.empty() && text.size() <= 40 && lower(text.front()) &&
         std::ranges::all_of(text, inner);
}

std::span<const std::string_view> kind_words() {
  static constexpr std::array<std::string_view, 5> words{"coroutine", "task", "future", "gather",
                                                         "object"};
  return words;
}

std::span<const std::string_view> event_kind_words() {
  static constexpr std::array<std::string_view, event_kind_count> words{
      "created",   "gather",  "started", "sleeping", "resumed",    "interrupted", "awaiting",
      "awaited",   "ended",   "cancel",  "settle",   "registered", "callback",    "observed",
      "unhandled", "skipped", "final",   "noted",    "logged",     "warned",      "escaped"};
  return words;
}

std::string_view to_string(Kind kind) {
  return kind_words()[static_cast<std::size_t>(kind)];
}

std::string_view to_string(EventKind kind) {
  return event_kind_words()[static_cast<std::size_t>(kind)];
}

std::string_view to_string(Trace::End end) {
  return end == Trace::End::idle ? "idle" : "limit";
}

}  // namespace gathercheck::spec
