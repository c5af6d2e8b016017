// SPDX-License-Identifier: MIT
#include "options.hpp"

#include <algorithm>
#include <charconv>

#include "gathercheck/spec/rule.hpp"
#include "pace.hpp"
#include "terminal.hpp"

namespace gathercheck::tools {
namespace {

constexpr std::uint64_t longest_patience = 86'400'000;
constexpr std::uint64_t most_jobs = 256;

/// Accepts whole numbers from `least` to `most`, written with digits only.
CLI::Validator whole_number(std::uint64_t least, std::uint64_t most) {
  const auto range = std::to_string(least) + " to " + std::to_string(most);
  return CLI::Validator(
      [=](const std::string& text) {
        const auto number = parse_number(text);
        const bool fits = number && least <= *number && *number <= most;
        return fits ? "" : "expected a whole number from " + range + ", found \"" + text + "\"";
      },
      "");
}

std::string jobs_of(std::string_view implementation) {
  return std::to_string(conformance::pace_of(implementation).jobs);
}

}  // namespace

conformance::ChildCare care(std::uint64_t patience, std::size_t jobs) {
  return {std::chrono::milliseconds(patience), [] { return Terminal::interrupted(); }, jobs};
}

std::optional<std::uint64_t> parse_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end) return {};
  return number;
}

CLI::Option* add_number(CLI::App& command, const std::string& name, std::uint64_t& number,
                        const std::string& description, std::uint64_t least) {
  return command.add_option(name, number, description)
      ->check(whole_number(least, UINT64_MAX))
      ->capture_default_str();
}

void add_patience(CLI::App& command, std::uint64_t& patience) {
  command
      .add_option("--patience", patience,
                  "How many milliseconds a child process may take to greet or to answer")
      ->check(whole_number(1, longest_patience))
      ->capture_default_str();
}

void add_jobs(CLI::App& command, std::uint64_t& jobs) {
  command
      .add_option(
          "-j,--jobs", jobs,
          "How many processes of a child that speaks the protocol run scenarios at the same "
          "time, " +
              std::to_string(most_jobs) +
              " at most; what is reported does not depend on it (default: 1; python " +
              jobs_of("python") + ", pypy " + jobs_of("pypy") + ", uvloop " + jobs_of("uvloop") +
              ")")
      ->check(whole_number(1, most_jobs));
}

void add_rule_options(CLI::App& command, std::vector<std::string>& rules,
                      std::vector<std::string>& profiles) {
  command.add_option("--rule", rules, "Judge by this rule only; may be given again")
      ->allow_extra_args(false);
  command
      .add_option("--profile", profiles,
                  "Judge by the rules of this profile only; may be given again")
      ->allow_extra_args(false)
      ->check(is_profile());
}

CLI::Validator is_profile() {
  return CLI::Validator(
      [](const std::string& text) {
        std::string known;
        for (const auto word : spec::profile_words()) {
          if (word == text) return std::string();
          known += (known.empty() ? "" : ", ") + std::string(word);
        }
        return "there is no profile \"" + text + "\"; there are " + known;
      },
      "");
}

}  // namespace gathercheck::tools
