// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/child_process.hpp"

#include "child_session.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/json_reader.hpp"
#include "gathercheck/spec/json_text.hpp"

namespace gathercheck::conformance {
namespace {

using spec::JsonReader;

/// How many requests are sent ahead: enough to keep the child busy, and little to lose.
constexpr std::size_t window = 64;

/// So many children in a row may end without a single answer; one that hangs takes long, and counts
/// as ten.
constexpr int most_fruitless = 100;
constexpr int weight_of_hanging = 10;

/// So often a child that does not greet is started once more.
constexpr int most_greetings = 3;

std::string brief(const std::string& line) {
  return spec::quoted(line, 200);
}

Identity read_hello(const std::string& line) {
  const auto document = JsonReader::parse(line);
  const JsonReader root(document, "");
  root.expect_only({"hello"});
  const auto hello = root.at("hello");
  hello.at("protocol").version(1);
  hello.expect_only({"protocol", "name", "version", "language", "edition", "capabilities"});
  Identity identity;
  identity.name = hello.at("name").text();
  identity.version = hello.at("version").text();
  identity.language = hello.at("language").text();
  const auto edition = spec::parse_edition(hello.at("edition").text());
  if (!edition) hello.at("edition").expected("an edition from \"3.8\" to \"3.14\"");
  identity.edition = *edition;
  hello.at("capabilities").for_each([&](const JsonReader& each) {
    identity.capabilities.insert(each.text());
  });
  return identity;
}

/// The answer to the request `id`: {"id":N,"trace":{...}} or {"id":N,"trouble":"..."}.
Run read_answer(std::string line, std::uint64_t id) {
  const std::string start = "{\"id\":" + std::to_string(id) + ",";
  const std::string trace = start + "\"trace\":";
  if (line.starts_with(trace) && line.ends_with("}")) {
    line.pop_back();
    line.erase(0, trace.size());
    return Run::unread(std::move(line));
  }
  try {
    const auto document = JsonReader::parse(line);
    const JsonReader answer(document, "");
    if (answer.at("id").node() != id) answer.at("id").expected("the id " + std::to_string(id));
    answer.expect_only({"id", "trace", "trouble"});
    if (answer.has("trace") == answer.has("trouble"))
      answer.complain("expected either \"trace\" or \"trouble\"");
    if (answer.has("trace")) return Run::unread(answer.at("trace").node().dump());
    return Run(Trouble{Trouble::Kind::refused, answer.at("trouble").text()});
  } catch (const spec::FormatError& error) {
    return Run(Trouble{Trouble::Kind::garbage,
                       std::string(error.what()) + "; the answer was: " + brief(line)});
  }
}

}  // namespace

ChildProcess::ChildProcess(Options options) : options_(std::move(options)) {
  identity_ = greet();
}

ChildProcess::~ChildProcess() = default;

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
                      "; it said: " + brief(line));
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

Run ChildProcess::next_run() {
  auto answer = session_->read_line();
  const auto id = next_id_++;
  if (auto* trouble = std::get_if<Trouble>(&answer)) return Run(std::move(*trouble));
  return read_answer(std::move(std::get<std::string>(answer)), id);
}

std::size_t ChildProcess::run_until_trouble(std::span<const Scenario> scenarios, std::size_t from,
                                            const Report& report) {
  std::size_t sent = from;
  while (from < scenarios.size()) {
    if (sent - from <= window / 2) send_ahead(scenarios, from, sent);
    auto run = next_run();
    const auto* trouble = run.text().empty() ? run.trouble() : nullptr;
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
