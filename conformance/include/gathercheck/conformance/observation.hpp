// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gathercheck/spec/rule.hpp"
#include "gathercheck/spec/trace.hpp"

namespace gathercheck::conformance {

/// What a profile sees of a trace. Two traces that it cannot tell apart have equal observations:
/// - `values` and `cancellation` see each script by itself: what it did, when, what its awaits
///   brought and what it came to, and what everything was in the end, where being cancelled is
///   having failed with CancelledError;
/// - `future` sees states, callbacks, what calls return and which object is which, too;
/// - `turns` sees the turns and the order of everything;
/// - `python` sees cancelling(), and of a CancelledError the message and which object it is, too.
class Observation {
 public:
  Observation(const spec::Trace& trace, spec::Profile profile);

  bool operator==(const Observation&) const = default;
  /// Equal ones have equal digests. A digest means nothing in another process.
  std::uint64_t digest() const;

 private:
  std::vector<std::string> names_;
  std::vector<spec::Event> events_;
  std::vector<spec::Trace::ErrorText> error_texts_;
  spec::Trace::End end_;
};

/// Whether a profile has anything to say of a run: `values` leaves those alone in which somebody
/// asks to cancel or raises CancelledError, and both `values` and `cancellation` those in which a
/// gather is settled by hand or a done callback does or raises something. Of the Python dialect
/// only `python` speaks.
bool concerns(spec::Profile profile, const spec::Trace& trace);

}  // namespace gathercheck::conformance
