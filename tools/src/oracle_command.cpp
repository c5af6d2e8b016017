// SPDX-License-Identifier: MIT
#include "command.hpp"
#include "files.hpp"
#include "oracle_options.hpp"

namespace gathercheck::tools {

void add_oracle_command(CLI::App& app, Context& context) {
  auto* oracle = app.add_subcommand("oracle", "What real Pythons were seen to do, as recordings");
  oracle->require_subcommand(0, 1);
  oracle->callback([oracle] {
    if (oracle->get_subcommands().empty())
      throw UsageError("expected a command of oracle, found none",
                       "the commands are corpus, record, verify and falsify");
  });
  add_oracle_corpus_command(*oracle, context);
  add_oracle_record_command(*oracle, context);
  add_oracle_verify_command(*oracle, context);
  add_oracle_falsify_command(*oracle, context);
}

}  // namespace gathercheck::tools
