// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/child_process.hpp"

#include "child_answers.hpp"
#include "child_session.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/format_error.hpp"
#include "gathercheck/spec/json_text.hpp"

namespace gathercheck::conformance {
namespace {

/// How many requests are sent ahead: enough to keep the child busy, and little to lose.
constexpr std::size_t window = 64;

/// So many children in a row may end without a single answer; one that hangs takes long, and counts
/// as ten.
constexpr int most_fruitless = 100;
constexpr int weight_of_hanging = 10;

/// So often a child that does not greet is started once more.
constexpr int most_greetings = 3;

}  // namespace

ChildProcess::ChildProcess(Options options) : options_(std::move(options)) {
  identity_ = greet();
}

ChildProcess::~ChildProcess() {
  if (session_) session_->part();
}

Identity ChildProcess::greet() {
  auto session = std::make_unique<Session>(options_);
  session->write("{\"hello\":{\"protocol\":1}}\n");
  auto answer = session->read_line();
  const auto program = "\"" + options_.command.front() + "\"";
  if (const auto* trouble = std::get_if<Trouble>(&answer))
    throw Unavailable(program + " did not greet: " + trouble->what);
  const auto& line = std::get<std::string>(answer);
  try {
    auto identity = read_hello(line);
    session_ = std::move(session);
    return identity;
  } catch (const spec::FormatError& error) {
    throw Unavailable(program + " does not speak the protocol: " + error.what() +
                      "; it said: " + spec::quoted(line, 200) + session->last_errors());
  }
}

void ChildProcess::restart() {
  for (int attempt = 1; !session_; ++attempt) {
    try {
      if (greet() != identity_) {
        session_.reset();
        throw Unavailable("\"" + options_.command.front() +
                          "\" was started again and says now that it is another implementation");
      }
    } catch (const Unavailable&) {
      if (attempt == most_greetings) throw;
    }
  }
}

/// Ends this child. Throws Unavailable if it was one of too many that never answered.
void ChildProcess::give_up_on(const Trouble& trouble) {
  session_.reset();
  fruitless_ += trouble.kind == Trouble::Kind::timeout ? weight_of_hanging : 1;
  if (fruitless_ < most_fruitless) return;
  throw Unavailable("\"" + options_.command.front() +
                    "\" was started again and again and never answered a request; the last time: " +
                    trouble.what);
}

void ChildProcess::run(std::span<const Scenario> scenarios, const Report& report) {
  std::size_t done = 0;
  while (done < scenarios.size()) {
    restart();
    done = run_until_trouble(scenarios, done, report);
  }
}

void ChildProcess::send_ahead(std::span<const Scenario> scenarios, std::size_t from,
                              std::size_t& sent) {
  std::string batch;
  for (; sent < scenarios.size() && sent < from + window; ++sent)
    batch += "{\"id\":" + std::to_string(next_id_ + sent - from) +
             ",\"run\":" + to_json(scenarios[sent]) + "}\n";
  if (!batch.empty()) session_->write(std::move(batch));
}

/// What the child says to the first of `ahead` requests that wait for their answers.
Run ChildProcess::next_run(const Scenario& scenario, std::size_t ahead) {
  auto answer = session_->read_line();
  const auto id = next_id_++;
  if (auto* trouble = std::get_if<Trouble>(&answer)) return Run(std::move(*trouble));
  auto run = read_answer(std::move(std::get<std::string>(answer)),
                         {id, id + ahead - 1, scenario, identity_.edition});
  if (const auto* trouble = run.told_trouble(); trouble && trouble->kind == Trouble::Kind::garbage)
    return Run(Trouble{trouble->kind, trouble->what + session_->last_errors()});
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
      give_up_on(*trouble);  // no answer after it can be trusted
    else
      fruitless_ = 0;
    report(from++, std::move(run));
    if (lost) break;
  }
  return from;
}

}  // namespace gathercheck::conformance
