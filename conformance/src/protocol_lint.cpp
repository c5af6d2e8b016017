// SPDX-License-Identifier: MIT
#include "protocol_lint.hpp"

#include <functional>
#include <string>
#include <variant>

#include "child_session.hpp"
#include "gathercheck/spec/json_reader.hpp"
#include "gathercheck/spec/json_text.hpp"

namespace gathercheck::conformance {
namespace {

using spec::JsonReader;

constexpr std::size_t most_shown = 80;

/// A line that the suite may say, and what a child has to answer.
struct Exchange {
  std::string_view what;  ///< of which kind the line is, after "answers "
  std::string_view line;
  std::string_view answer;  ///< as it is to be written by who mends it
  std::function<bool(const JsonReader&)> is_right;
};

bool refuses(const JsonReader& answer) {
  return answer.has("trouble") && answer.at("trouble").is_text();
}

const Exchange no_request{"a line that is no request", "what?", R"({"id":null,"trouble":"..."})",
                          [](const JsonReader& answer) {
                            return refuses(answer) && answer.has("id") && answer.at("id").is_null();
                          }};

const Exchange no_scenario{"a scenario that is none", R"({"id":7,"run":{"scenario":0}})",
                           R"({"id":7,"trouble":"..."})", [](const JsonReader& answer) {
                             return refuses(answer) && answer.has("id") &&
                                    answer.at("id").integer(7, 7) == 7;
                           }};

const Exchange good_bye{
    "good-bye", R"({"bye":true})", R"({"bye":true})",
    [](const JsonReader& answer) { return answer.has("bye") && answer.at("bye").is_true(); }};

/// Whether a line of the child is the answer that it should be.
bool is_right(const Exchange& exchange, const std::string& line) {
  try {
    const auto document = JsonReader::parse(line);
    const JsonReader answer(document);
    return answer.is_object() && exchange.is_right(answer);
  } catch (const spec::FormatError&) {
    return false;
  }
}

class Conversation {
 public:
  Conversation(const ChildProcess::Options& child, std::vector<LintFinding>& findings)
      : session_(child), findings_(findings) {
    session_.write("{\"hello\":{\"protocol\":1}}\n");
    is_open_ = std::holds_alternative<std::string>(session_.read_line());
  }

  void have(const Exchange& exchange) {
    if (!is_open_) return;
    session_.write(std::string(exchange.line) + "\n");
    const auto answer = session_.read_line();
    const auto what = "answers " + std::string(exchange.what) + " ";
    const auto fix = "answer " + std::string(exchange.answer) + ", and go on";
    if (const auto* trouble = std::get_if<Trouble>(&answer)) {
      is_open_ = false;
      find("does not answer " + std::string(exchange.what) + ": " + trouble->what, fix);
    } else if (const auto& line = std::get<std::string>(answer); !is_right(exchange, line)) {
      find(what + "with " + std::string(spec::shortened(line, most_shown)), fix);
    }
  }

  void end(const std::string& when) {
    if (!is_open_) return;
    is_open_ = false;
    session_.close_input();
    const auto answer = session_.read_line();
    if (session_.status() == 0) return;
    const auto* trouble = std::get_if<Trouble>(&answer);
    find("does not end with status 0 " + when + ": " +
             (trouble ? trouble->what : "it says " + std::get<std::string>(answer)),
         "exit with 0 then: it is killed half a second later");
  }

 private:
  void find(std::string what, std::string fix) {
    findings_.push_back({LintCheck::protocol, std::move(what), std::move(fix), {}});
  }

  ChildSession session_;
  std::vector<LintFinding>& findings_;
  bool is_open_ = false;
};

}  // namespace

std::vector<LintFinding> lint_protocol(const ChildProcess::Options& child) {
  std::vector<LintFinding> findings;
  Conversation whole(child, findings);
  for (const auto* exchange : {&no_request, &no_scenario, &good_bye}) whole.have(*exchange);
  whole.end("after good-bye");
  Conversation cut_short(child, findings);
  cut_short.end("at the end of its input");
  return findings;
}

}  // namespace gathercheck::conformance
