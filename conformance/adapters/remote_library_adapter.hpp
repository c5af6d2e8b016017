// SPDX-License-Identifier: MIT
#pragma once

#include "gathercheck/conformance/library_process.hpp"

namespace gathercheck::conformance {

/// A library in a child process, as an implementation: library:COMMAND.
class RemoteLibraryAdapter : public Implementation {
 public:
  /// Throws Unavailable.
  explicit RemoteLibraryAdapter(ChildProcess::Options options) : process_(std::move(options)) {}

  const Identity& identity() const override { return process_.identity(); }
  void run(std::span<const Scenario> scenarios, const Report& report) override;

 private:
  Run run_of(const Scenario& scenario);

  LibraryProcess process_;
};

}  // namespace gathercheck::conformance
