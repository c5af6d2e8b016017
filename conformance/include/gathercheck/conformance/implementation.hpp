// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "gathercheck/conformance/run.hpp"
#include "gathercheck/conformance/scenario.hpp"
#include "gathercheck/spec/edition.hpp"

namespace gathercheck::conformance {

/// Who an implementation says it is.
struct Identity {
  std::string name;
  std::string version;
  std::string language;
  spec::Edition edition = spec::newest_edition;  ///< which Python's gather it means to be
  std::set<std::string> capabilities;            ///< "all", or what rules may need

  /// Its name and its version: "CPython 3.11.7".
  std::string title() const { return version.empty() ? name : name + " " + version; }
  /// Whether every one of `needs` (words separated by blanks) is among the capabilities.
  bool supports(std::string_view needs) const { return lacks(needs).empty(); }
  /// The first of `needs` that is not among the capabilities; empty if all are.
  std::string_view lacks(std::string_view needs) const;
  bool operator==(const Identity&) const = default;
};

/// A gather under test, however it is reached: the one waist between scenarios and traces.
class Implementation {
 public:
  /// Called with the place of the scenario in the batch and its run, in order.
  using Report = std::function<void(std::size_t, Run)>;

  virtual ~Implementation() = default;

  virtual const Identity& identity() const = 0;
  /// Runs every scenario and reports each run, whatever happens: trouble costs one scenario. What
  /// `report` throws goes through.
  virtual void run(std::span<const Scenario> scenarios, const Report& report) = 0;

  /// Runs one scenario.
  Run run_one(const Scenario& scenario);
};

/// An implementation that cannot be had at all: no such program, no such edition. what() is for
/// people.
class Unavailable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Thrown out of run() when whoever asked for the runs does not want to wait any more.
class Interrupted : public std::runtime_error {
 public:
  Interrupted() : std::runtime_error("interrupted") {}
};

}  // namespace gathercheck::conformance
