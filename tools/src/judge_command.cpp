// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iostream>
#include <sstream>

#include "command.hpp"
#include "files.hpp"
#include "gathercheck/spec/check.hpp"
#include "gathercheck/spec/format_error.hpp"
#include "gathercheck/spec/trace_json.hpp"
#include "options.hpp"

namespace gathercheck::tools {
namespace {

struct Options {
  std::string file = "-";
  std::vector<std::string> rules;
  std::vector<std::string> profiles;
  bool quiet = false;
};

/// One rule's counts over the traces of a file.
struct Count {
  const spec::Rule* rule;
  std::uint64_t holds = 0, violated = 0, vacuous = 0;
};

std::vector<Count> select(const Options& options) {
  std::vector<Count> counts;
  for (const auto& id : options.rules) {
    const auto* rule = spec::find_rule(id);
    if (!rule) throw UsageError("there is no rule \"" + id + "\"", "gathercheck rules lists them");
    if (std::ranges::find(counts, rule, &Count::rule) == counts.end()) counts.push_back({rule});
  }
  for (const auto& rule : spec::law()) {
    const auto& wanted = options.profiles;
    const bool asked = wanted.empty() ? options.rules.empty()
                                      : std::ranges::count(wanted, to_string(rule.profile)) > 0;
    if (asked && std::ranges::find(counts, &rule, &Count::rule) == counts.end())
      counts.push_back({&rule});
  }
  return counts;
}

spec::Trace read_trace(const std::string& file, std::string_view line, std::size_t number) {
  try {
    return spec::parse_trace(line);
  } catch (const spec::FormatError& error) {
    throw UsageError((file == "-" ? "standard input" : file) + ", line " + std::to_string(number) +
                         ": " + error.what(),
                     "spec/format/README.md tells what a trace is; one stands on each line");
  }
}

void judge(const spec::Trace& trace, std::size_t number, std::vector<Count>& counts,
           std::ostream& violations) {
  const spec::History history(trace);
  for (auto& count : counts) {
    const auto judgement = count.rule->judge(history);
    switch (judgement.verdict) {
      case spec::Verdict::holds:
        ++count.holds;
        break;
      case spec::Verdict::vacuous:
        ++count.vacuous;
        break;
      case spec::Verdict::violated:
        ++count.violated;
        violations << "line " << number << ": " << count.rule->id
                   << " violated: " << judgement.reason << " (event " << judgement.event << ")\n";
        break;
    }
  }
}

void run(const Options& options, Context& context) {
  auto counts = select(options);
  std::uint64_t traces = 0;
  std::ostringstream violations;  // printed once every line is known to be a trace
  read_lines(options.file, [&](std::string_view line, std::size_t number) {
    judge(read_trace(options.file, line, number), number, counts, violations);
    ++traces;
  });
  if (traces == 0)
    throw UsageError((options.file == "-" ? "standard input" : options.file) +
                     ": expected traces, one on each line, found none");
  std::cout << violations.str();
  std::uint64_t violated = 0;
  for (const auto& count : counts) {
    violated += count.violated > 0 ? 1 : 0;
    if (!options.quiet)
      std::cout << count.rule->id << ": holds " << count.holds << ", violated " << count.violated
                << ", vacuous " << count.vacuous << '\n';
  }
  std::cout << counted(traces, "trace") << ", " << counted(counts.size(), "rule") << ", "
            << violated << " violated\n";
  context.status = violated > 0 ? differs : as_expected;
}

}  // namespace

void add_judge_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("judge", "Judge recorded traces, one on each line");
  command->add_option("file", options->file, "The traces; - for standard input")
      ->capture_default_str();
  add_rule_options(*command, options->rules, options->profiles);
  command->add_flag("-q,--quiet", options->quiet, "Print violations and the summary only");
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace gathercheck::tools
