// SPDX-License-Identifier: MIT
#include <filesystem>
#include <iostream>

#include "command.hpp"
#include "cpp_program.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "make_implementation.hpp"
#include "python_program.hpp"
#include "read_edition.hpp"
#include "reproducers.hpp"

namespace gathercheck::tools {
namespace {

struct Options {
  std::string failure;
  std::string rule;
  std::string edition;
  std::string python;
  std::string cpp;
  std::string scenario;
  std::string out;
};

/// Why there may be none.
constexpr auto no_cpp =
    "no program in C++: the scenario is of the Python dialect, and only a Python can show it";

/// What a program is to say of the failure.
Subject subject_of(const Failure& failure, spec::Edition edition) {
  const auto& about = failure.scenario.about;
  if (failure.rule) return tools::subject_of(*failure.rule, edition);
  return {about.empty() ? "What gather does in " + failure.name : about, "", edition};
}

/// Names the files in the folder, which is made if it is not there.
void name_files(Options& options, const Failure& failure) {
  if (options.out.empty()) return;
  std::error_code error;
  std::filesystem::create_directories(options.out, error);
  if (error)
    throw UsageError(options.out + ": cannot be made: " + error.message(),
                     "--out names a folder, which is made where one may be made");
  const auto stem = (std::filesystem::path(options.out) / failure.name).string();
  if (options.python.empty()) options.python = stem + ".py";
  if (options.cpp.empty()) options.cpp = stem + ".cpp";
  if (options.scenario.empty()) options.scenario = stem + ".json";
}

/// What comes to pass; in the Python dialect it takes a CPython to tell, of the edition asked for.
Foresight foresight_of(const Failure& failure, const std::string& edition) {
  if (!failure.scenario.python) return Foresight(failure.scenario);
  const auto python = edition.empty() ? std::string("python") : "python:" + edition;
  auto run = conformance::make_implementation(python)->run_one(failure.scenario);
  if (const auto* trouble = run.trouble())
    throw UsageError(python + " cannot run the scenario: " + trouble->what,
                     "--edition names another Python");
  return Foresight(run.take_trace());
}

void run(Options options) {
  const auto failure = read_failure(options.failure, options.rule);
  const auto edition = read_edition(options.edition);
  const bool wants_cpp = !options.cpp.empty();
  name_files(options, failure);
  if (failure.scenario.python) options.cpp.clear();
  if (options.python.empty() && !wants_cpp && options.scenario.empty()) options.python = "-";
  const auto foresight = foresight_of(failure, options.edition);
  const auto subject = subject_of(
      failure, failure.scenario.python ? foresight.newest() : edition.value_or(failure.edition));
  const OutputFile python(options.python);
  const OutputFile cpp(options.cpp);
  const OutputFile scenario(options.scenario);
  if (!options.python.empty()) python.write(python_program(failure.scenario, foresight, subject));
  if (!options.cpp.empty()) cpp.write(cpp_program(failure.scenario, foresight, subject));
  if (!options.scenario.empty()) scenario.write(to_pretty_json(failure.scenario) + "\n");
  if (failure.scenario.python && wants_cpp) throw UsageError(no_cpp, "--python writes one");
  if (failure.scenario.python && !options.out.empty())
    std::cerr << "gathercheck: " << no_cpp << "\n";
}

}  // namespace

void add_explain_command(CLI::App& app, Context&) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "explain", "Write programs that do what a failing scenario does, in Python and in C++");
  command->add_option("failure", options->failure,
                      "A scenario, or a report of check --json; - for standard input");
  command
      ->add_option("--rule", options->rule,
                   "Explain the violation of this rule in a report; without a file, its example")
      ->type_name("ID");
  command->add_option("--edition", options->edition,
                      "The edition whose output is told, as 3.9; that of the C++ program");
  command
      ->add_option("--python", options->python,
                   "Write the Python program; - for standard output, which is where it goes if "
                   "nothing is asked for")
      ->type_name("FILE");
  command->add_option("--cpp", options->cpp, "Write the C++ program; - for standard output")
      ->type_name("FILE");
  command->add_option("--scenario", options->scenario, "Write the scenario; - for standard output")
      ->type_name("FILE");
  command->add_option("--out", options->out, "Write all three into this folder")
      ->type_name("FOLDER");
  command->callback([options] { run(*options); });
}

}  // namespace gathercheck::tools
