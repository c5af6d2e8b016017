// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iostream>

#include "command.hpp"
#include "data_folder.hpp"
#include "files.hpp"
#include "gathercheck/conformance/implementation.hpp"
#include "gathercheck/conformance/recording_error.hpp"
#include "gathercheck/spec/format_error.hpp"
#include "make_implementation.hpp"
#include "plain_text.hpp"

namespace gathercheck::tools {

Terminal Context::terminal() const {
  if (colour == "always") return Terminal(Terminal::Colour::always);
  if (colour == "never") return Terminal(Terminal::Colour::never);
  return Terminal();
}

namespace {

/// Whether an implementation was given as several words: check node my_gather.js.
bool has_command_in_words(const CLI::App& app, const CLI::App& command) {
  const auto is_word = [](const std::string& word) { return !word.starts_with('-'); };
  return command.get_option_no_throw("adapter") != nullptr &&
         std::ranges::any_of(app.remaining(true), is_word);
}

/// What there is to say to somebody who mistyped: the help of the command that was named, or which
/// commands there are.
std::string usage_hint(const CLI::App& app) {
  if (const auto named = app.get_subcommands(); !named.empty())
    return (has_command_in_words(app, *named.front())
                ? "a command with what follows it is one argument, as \"node my_gather.js\"; "
                : "") +
           ("gathercheck " + named.front()->get_name() + " --help tells what it takes");
  std::string names;
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names += (names.empty() ? "" : ", ") + command->get_name();
  return "the commands are " + names + "; gathercheck COMMAND --help tells what each takes";
}

int complain(const std::string& message, const std::string& hint) {
  std::cout.flush();
  std::cerr << "gathercheck: " << plain(message) << '\n';
  if (!hint.empty()) std::cerr << "hint: " << hint << '\n';
  return trouble;
}

/// Complains about an error. Where it comes of files of gathercheck itself that are missing, there
/// is another hint.
int complain(const std::exception& error, const std::string& hint) {
  const auto data = conformance::hint_at_missing_data(error.what());
  return complain(error.what(), data.empty() ? hint : data);
}

int run(int argc, char** argv) {
  CLI::App app("gathercheck: in which way does this gather differ from Python's asyncio.gather?",
               "gathercheck");
  Context context;
  app.set_version_flag("--version", "gathercheck " GATHERCHECK_VERSION);
  app.set_help_all_flag("--help-all", "Help of every subcommand");
  app.add_option("--color", context.colour,
                 "Colours: auto (on a terminal, unless NO_COLOR is set), always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  app.require_subcommand(0, 1);
  app.fallthrough();
  app.footer(
      "Exit status: 0 as expected, 1 a verdict or a trace differs, 2 usage or harness trouble,\n"
      "130 interrupted (what was done until then is reported).");
  add_rules_command(app, context);
  add_run_command(app, context);
  add_check_command(app, context);
  add_judge_command(app, context);
  add_compare_command(app, context);
  add_claims_command(app, context);
  add_explain_command(app, context);
  add_matrix_command(app, context);
  add_lint_command(app, context);
  add_verdict_command(app, context);
  add_report_command(app, context);
  add_mutants_command(app, context);
  add_semantics_command(app, context);
  add_serve_command(app, context);
  add_oracle_command(app, context);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    return complain(error.what(), usage_hint(app));
  }
  if (app.get_subcommands().empty())
    return complain("expected a command, found none", usage_hint(app));
  if (!std::cout.flush()) return complain("standard output: cannot be written", "");
  return context.status;
}

}  // namespace
}  // namespace gathercheck::tools

int main(int argc, char** argv) {
  using namespace gathercheck;
  std::ios::sync_with_stdio(false);
  try {
    return tools::run(argc, argv);
  } catch (const tools::UsageError& error) {
    return tools::complain(error.what(), error.hint());
  } catch (const conformance::RecordingError& error) {
    return tools::complain(error, error.hint());
  } catch (const conformance::Interrupted&) {
    tools::complain("interrupted", "");
    return tools::interrupted;
  } catch (const conformance::Unavailable& error) {
    return tools::complain(error, "an implementation is " +
                                      std::string(conformance::implementation_names()) +
                                      " of spec/format/README.md");
  } catch (const std::exception& error) {
    return tools::complain(error.what(), "");
  }
}
