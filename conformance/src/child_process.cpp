// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/child_process.hpp"

#include "child_session.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/json_reader.hpp"

namespace gathercheck::conformance {
namespace {

using spec::JsonReader;

/// How many requests are sent ahead: enough to keep the child busy, and little to lose.
constexpr std::size_t window = 64;

std::string brief(const std::string& line) {
  return line.size() <= 200 ? line : line.substr(0, 197) + "...";
}

Identity read_hello(const std::string& line) {
  const auto document = JsonReader::parse(line);
  const auto hello = JsonReader(document, "").at("hello");
  Identity identity;
  hello.at("protocol").integer(1, 1);
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
    if (answer.has("trace")) return Run::unread(answer.at("trace").node().dump());
    return Run(Trouble{Trouble::Kind::refused, answer.at("trouble").text()});
  } catch (const spec::FormatError& error) {
    return Run(Trouble{Trouble::Kind::garbage,
                       std::string(error.what()) + "; the answer was: " + brief(line)});
  }
}

}  // namespace

ChildProcess::ChildProcess(Options options) : options_(std::move(options)) { greet(); }

ChildProcess::~ChildProcess() = default;

void ChildProcess::greet() {
  session_ = std::make_unique<Session>(options_);
  session_->write("{\"hello\":{\"protocol\":1}}\n");
  auto answer = session_->read_line();
  if (const auto* trouble = std::get_if<Trouble>(&answer))
    throw Unavailable("\"" + options_.command.front() + "\" did not greet: " + trouble->what);
  try {
    identity_ = read_hello(std::get<std::string>(answer));
  } catch (const spec::FormatError& error) {
    throw Unavailable("\"" + options_.command.front() + "\" does not speak the protocol: " +
                      error.what() + "; it said: " + brief(std::get<std::string>(answer)));
  }
}

void ChildProcess::run(std::span<const Scenario> scenarios, const Report& report) {
  std::size_t done = 0;
  while (done < scenarios.size()) {
    if (!session_) greet();
    done = run_until_trouble(scenarios, done, report);
  }
}

std::size_t ChildProcess::run_until_trouble(std::span<const Scenario> scenarios, std::size_t from,
                                            const Report& report) {
  std::size_t sent = from;
  const auto send = [&] {
    std::string batch;
    for (; sent < scenarios.size() && sent < from + window; ++sent)
      batch += "{\"id\":" + std::to_string(next_id_ + sent - from) +
               ",\"run\":" + to_json(scenarios[sent]) + "}\n";
    if (!batch.empty()) session_->write(std::move(batch));
  };
  while (from < scenarios.size()) {
    if (sent - from <= window / 2) send();
    auto answer = session_->read_line();
    const auto id = next_id_++;
    if (auto* trouble = std::get_if<Trouble>(&answer)) {
      session_.reset();
      report(from, Run(std::move(*trouble)));
      return from + 1;
    }
    auto run = read_answer(std::move(std::get<std::string>(answer)), id);
    const auto* trouble = run.text().empty() ? run.trouble() : nullptr;
    const bool lost = trouble && trouble->kind == Trouble::Kind::garbage;
    if (lost) session_.reset();  // no answer after it can be trusted
    report(from++, std::move(run));
    if (lost) return from;
  }
  return from;
}

}  // namespace gathercheck::conformance
