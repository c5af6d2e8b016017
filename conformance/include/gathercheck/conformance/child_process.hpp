// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gathercheck/conformance/implementation.hpp"

namespace gathercheck::conformance {

/// How long to bear with a child process.
struct ChildCare {
  std::chrono::milliseconds patience{10000};  ///< how long it may take to greet or to answer
  std::function<bool()> given_up;             ///< asked while waiting; true throws Interrupted
  std::size_t jobs = 1;                       ///< how many of it may run at the same time
};

class ChildLane;

/// An implementation in a child process that speaks protocol 1 of spec/format/README.md. The child
/// is started once, or `jobs` times, and runs many scenarios; one that dies, hangs or babbles costs
/// the scenario it was at, and a fresh one goes on with the next. When a fresh one cannot be had,
/// or one after the other ends without a single answer, run() throws Unavailable.
class ChildProcess : public Implementation {
 public:
  struct Options {
    std::vector<std::string> command;                ///< program (looked up on PATH) and arguments
    std::map<std::string, std::string> environment;  ///< set on top of this process's own
    ChildCare care;
  };

  /// Starts the child and shakes hands. Throws Unavailable if that fails.
  explicit ChildProcess(Options options);
  ~ChildProcess() override;

  const Identity& identity() const override;
  const Options& options() const;
  void run(std::span<const Scenario> scenarios, const Report& report) override;

 private:
  void add_lane();

  std::vector<std::unique_ptr<ChildLane>> lanes_;
};

}  // namespace gathercheck::conformance
