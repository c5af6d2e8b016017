// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/lint.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "gathercheck/conformance/capability_probe.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/scenario_needs.hpp"
#include "gathercheck/conformance/scenario_source.hpp"
#include "gathercheck/spec/capability.hpp"
#include "gathercheck/spec/trace_json.hpp"
#include "protocol_lint.hpp"

namespace gathercheck::conformance {
namespace {

constexpr std::size_t batch_size = 64;

/// What the harness alone answers for.
constexpr std::array<std::string_view, 5> rules_of_scripts{"BODY-1", "BODY-2", "BODY-5", "BODY-6",
                                                           "BODY-8"};

class Linter {
 public:
  Linter(Implementation& implementation, std::uint64_t cases, std::uint64_t seed,
         const Progress& progress)
      : implementation_(implementation), progress_(progress) {
    result_.identity = implementation.identity();
    choose_scenarios(cases, seed);
    first_.resize(scenarios_.size());
  }

  LintResult run() {
    try {
      check_words();
      look_at_protocol();
      run_all();
      judge_scripts();
      repeat();
      probe();
    } catch (const Interrupted&) {
      result_.interrupted = true;
    }
    return std::move(result_);
  }

 private:
  void choose_scenarios(std::uint64_t cases, std::uint64_t seed) {
    const auto& identity = result_.identity;
    std::vector<Focus> foci;
    for (const auto* rule : select_rules({}, {}, identity.edition)) {
      if (!identity.supports(rule->needs)) continue;
      add(parse_scenario(rule->example));
      foci.emplace_back(rule->focus);
    }
    RandomScenarios random(cases, seed, foci, identity.edition);
    for (auto batch = random.next(batch_size); !batch.empty(); batch = random.next(batch_size))
      for (auto& scenario : batch) add(std::move(scenario));
  }
  void add(Scenario scenario) {
    if (result_.identity.supports(needs_of(scenario))) scenarios_.push_back(std::move(scenario));
  }

  void find(LintCheck check, std::string what, std::string fix, const Scenario* scenario = {}) {
    result_.findings.push_back({check, std::move(what), std::move(fix),
                                scenario ? std::optional(*scenario) : std::nullopt});
  }

  void check_words() {
    const auto known = spec::capability_words();
    for (const auto& word : result_.identity.capabilities)
      if (word != "all" && std::ranges::find(known, word) == known.end())
        find(LintCheck::claims, "claims \"" + word + "\", which is no capability",
             "spec/README.md has the words; a rule that needs one is judged only if it is claimed");
  }

  void look_at_protocol() {
    const auto* child = dynamic_cast<const ChildProcess*>(&implementation_);
    if (!child) return;
    result_.speaks_protocol = true;
    std::ranges::move(lint_protocol(child->options()), std::back_inserter(result_.findings));
  }

  void go_on(std::uint64_t done) {
    if (progress_ && !progress_(done, 2 * scenarios_.size())) throw Interrupted();
  }

  void run_all() {
    std::map<Trouble::Kind, std::uint64_t> troubles;
    std::map<Trouble::Kind, std::size_t> where;
    for (std::size_t begin = 0; begin < scenarios_.size(); begin += batch_size) {
      const auto batch =
          std::span(scenarios_).subspan(begin, std::min(batch_size, scenarios_.size() - begin));
      implementation_.run(batch, [&](std::size_t i, Run run) {
        if (const auto* trouble = run.trouble()) {
          if (++troubles[trouble->kind] == 1) {
            where[trouble->kind] = begin + i;
            first_trouble_[trouble->kind] = trouble->what;
          }
        } else {
          first_[begin + i] = run.take_trace();
        }
      });
      go_on(begin + batch.size());
    }
    result_.scenarios = scenarios_.size();
    for (const auto& [kind, count] : troubles)
      find(LintCheck::answers,
           "gives no trace in " + std::to_string(count) + " of " +
               std::to_string(scenarios_.size()) +
               " scenarios that it claims to be able to run; the first: " +
               std::string(to_string(kind)) + ": " + first_trouble_[kind],
           fix_of(kind), &scenarios_[where[kind]]);
  }

  static std::string fix_of(Trouble::Kind kind) {
    switch (kind) {
      case Trouble::Kind::refused:
        return "answer every scenario that needs nothing but what you claim, or claim less";
      case Trouble::Kind::timeout:
        return "run until nothing is ready and no timer is left, and answer then, even if "
               "something "
               "never ends: that is what the trace tells";
      case Trouble::Kind::garbage:
        return "answer with one line of JSON in the form of spec/format/README.md, and write "
               "everything else to standard error";
      default:
        return "one scenario must not end the process: it has to answer the next one";
    }
  }

  void judge_scripts() {
    for (const auto id : rules_of_scripts) {
      const auto& rule = *spec::find_rule(id);
      for (std::size_t i = 0; i < first_.size(); ++i) {
        if (!first_[i] || !result_.identity.supports(rule.needs)) continue;
        const auto judgement = rule.judge(spec::History(*first_[i]), result_.identity.edition);
        if (judgement.verdict != spec::Verdict::violated || may_be_given_up(id, *first_[i]))
          continue;
        find(LintCheck::scripts, "breaks " + std::string(id) + ": " + judgement.reason,
             "what bodies do and what the clock says is the adapter's part: gathercheck rules " +
                 std::string(id),
             &scenarios_[i]);
        break;
      }
    }
  }

  /// A gather may leave bodies in the middle once a child has failed or somebody cancels, as a
  /// future of Rust drops the others: then BODY-2 is for check to judge.
  static bool may_be_given_up(std::string_view rule, const spec::Trace& trace) {
    return rule == "BODY-2" && std::ranges::any_of(trace.events, [](const spec::Event& event) {
             return event.kind == spec::EventKind::cancel || event.outcome.is_error();
           });
  }

  /// The scenarios once more, the last one first: what one leaves behind meets others now.
  void repeat() {
    std::uint64_t different = 0;
    std::size_t first = 0;
    std::vector<Scenario> batch;
    for (std::size_t end = scenarios_.size(); end > 0; end -= batch.size()) {
      batch.assign(
          scenarios_.rbegin() + static_cast<std::ptrdiff_t>(scenarios_.size() - end),
          scenarios_.rbegin() + static_cast<std::ptrdiff_t>(std::min(
                                    scenarios_.size() - end + batch_size, scenarios_.size())));
      implementation_.run(batch, [&](std::size_t i, Run run) {
        const auto place = end - 1 - i;
        if (is_same(first_[place], run)) return;
        if (++different == 1) first = place;
      });
      go_on(2 * scenarios_.size() - end + batch.size());
    }
    if (different == 0) return;
    find(LintCheck::repetition,
         "gives another trace the second time in " + std::to_string(different) + " of " +
             std::to_string(scenarios_.size()) + " scenarios",
         "make everything anew for each scenario, and let nothing depend on real time, addresses, "
         "threads or chance",
         &scenarios_[first]);
  }

  static bool is_same(const std::optional<spec::Trace>& first, Run& second) {
    if (second.trouble() || !first) return !first && second.trouble();
    return spec::to_json(*first) == spec::to_json(second.take_trace());
  }

  void probe() {
    for (const auto& each : capability_probes()) {
      const auto& identity = result_.identity;
      if (identity.edition < each.since) continue;
      const bool claimed = identity.supports(each.word);
      const auto scenario = parse_scenario(each.scenario);
      const bool possible = claimed || identity.supports(others_of(needs_of(scenario), each.word));
      if (!possible) continue;  // it would show that something else is lacking
      if (!claimed && each.word == "python") continue;  // the dialect is for those who ask for it
      const auto found = conformance::probe(each, implementation_);
      ++(claimed ? result_.claims : result_.denials);
      const std::string word(each.word);
      if (claimed && found.not_tried)
        find(LintCheck::claims, "claims " + word + ", and does not do it: " + *found.not_tried,
             "claim it no more, or mend the adapter: every rule that needs it counts this against "
             "the implementation",
             &scenario);
      else if (claimed && found.not_shown)
        result_.doubts.push_back(word + ": " + *found.not_shown);
      if (!claimed && !found.not_shown && !has_turns_of_the_suite(each.word))
        find(LintCheck::denials, "does not claim " + word + ", and shows it",
             "claim it, so that the rules that need it are judged", &scenario);
    }
  }

  /// A library that only gathers has no loop of its own: its turns are right by chance.
  bool has_turns_of_the_suite(std::string_view word) const {
    return word == "turns" && !result_.identity.supports("callbacks");
  }

  static std::string others_of(const std::string& needs, std::string_view word) {
    std::string others;
    std::string_view rest = needs;
    while (!rest.empty()) {
      const auto end = std::min(rest.find(' '), rest.size());
      if (rest.substr(0, end) != word) others += std::string(rest.substr(0, end)) + " ";
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return others;
  }

  Implementation& implementation_;
  const Progress& progress_;
  LintResult result_;
  std::vector<Scenario> scenarios_;
  std::vector<std::optional<spec::Trace>> first_;  // what the first runs gave
  std::map<Trouble::Kind, std::string> first_trouble_;
};

}  // namespace

std::string_view to_string(LintCheck check) {
  static constexpr std::array<std::string_view, lint_checks.size()> words{
      "protocol", "answers", "scripts", "repetition", "claims", "denials"};
  return words[static_cast<std::size_t>(check)];
}

LintResult lint(Implementation& implementation, std::uint64_t cases, std::uint64_t seed,
                const Progress& progress) {
  return Linter(implementation, cases, seed, progress).run();
}

}  // namespace gathercheck::conformance
