// SPDX-License-Identifier: MIT
#include "suite.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/detail/Configuration.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <iostream>
#include <sstream>

#include "expectation.hpp"
#include "gathercheck/conformance/scenario_gen.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/shrink.hpp"
#include "gathercheck/spec/rule.hpp"
#include "gathercheck/spec/trace_text.hpp"

namespace gathercheck::conformance {

/// How RapidCheck shows a counterexample.
void showValue(const Scenario& scenario, std::ostream& out) {
  out << to_json(scenario);
}

namespace {

/// How many scenarios a rule's own focus may need for one that reaches it.
constexpr int most_discards = 400;

/// Scenarios of a world, shrunk by taking parts out of them.
rc::Gen<Scenario> scenarios(const World& world) {
  return [world](const rc::Random& random, int) {
    auto source = random;
    auto choices = Choices::random(source.next());
    return rc::shrinkable::shrinkRecur(generate(choices, world), [](const Scenario& scenario) {
      return rc::seq::fromContainer(reductions(scenario));
    });
  };
}

rc::detail::TestParams parameters() {
  setenv("RC_PARAMS", "seed=1", 0);  // RapidCheck's own default is another seed each time
  auto params = rc::detail::configuration().testParams;
  params.maxDiscardRatio = most_discards;
  return params;
}

/// The property of one rule.
class RuleTest : public testing::Test {
 public:
  RuleTest(const spec::Rule& rule, const Factory& factory) : rule_(rule), factory_(factory) {}

  void TestBody() override {
    implementation_ = factory_(std::min(rule_.editions.last, spec::newest_edition));
    if (!implementation_->identity().supports(rule_.needs)) {
      GTEST_SKIP() << "not supported: needs " << rule_.needs;
    }
    const auto generator =
        scenarios(World::of(Focus(rule_.focus), implementation_->identity().edition));
    rc::detail::TestMetadata metadata;
    metadata.id = metadata.description = std::string(rule_.id);
    const auto result =
        rc::detail::checkTestable([&] { judge(*generator); }, metadata, parameters());
    std::cout << rule_.id << " reached " << reached_ << " times in " << generated_
              << " scenarios\n";
    RecordProperty("reached", static_cast<int>(reached_));
    RecordProperty("generated", static_cast<int>(generated_));
    if (result.is<rc::detail::SuccessResult>()) return;
    std::ostringstream message;
    rc::detail::printResultMessage(result, message);
    FAIL() << rule_.id << ": " << rule_.sentence << '\n' << message.str();
  }

 private:
  void judge(const Scenario& scenario) {
    ++generated_;
    auto run = implementation_->run_one(scenario);
    if (const auto* trouble = run.trouble()) RC_FAIL("harness trouble: " + trouble->what);
    const auto judgement = rule_.judge(spec::History(run.trace()));
    if (judgement.verdict == spec::Verdict::vacuous) RC_DISCARD();
    ++reached_;
    if (judgement.verdict == spec::Verdict::violated)
      RC_FAIL(told({&rule_, {scenario, run.take_trace(), judgement}, 0, {}}));
  }

  std::string told(const Failure& failure) const {
    const auto& identity = implementation_->identity();
    return "\n" + failure_text(failure, asides({failure}, identity, identity.edition, "").front());
  }

  const spec::Rule& rule_;
  const Factory& factory_;
  std::unique_ptr<Implementation> implementation_;
  std::uint64_t generated_ = 0;
  std::uint64_t reached_ = 0;
};

std::string suite_name(const spec::Rule& rule) {
  std::string name(rule.id);
  std::ranges::replace(name, '-', '_');
  return name;
}

/// "The first failure completes the outer at once" as TheFirstFailureCompletesTheOuterAtOnce.
std::string test_name(const spec::Rule& rule) {
  std::string name;
  bool word_begins = true;
  for (const char c : rule.title) {
    const bool letter = std::isalnum(static_cast<unsigned char>(c)) != 0;
    if (letter) name += word_begins ? static_cast<char>(std::toupper(c)) : c;
    word_begins = !letter;
  }
  return name;
}

}  // namespace

void register_suite(const Factory& factory) {
  static const Factory kept = factory;
  for (const auto& rule : spec::law())
    testing::RegisterTest(suite_name(rule).c_str(), test_name(rule).c_str(), nullptr, nullptr,
                          __FILE__, __LINE__,
                          [&rule]() -> testing::Test* { return new RuleTest(rule, kept); });
}

}  // namespace gathercheck::conformance
