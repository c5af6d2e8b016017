// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "gathercheck/conformance/implementation.hpp"

namespace gathercheck::conformance {

/// What gather does in a scenario, and who says so.
struct Testimony {
  spec::Trace trace;
  std::string witness;  ///< as "reference 3.13" or "CPython 3.13.0, the witness"
};

/// Knows what gather of an edition does: the reference tells, and in the Python dialect, which it
/// does not speak, a CPython of that edition, if one is found. That one is started when it is asked
/// for the first time.
class Witness {
 public:
  explicit Witness(spec::Edition edition) : edition_(edition) {}

  /// Nothing if nobody can tell.
  std::optional<Testimony> testify(const Scenario& scenario);

 private:
  std::optional<Testimony> ask_python(const Scenario& scenario);

  spec::Edition edition_;
  std::unique_ptr<Implementation> python_;
  bool looked_for_python_ = false;
};

}  // namespace gathercheck::conformance
