// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <vector>

#include "gathercheck/conformance/report.hpp"
#include "gathercheck/spec/family.hpp"
#include "gathercheck/spec/rule.hpp"

namespace gathercheck::tools {

/// The rules of a family that were judged, in the order of the law: one or more.
struct JudgedFamily {
  const spec::Family* family;
  std::vector<const spec::Rule*> rules;
};

/// The rules of several reports, to be found by the rule. The reports must outlive it.
class RuleIndex {
 public:
  explicit RuleIndex(std::span<const conformance::Report> reports);

  std::size_t size() const { return reports_.size(); }
  const conformance::Report& report(std::size_t i) const { return reports_[i]; }
  /// Null if the report does not judge it.
  const conformance::RuleTally* find(std::size_t i, const spec::Rule& rule) const;
  /// Whether any of them judges it.
  bool has(const spec::Rule& rule) const;
  /// The families of which any of them judges a rule.
  std::vector<JudgedFamily> families() const;

 private:
  std::span<const conformance::Report> reports_;
  std::vector<std::map<const spec::Rule*, const conformance::RuleTally*>> places_;
};

}  // namespace gathercheck::tools
