// SPDX-License-Identifier: MIT
#include <iostream>

#include "command.hpp"
#include "markdown_report.hpp"
#include "read_reports.hpp"
#include "report_diff.hpp"
#include "report_files.hpp"
#include "report_merge.hpp"

namespace gathercheck::tools {
namespace {

struct RenderOptions {
  std::vector<std::string> files;
  ReportPaths paths;
};

struct MergeOptions {
  std::vector<std::string> files;
  std::string out = "-";
};

struct DiffOptions {
  std::string before;
  std::string now;
  std::string markdown;
  std::string json;
};

void render(const RenderOptions& options) {
  if (options.files.empty())
    throw UsageError("expected a report, found none",
                     "gathercheck check --json FILE writes one; - is standard input");
  const ReportFiles files(options.paths);
  const auto reports = merged(read_reports(options.files));
  if (options.paths.any())
    files.write(reports);
  else
    std::cout << markdown_report(reports);
}

void merge(const MergeOptions& options) {
  const OutputFile out(options.out);
  const auto reports = merged(read_reports(options.files));
  out.write(reports.size() == 1 ? to_json(reports.front())
                                : to_json(std::span<const conformance::Report>(reports)));
}

int diff(const DiffOptions& options) {
  const OutputFile markdown(options.markdown);
  const OutputFile json(options.json);
  const auto diffs =
      diff_of(merged(read_reports(options.before)), merged(read_reports(options.now)));
  if (options.markdown != "-" && options.json != "-") std::cout << to_text(diffs);
  markdown.write(to_markdown(diffs));
  json.write(to_json(diffs));
  for (const auto& each : diffs)
    if (each.is_worse()) return differs;
  return as_expected;
}

void add_merge(CLI::App& report) {
  auto options = std::make_shared<MergeOptions>();
  auto* command = report.add_subcommand(
      "merge",
      "Make one report of several: shards of one implementation are added up, implementations "
      "stand beside each other");
  command->add_option("reports", options->files, "What check --json has written")->required();
  command->add_option("--out", options->out, "Where it is written; - for standard output")
      ->capture_default_str();
  command->callback([options] { merge(*options); });
}

void add_diff(CLI::App& report, Context& context) {
  auto options = std::make_shared<DiffOptions>();
  auto* command = report.add_subcommand(
      "diff",
      "Tell what has changed from one report to the next. Status 1 if anything is worse: a rule "
      "regressed or is not judged any more, a new one is violated, trouble has grown");
  command->add_option("old", options->before, "The report before")->required();
  command->add_option("new", options->now, "The report now")->required();
  command->add_option("--markdown", options->markdown,
                      "Write it as Markdown; - for standard output");
  command->add_option("--json", options->json, "Write it as JSON; - for standard output");
  command->callback([options, &context] { context.status = diff(*options); });
}

}  // namespace

void add_report_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<RenderOptions>();
  auto* command = app.add_subcommand(
      "report",
      "Render reports of check --json: as HTML, JUnit XML, SARIF, Markdown (the usual one), TAP or "
      "a badge");
  command->add_option("reports", options->files,
                      "What check --json or report merge has written; - for standard input");
  add_report_options(*command, options->paths);
  command->require_subcommand(0, 1);
  add_merge(*command);
  add_diff(*command, context);
  command->callback([options, command] {
    if (command->get_subcommands().empty()) render(*options);
  });
}

}  // namespace gathercheck::tools
