// SPDX-License-Identifier: MIT
#include "child_answers.hpp"

#include <algorithm>

#include "gathercheck/spec/capability.hpp"
#include "gathercheck/spec/json_reader.hpp"
#include "gathercheck/spec/json_text.hpp"
#include "gathercheck/spec/trace_json.hpp"

namespace gathercheck::conformance {
namespace {

using spec::JsonReader;

void expect_capability(const JsonReader& word) {
  const auto& known = spec::capability_words();
  if (word.text() != "all" && std::ranges::find(known, word.text()) == known.end())
    word.expected("a capability of spec/README.md");
}

/// How the canonical trace of a scenario begins.
std::string opening_of(const Pending& request) {
  std::string text = R"({"trace":1,"edition":")" + to_string(request.edition) + '"';
  if (request.scenario.python) text += R"(,"python":true)";
  text += R"(,"awaitables":[{"name":"main","kind":"task"})";
  for (const auto& each : request.scenario.awaitables)
    text +=
        R"(,{"name":")" + each.name + R"(","kind":")" + std::string(to_string(each.kind)) + R"("})";
  return text + R"(],"events":[)";
}

bool has_awaitables_of(const spec::Trace& trace, const Scenario& scenario) {
  if (trace.kinds.size() != scenario.awaitables.size() + 1) return false;
  for (std::size_t i = 0; i < scenario.awaitables.size(); ++i) {
    const auto& each = scenario.awaitables[i];
    if (trace.names[i + 1] != each.name || trace.kinds[i + 1] != each.kind) return false;
  }
  return true;
}

/// What is wrong with a trace as the answer to this request; empty if nothing is, and for what is
/// no trace at all.
std::string complaint(const std::string& text, const Pending& request) {
  if (text.starts_with(opening_of(request))) return {};
  try {
    const auto trace = spec::parse_trace(text);
    if (trace.edition != request.edition)
      return "a trace of edition " + to_string(trace.edition) + ", from one who greeted as " +
             to_string(request.edition);
    if (trace.python != request.scenario.python.has_value())
      return trace.python ? "a trace of the Python dialect, for a scenario that is not of it"
                          : "a trace that is not of the Python dialect, for a scenario of it";
    if (!has_awaitables_of(trace, request.scenario))
      return "the trace of another scenario: its awaitables are not those of the request";
  } catch (const spec::FormatError&) {
    // Whoever reads the run is told.
  }
  return {};
}

Run garbage(const std::string& what) {
  return Run(Trouble{Trouble::Kind::garbage, what});
}

Run read_trace(std::string text, const Pending& request) {
  const auto said = complaint(text, request);
  return said.empty() ? Run::unread(std::move(text)) : garbage(said);
}

/// Complains unless the answer is one to this request.
void expect_id(const JsonReader& answer, const Pending& request) {
  expect_answer(answer);
  const auto id = answer.at("id");
  const auto wanted = "the id " + std::to_string(request.id);
  if (!id.is_whole_number()) id.expected(wanted);
  const auto found = static_cast<std::uint64_t>(id.integer(0, INT64_MAX));
  if (found == request.id) return;
  const char* meaning = found < request.id        ? "a request that was answered already"
                        : found > request.last_id ? "a request that nobody has made"
                                                  : "a request whose turn has not come";
  id.complain("expected " + wanted + ", found " + std::to_string(found) + ", " + meaning);
}

}  // namespace

void expect_answer(const JsonReader& line) {
  if (line.has("hello")) line.complain("it greets a second time");
  if (line.has("bye")) line.complain("it says good-bye before it was asked to");
}

Identity read_hello(const std::string& line) {
  const auto document = JsonReader::parse(line);
  const JsonReader root(document);
  root.expect_only({"hello"});
  root.at("hello").at("protocol").version(1);
  return read_identity(root.at("hello"), "protocol");
}

Identity read_identity(const JsonReader& hello, std::string_view version_key) {
  hello.expect_only({version_key, "name", "version", "language", "edition", "capabilities"});
  Identity identity;
  identity.name = hello.at("name").text();
  identity.version = hello.at("version").text();
  identity.language = hello.at("language").text();
  const auto edition = spec::parse_edition(hello.at("edition").text());
  if (!edition) hello.at("edition").expected("an edition from \"3.8\" to \"3.14\"");
  identity.edition = *edition;
  hello.at("capabilities").for_each([&](const JsonReader& each) {
    expect_capability(each);
    identity.capabilities.insert(each.text());
  });
  return identity;
}

/// {"id":N,"trace":{...}} or {"id":N,"trouble":"..."}; a trace in this form is not parsed here.
Run read_answer(std::string line, const Pending& request) {
  const std::string trace = "{\"id\":" + std::to_string(request.id) + ",\"trace\":";
  if (line.starts_with(trace) && line.ends_with("}")) {
    line.pop_back();
    line.erase(0, trace.size());
    return read_trace(std::move(line), request);
  }
  try {
    const auto document = JsonReader::parse(line);
    const JsonReader answer(document);
    expect_id(answer, request);
    answer.expect_only({"id", "trace", "trouble"});
    if (answer.has("trace") == answer.has("trouble"))
      answer.complain("expected either \"trace\" or \"trouble\"");
    if (answer.has("trace")) return read_trace(answer.at("trace").json(), request);
    return Run(Trouble{Trouble::Kind::refused, answer.at("trouble").text()});
  } catch (const spec::FormatError& error) {
    return garbage(std::string(error.what()) + "; the answer was: " + spec::quoted(line, 200));
  }
}

}  // namespace gathercheck::conformance
