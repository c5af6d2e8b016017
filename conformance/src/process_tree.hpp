// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace gathercheck::conformance {

/// A mark in the environment of a process, which whatever it starts inherits, even what has left
/// its group and its session. Where there is no /proc, nobody can be found by it.
class ProcessMark {
 public:
  ProcessMark();

  /// The name and the value of the variable.
  static constexpr const char* name = "GATHERCHECK_CHILD";
  const std::string& value() const { return value_; }

  /// Kills every process that bears the mark.
  void kill_all() const;

 private:
  bool kill_some() const;

  std::string value_;
};

/// What a process does at this moment: "is busy", "sleeps" or "is stopped"; empty if nobody can
/// tell.
std::string doing_of(int pid);

}  // namespace gathercheck::conformance
