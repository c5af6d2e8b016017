// SPDX-License-Identifier: MIT
#include "child_lane.hpp"

#include <utility>

#include "child_answers.hpp"
#include "gathercheck/conformance/scenario_json.hpp"

namespace gathercheck::conformance {
namespace {

/// How many questions are sent ahead: enough to keep the child busy, and little to lose.
constexpr std::size_t window = 64;

}  // namespace

ChildLane::ChildLane(ChildProcess::Options options)
    : child_(std::move(options), KeptChild::Greeting{R"({"hello":{"protocol":1}})", read_hello}) {}

void ChildLane::send() {
  std::string batch;
  for (; sent_ < asked_.size() && sent_ < window; ++sent_)
    batch += "{\"id\":" + std::to_string(next_id_ + sent_) + ",\"run\":" + to_json(*asked_[sent_]) +
             "}\n";
  if (!batch.empty()) child_.session().write(std::move(batch));
}

Run ChildLane::answer() {
  if (sent_ <= window / 2) send();
  auto run = read(*asked_.front());
  const auto* trouble = run.told_trouble();
  const bool lost = trouble && trouble->kind != Trouble::Kind::refused;
  asked_.pop_front();
  --sent_;
  ++next_id_;
  if (lost) {
    sent_ = 0;  // no answer after it can be trusted
    child_.give_up_on(*trouble);
  } else {
    child_.has_answered();
  }
  return run;
}

void ChildLane::forget() {
  if (sent_ > 0) child_.end();
  next_id_ += sent_;
  asked_.clear();
  sent_ = 0;
}

Run ChildLane::read(const Scenario& scenario) {
  auto& session = child_.session();
  auto answer = session.read_line();
  if (auto* trouble = std::get_if<Trouble>(&answer)) return Run(std::move(*trouble));
  auto run = read_answer(std::move(std::get<std::string>(answer)),
                         {next_id_, next_id_ + sent_ - 1, scenario, identity().edition});
  if (const auto* trouble = run.told_trouble(); trouble && trouble->kind == Trouble::Kind::garbage)
    return Run(Trouble{trouble->kind, trouble->what + session.last_errors()});
  return run;
}

}  // namespace gathercheck::conformance
