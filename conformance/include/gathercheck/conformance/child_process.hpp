// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gathercheck/conformance/implementation.hpp"

namespace gathercheck::conformance {

/// An implementation in a child process that speaks protocol 1 of spec/format/README.md. The child is started
/// once and runs many scenarios; one that dies, hangs or babbles costs the scenario it was at, and a fresh
/// one goes on with the next.
class ChildProcess : public Implementation {
 public:
  struct Options {
    std::vector<std::string> command;                ///< program (looked up on PATH) and arguments
    std::map<std::string, std::string> environment;  ///< set on top of this process's own
    std::chrono::milliseconds patience{10000};       ///< how long the child may be silent
  };

  /// Starts the child and shakes hands. Throws Unavailable if that fails.
  explicit ChildProcess(Options options);
  ~ChildProcess() override;

  const Identity& identity() const override { return identity_; }
  void run(std::span<const Scenario> scenarios, const Report& report) override;

 private:
  class Session;

  void greet();
  std::size_t run_until_trouble(std::span<const Scenario> scenarios, std::size_t from,
                                const Report& report);

  Options options_;
  Identity identity_;
  std::unique_ptr<Session> session_;
  std::uint64_t next_id_ = 1;
};

}  // namespace gathercheck::conformance
