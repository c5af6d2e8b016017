// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <span>
#include <string>
#include <vector>

#include "command.hpp"
#include "gathercheck/conformance/part.hpp"
#include "gathercheck/spec/edition.hpp"

namespace gathercheck::tools {

void add_oracle_corpus_command(CLI::App& oracle, Context& context);
void add_oracle_record_command(CLI::App& oracle, Context& context);
void add_oracle_verify_command(CLI::App& oracle, Context& context);
void add_oracle_falsify_command(CLI::App& oracle, Context& context);

/// What the subcommands of oracle take alike.

/// The folder of the recordings, oracle/traces of this project.
std::string usual_recordings();

/// The editions of which there are recordings. Throws RecordingError if there are none.
std::vector<spec::Edition> recorded_editions(const std::string& folder);

/// --part, which may be given several times.
void add_parts(CLI::App& command, std::vector<std::string>& parts);

/// The parts of these names, in the usual order.
std::vector<conformance::Part> read_parts(std::span<const std::string> names);

}  // namespace gathercheck::tools
