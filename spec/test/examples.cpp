// SPDX-License-Identifier: MIT
#include "examples.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "gathercheck/spec/trace_json.hpp"

namespace gathercheck::spec {
namespace {

std::ptrdiff_t index_of(const Trace& trace, EventKind kind, std::string_view of, int nth) {
  for (std::size_t i = 0; i < trace.events.size(); ++i) {
    const Event& e = trace.events[i];
    if (e.kind == kind && (of.empty() || trace.name(e.of) == of) && nth-- == 0)
      return static_cast<std::ptrdiff_t>(i);
  }
  throw std::runtime_error("no such event: " + std::string(to_string(kind)) + " of " +
                           std::string(of));
}

}  // namespace

Trace example_trace(std::string_view id) {
  std::string file(id);
  std::ranges::transform(file, file.begin(), [](unsigned char c) { return std::tolower(c); });
  std::ifstream in(GATHERCHECK_EXAMPLE_TRACES "/" + file + ".json");
  if (!in) throw std::runtime_error("no recorded trace of the example of " + std::string(id));
  return parse_trace(std::string(std::istreambuf_iterator<char>(in), {}));
}

Verdict verdict_of(std::string_view id, const Trace& trace) {
  const Rule* rule = find_rule(id);
  if (!rule) throw std::runtime_error("no such rule: " + std::string(id));
  const auto verdict = rule->judge(History(trace)).verdict;
  // So that the matrix of the rules can tell which tests falsify which rule.
  if (verdict == Verdict::violated) testing::Test::RecordProperty("violated_" + std::string(id), 1);
  return verdict;
}

Event& event_of(Trace& trace, EventKind kind, std::string_view of, int nth) {
  return trace.events[static_cast<std::size_t>(index_of(trace, kind, of, nth))];
}

void drop_event(Trace& trace, EventKind kind, std::string_view of, int nth) {
  trace.events.erase(trace.events.begin() + index_of(trace, kind, of, nth));
}

}  // namespace gathercheck::spec
