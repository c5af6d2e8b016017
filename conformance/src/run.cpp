// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/run.hpp"

#include <array>

#include "gathercheck/spec/format_error.hpp"
#include "gathercheck/spec/trace_json.hpp"

namespace gathercheck::conformance {

std::span<const std::string_view> trouble_words() {
  static constexpr std::array<std::string_view, 7> words{"exit",    "signal", "timeout",  "garbage",
                                                         "refused", "limit",  "unclaimed"};
  return words;
}

std::string_view to_string(Trouble::Kind kind) {
  return trouble_words()[static_cast<std::size_t>(kind)];
}

Run::Run(spec::Trace trace) : content_(std::move(trace)) {
  expect_rest();
}

void Run::read() {
  if (!std::holds_alternative<std::monostate>(content_)) return;
  try {
    content_ = spec::parse_trace(text_);
  } catch (const spec::FormatError& error) {
    content_ = Trouble{Trouble::Kind::garbage, std::string("not a trace: ") + error.what()};
  }
  expect_rest();
}

void Run::expect_rest() {
  if (const auto* trace = std::get_if<spec::Trace>(&content_);
      trace && trace->end == spec::Trace::End::limit)
    content_ = Trouble{Trouble::Kind::limit, "the run did not come to rest"};
}

const Trouble* Run::trouble() {
  read();
  return std::get_if<Trouble>(&content_);
}

const spec::Trace& Run::trace() {
  read();
  return std::get<spec::Trace>(content_);
}

spec::Trace Run::take_trace() {
  read();
  return std::get<spec::Trace>(std::move(content_));
}

std::string_view Run::text() {
  if (const auto* trace = std::get_if<spec::Trace>(&content_); trace && text_.empty())
    spec::write_json(*trace, text_);
  return text_;
}

}  // namespace gathercheck::conformance
