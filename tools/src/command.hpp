// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include "terminal.hpp"

namespace gathercheck::tools {

/// The exit statuses that --help documents.
enum Status : int {
  as_expected = 0,
  differs = 1,        ///< a verdict or a trace is not as it should be
  trouble = 2,        ///< usage, or trouble of the harness
  skipped = 77,       ///< no verdict: the rule is not supported, or of another edition
  interrupted = 130,  ///< Ctrl-C, after reporting what was done until then
};

/// What the subcommands share.
struct Context {
  std::string colour = "auto";
  int status = as_expected;

  Terminal terminal() const;
};

void add_report_command(CLI::App& app, Context& context);
void add_rules_command(CLI::App& app, Context& context);
void add_run_command(CLI::App& app, Context& context);
void add_check_command(CLI::App& app, Context& context);
void add_judge_command(CLI::App& app, Context& context);
void add_compare_command(CLI::App& app, Context& context);
void add_lint_command(CLI::App& app, Context& context);
void add_verdict_command(CLI::App& app, Context& context);
void add_claims_command(CLI::App& app, Context& context);
void add_explain_command(CLI::App& app, Context& context);
void add_matrix_command(CLI::App& app, Context& context);
void add_mutants_command(CLI::App& app, Context& context);
void add_semantics_command(CLI::App& app, Context& context);
void add_serve_command(CLI::App& app, Context& context);
void add_oracle_command(CLI::App& app, Context& context);

}  // namespace gathercheck::tools
