// SPDX-License-Identifier: MIT
#include "world_options.hpp"

#include "files.hpp"
#include "options.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Extent;
using conformance::Share;
using conformance::World;

constexpr std::uint64_t most_shares = 1'000;

/// "2/8"; nothing for any other text.
std::optional<Share> parse_share(const std::string& text) {
  const auto slash = text.find('/');
  if (slash == std::string::npos) return {};
  const auto index = parse_number(text.substr(0, slash));
  const auto count = parse_number(text.substr(slash + 1));
  if (!index || !count || *index < 1 || *index > *count || *count > most_shares) return {};
  return Share{*index, *count};
}

CLI::Validator is_share() {
  return CLI::Validator(
      [](const std::string& text) {
        return parse_share(text) ? ""
                                 : "expected a share as 2/8, of at most " +
                                       std::to_string(most_shares) + ", found \"" + text + "\"";
      },
      "");
}

}  // namespace

void add_world_options(CLI::App& command, WorldOptions& options) {
  command.add_flag("--exhaustive", options.exhaustive,
                   "Every scenario of a bounded world instead of random ones");
  command
      .add_option(
          "--world", options.world,
          "Which bounded world, small (329,280 scenarios; the usual one) or wide (3,517,074); "
          "implies --exhaustive")
      ->check(CLI::IsMember({"small", "wide"}));
  auto* share = command.add_option(
      "--share", options.share,
      "Only a share of that world: 2/8 is the second of eight, which are the whole together");
  share->check(is_share());
  add_number(command, "--sample", options.sample,
             "Only so many scenarios of that world, drawn at random by --seed", 1)
      ->excludes(share);
}

std::optional<Extent> extent_of(const WorldOptions& options) {
  if (!options.exhaustive && options.world.empty()) {
    if (options.share.empty() && options.sample == 0) return {};
    throw UsageError("--share and --sample are of a bounded world",
                     "name it: --world small, or --world wide");
  }
  Extent extent;
  extent.world = options.world == "wide" ? World::wide() : World::small();
  extent.sample = options.sample;
  if (!options.share.empty()) extent.share = *parse_share(options.share);
  return extent;
}

}  // namespace gathercheck::tools
