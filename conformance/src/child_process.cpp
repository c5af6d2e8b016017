// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/child_process.hpp"

#include "child_answers.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "kept_child.hpp"

namespace gathercheck::conformance {
namespace {

/// How many requests are sent ahead: enough to keep the child busy, and little to lose.
constexpr std::size_t window = 64;

}  // namespace

ChildProcess::ChildProcess(Options options)
    : child_(std::make_unique<KeptChild>(
          std::move(options), KeptChild::Greeting{R"({"hello":{"protocol":1}})", read_hello})) {}

ChildProcess::~ChildProcess() = default;

const Identity& ChildProcess::identity() const {
  return child_->identity();
}

const ChildProcess::Options& ChildProcess::options() const {
  return child_->options();
}

void ChildProcess::run(std::span<const Scenario> scenarios, const Report& report) {
  std::size_t done = 0;
  while (done < scenarios.size()) done = run_until_trouble(scenarios, done, report);
}

void ChildProcess::send_ahead(std::span<const Scenario> scenarios, std::size_t from,
                              std::size_t& sent) {
  std::string batch;
  for (; sent < scenarios.size() && sent < from + window; ++sent)
    batch += "{\"id\":" + std::to_string(next_id_ + sent - from) +
             ",\"run\":" + to_json(scenarios[sent]) + "}\n";
  if (!batch.empty()) child_->session().write(std::move(batch));
}

/// What the child says to the first of `ahead` requests that wait for their answers.
Run ChildProcess::next_run(const Scenario& scenario, std::size_t ahead) {
  auto& session = child_->session();
  auto answer = session.read_line();
  const auto id = next_id_++;
  if (auto* trouble = std::get_if<Trouble>(&answer)) return Run(std::move(*trouble));
  auto run = read_answer(std::move(std::get<std::string>(answer)),
                         {id, id + ahead - 1, scenario, identity().edition});
  if (const auto* trouble = run.told_trouble(); trouble && trouble->kind == Trouble::Kind::garbage)
    return Run(Trouble{trouble->kind, trouble->what + session.last_errors()});
  return run;
}

std::size_t ChildProcess::run_until_trouble(std::span<const Scenario> scenarios, std::size_t from,
                                            const Report& report) {
  std::size_t sent = from;
  while (from < scenarios.size()) {
    if (sent - from <= window / 2) send_ahead(scenarios, from, sent);
    auto run = next_run(scenarios[from], sent - from);
    const auto* trouble = run.told_trouble();
    const bool lost = trouble && trouble->kind != Trouble::Kind::refused;
    if (lost)
      child_->give_up_on(*trouble);  // no answer after it can be trusted
    else
      child_->has_answered();
    report(from++, std::move(run));
    if (lost) break;
  }
  return from;
}

}  // namespace gathercheck::conformance
