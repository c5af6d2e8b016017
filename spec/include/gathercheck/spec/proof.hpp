// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "gathercheck/spec/trace.hpp"

namespace gathercheck::spec {

/// What a trace must have to prove something: events that occur in this order, whatever stands
/// between them, and events that do not occur at all.
///
///   {"shows": [{"event": "ended", "of": "a"}, ...], "never": [{"event": "interrupted"}]}
///
/// An event of a proof need only have some of the fields of an event, and so need the objects in
/// it; texts, numbers and the items of lists must be equal.
class Proof {
 public:
  /// Throws FormatError for a text of another form, and for a proof that shows nothing.
  static Proof parse(std::string_view text);

  /// Why the trace does not prove it; nothing if it does.
  std::optional<std::string> missing(const Trace& trace) const;

  /// The events, as JSON arrays.
  const nlohmann::ordered_json& shows() const { return shows_; }
  const nlohmann::ordered_json& never() const { return never_; }

 private:
  nlohmann::ordered_json shows_;
  nlohmann::ordered_json never_;
};

}  // namespace gathercheck::spec
