// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "gathercheck/spec/trace.hpp"

namespace gathercheck::conformance {

/// What went wrong in the harness, told apart from any verdict.
struct Trouble {
  enum class Kind : std::uint8_t {
    exit,       ///< its process ended
    signal,     ///< its process was killed by a signal
    timeout,    ///< it did not answer in time, or cannot any more
    garbage,    ///< it answered something that is not of the protocol
    refused,    ///< it answered that it could not run the scenario
    limit,      ///< the run did not come to rest
    unclaimed,  ///< the scenario needs what the implementation does not claim: nobody has run it
  };

  Kind kind = Kind::garbage;
  std::string what;  ///< one line or more, for people

  bool operator==(const Trouble&) const = default;
};

/// The words of reports, in the order of Trouble::Kind.
std::span<const std::string_view> trouble_words();

std::string_view to_string(Trouble::Kind kind);

/// One run of one scenario on one implementation: a trace, or trouble.
class Run {
 public:
  /// A trace that did not come to rest is trouble.
  explicit Run(spec::Trace trace);
  explicit Run(Trouble trouble) : content_(std::move(trouble)) {}
  /// A trace as a child process wrote it, not yet read.
  static Run unread(std::string text) { return Run(std::move(text)); }

  /// The trouble; null if there is a trace. Reads the trace if that has not been done.
  const Trouble* trouble();
  /// The same, but of a trace that was not yet read nothing is known.
  const Trouble* told_trouble() const { return std::get_if<Trouble>(&content_); }
  /// The trace. There must be no trouble.
  const spec::Trace& trace();
  /// The same, moved out.
  spec::Trace take_trace();
  /// The canonical text of the trace, as it was written or as it would be. Empty if there is
  /// trouble.
  std::string_view text();

 private:
  explicit Run(std::string text) : text_(std::move(text)) {}
  void read();
  void expect_rest();

  std::variant<std::monostate, spec::Trace, Trouble> content_;
  std::string text_;
};

}  // namespace gathercheck::conformance
