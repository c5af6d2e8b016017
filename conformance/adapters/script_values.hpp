// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <map>
#include <string>

#include "gathercheck/conformance/scenario.hpp"
#include "recorder.hpp"
#include "reference_value.hpp"

namespace gathercheck::conformance {

/// The values and exceptions of one run of a scenario. The recorder is told of each exception.
class ScriptValues {
 public:
  explicit ScriptValues(Recorder& recorder) : recorder_(recorder) {}

  ReferenceValue value(const ValueSpec& spec);
  /// Errors with the same `object` are one object, made when first used.
  std::exception_ptr error(const ErrorSpec& spec);

 private:
  std::exception_ptr make_error(const ErrorSpec& spec);

  Recorder& recorder_;
  std::map<std::string, std::exception_ptr> shared_errors_;
};

}  // namespace gathercheck::conformance
