// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "make_implementation.hpp"

namespace gathercheck::tools {

/// What several subcommands take alike.

/// How long a child process may be silent, in milliseconds.
inline constexpr std::uint64_t usual_patience = 10'000;

/// How to treat a child process: with so much patience, and until Ctrl-C; so many at a time.
conformance::ChildCare care(std::uint64_t patience, std::size_t jobs = 1);

/// An option that is a whole number, `least` or more.
CLI::Option* add_number(CLI::App& command, const std::string& name, std::uint64_t& number,
                        const std::string& description, std::uint64_t least = 0);

/// A whole number, written with digits only.
std::optional<std::uint64_t> parse_number(std::string_view text);

/// --patience.
void add_patience(CLI::App& command, std::uint64_t& patience);

/// --jobs; 0 until it is given.
void add_jobs(CLI::App& command, std::uint64_t& jobs);

/// --rule and --profile, each of which may be given several times.
void add_rule_options(CLI::App& command, std::vector<std::string>& rules,
                      std::vector<std::string>& profiles);

/// Accepts the names of profiles.
CLI::Validator is_profile();

}  // namespace gathercheck::tools
