// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace gathercheck::spec {

/// What a rule says of a trace. Trouble of the harness is no verdict, and neither is a rule that
/// an implementation does not support.
enum class Verdict : std::uint8_t {
  vacuous,   ///< the trace never reached the rule's situation
  holds,     ///< it did, and did what the rule demands
  violated,  ///< it did, and did something else
};

std::string_view to_string(Verdict verdict);

/// A verdict with its evidence.
struct Judgement {
  Verdict verdict = Verdict::vacuous;
  std::string reason;     ///< of a violation, in words with the names of the trace
  std::size_t event = 0;  ///< of a violation: the index of the event that gave it away

  bool operator==(const Judgement&) const = default;
};

/// What a checker reports to: each time the rule's situation is reached, whether the trace did as
/// demanded. The first violation is kept.
class Judge {
 public:
  /// The situation was reached. `reason()` is called only for the first violation.
  template <typename Reason>
  void expect(bool holds, std::size_t event, Reason reason) {
    if (judgement_.verdict == Verdict::violated) return;
    judgement_.verdict = holds ? Verdict::holds : Verdict::violated;
    if (holds) return;
    judgement_.reason = reason();
    judgement_.event = event;
  }

  bool violated() const { return judgement_.verdict == Verdict::violated; }
  /// The judgement. The judge has heard nothing then, and can be told the next case.
  Judgement take() { return std::exchange(judgement_, {}); }
  /// The verdict alone, for which a judgement without violation need not be taken.
  Verdict verdict() const { return judgement_.verdict; }
  void dismiss() { judgement_.verdict = Verdict::vacuous; }

 private:
  Judgement judgement_;
};

}  // namespace gathercheck::spec
