// SPDX-License-Identifier: MIT
#include "gathercheck/spec/check.hpp"

namespace gathercheck::spec {

std::vector<Judgement> check(const Trace& trace) {
  const History history(trace);
  std::vector<Judgement> judgements;
  judgements.reserve(law().size());
  for (const Rule& rule : law()) judgements.push_back(rule.judge(history));
  return judgements;
}

}  // namespace gathercheck::spec
