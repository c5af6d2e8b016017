// SPDX-License-Identifier: MIT
#include "known_failures_file.hpp"

#include <filesystem>
#include <iostream>

#include "files.hpp"
#include "gathercheck/conformance/wrapped.hpp"
#include "gathercheck/spec/format_error.hpp"

namespace gathercheck::tools {
namespace {

using conformance::KnownFailures;
using conformance::Reconciliation;

KnownFailures parse(const std::string& path) {
  try {
    return conformance::parse_known_failures(read_file(path));
  } catch (const spec::FormatError& error) {
    throw UsageError(path + ": " + error.what(),
                     "spec/format/README.md tells what known failures are");
  }
}

void expect_same(const KnownFailures& known, const std::string& path,
                 const conformance::Identity& identity, spec::Edition edition) {
  if (known.implementation != identity.name)
    throw UsageError(path + ": implementation: these are known failures of \"" +
                         known.implementation + "\", and \"" + identity.name + "\" is judged",
                     "give each implementation a file of its own");
  if (known.edition != edition)
    throw UsageError(path + ": edition: these are known failures by the law of " +
                         to_string(known.edition) + ", and this is that of " + to_string(edition),
                     "--edition " + to_string(known.edition) + " judges by that one");
}

void print_rules(const std::vector<const spec::Rule*>& rules, const std::string& what,
                 const Terminal& terminal) {
  for (const auto* rule : rules) std::cout << terminal.red(std::string(rule->id)) << what << '\n';
}

}  // namespace

KnownFailures read_known_failures(const std::string& path, const conformance::Identity& identity,
                                  spec::Edition edition) {
  auto known = parse(path);
  expect_same(known, path, identity, edition);
  if (const auto field = conformance::missing_reason(known); !field.empty())
    throw UsageError(path + ": " + field + ": expected why these rules are violated",
                     "a known failure without a reason is a forgotten one");
  return known;
}

KnownFailures read_known_failures_before(const std::string& path,
                                         const conformance::Identity& identity,
                                         spec::Edition edition) {
  if (path == "-" || !std::filesystem::exists(path)) return {};
  auto known = parse(path);
  expect_same(known, path, identity, edition);
  return known;
}

void print_reconciliation(const Reconciliation& reconciliation, const std::string& path,
                          const Terminal& terminal) {
  std::cout << '\n';
  for (const auto& each : reconciliation.changed)
    std::cout << terminal.red(std::string(each.rule->id))
              << " is violated in another way than listed\n  listed:   "
              << conformance::wrapped(each.listed, 12)
              << "\n  observed: " << conformance::wrapped(each.observed, 12) << '\n';
  print_rules(reconciliation.passing, " is listed, and holds", terminal);
  print_rules(reconciliation.unseen, " is listed as violated and was never reached", terminal);
  print_rules(reconciliation.unreached, " was never reached, and is not listed as such", terminal);
  std::cout << "known failures: " << reconciliation.known.size() << " violated as " << path
            << " says, " << reconciliation.changed.size() << " otherwise, "
            << reconciliation.passing.size() << " hold, " << reconciliation.unseen.size()
            << " never seen; " << reconciliation.unknown.size()
            << " violated that are not listed\n";
  if (!reconciliation.agrees())
    std::cout << "hint: --write-known-failures " << path << " brings it up to date\n";
}

void print_written(const KnownFailures& known, const std::string& path) {
  std::size_t rules = 0;
  std::size_t silent = 0;
  for (const auto& each : known.differences) {
    rules += each.failures.size();
    if (each.reason.empty()) ++silent;
  }
  std::cout << '\n'
            << path << ": " << counted(rules, "known failure") << " in "
            << counted(known.differences.size(), "difference") << (silent > 0 ? ", of which " : "");
  if (silent > 0)
    std::cout << silent << (silent == 1 ? " wants" : " want") << " a reason: say there why";
  std::cout << '\n';
}

}  // namespace gathercheck::tools
