// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gathercheck/spec/trace.hpp"

namespace gathercheck::tools {

/// What only a Python shows in the one run that is known of a scenario of its dialect. Of any other
/// scenario nothing is known here.
class PythonRun {
 public:
  PythonRun() = default;
  explicit PythonRun(const spec::Trace& trace);

  /// Whether asyncio has something to say about what was dropped.
  bool reports() const { return reports_; }
  /// The types of the errors that are not the scenario's own, but Python's.
  const std::set<std::string>& foreign() const { return foreign_; }
  /// Whether the scenario and Python have errors of this type.
  bool is_shared(const std::string& type) const {
    return foreign_.contains(type) && own_.contains(type);
  }
  /// Whether things are described in what is said, with addresses and places.
  bool describes() const { return describes_; }
  /// Whether this script or task is ever cancelled.
  bool is_cancelled(std::string_view name) const { return cancelled_.contains(name); }
  /// The types of the errors that come out of the run, in order.
  const std::vector<std::string>& escapes() const { return escapes_; }
  /// Whether one of them was raised by a callback or by the timeline.
  bool raises_out() const { return raises_out_; }
  /// Whether `by` makes this object for a call of this gather.
  bool makes(const std::string& by, const std::string& gather, std::string_view object) const;
  /// Whether the call of this gather is deprecated.
  bool warns(std::string_view gather) const { return warned_.contains(gather); }
  /// The type of the error that the call of this gather raises.
  std::string raises(std::string_view gather) const;

 private:
  void add_errors(const spec::Trace& trace, const spec::Value& value);

  bool reports_ = false;
  bool describes_ = false;
  bool raises_out_ = false;
  std::set<std::string> foreign_;
  std::set<std::string> own_;
  std::set<std::string, std::less<>> cancelled_;
  std::vector<std::string> escapes_;
  /// By the objects they make: who calls, and which gather.
  std::map<std::string, std::pair<std::string, std::string>, std::less<>> makers_;
  std::set<std::string, std::less<>> warned_;
  std::map<std::string, std::string, std::less<>> raised_;  // types by gathers
};

}  // namespace gathercheck::tools
