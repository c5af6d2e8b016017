// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/serve.hpp"

#include "command.hpp"
#include "options.hpp"
#include "read_edition.hpp"

namespace gathercheck::tools {
namespace {

struct Options {
  std::string adapter = "reference";
  std::string edition;
};

void run(const Options& options, Context& context) {
  const auto implementation =
      conformance::make_implementation(options.adapter, read_edition(options.edition));
  if (conformance::serve(*implementation) != 0) context.status = trouble;
}

}  // namespace

void add_serve_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "serve", "Speak the protocol of spec/format/README.md for an implementation");
  command->add_option("adapter", options->adapter, "The implementation")->capture_default_str();
  command->add_option("--edition", options->edition, "The edition of the reference, as 3.9");
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace gathercheck::tools
