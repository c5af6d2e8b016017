// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "gathercheck/spec/rule.hpp"

namespace gathercheck::spec {

/// Judges a trace by every rule of law(): one judgement a rule, in the same order. Pure.
std::vector<Judgement> check(const Trace& trace);

}  // namespace gathercheck::spec
