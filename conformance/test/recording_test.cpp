// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/recording.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "gathercheck/conformance/digest.hpp"
#include "gathercheck/conformance/record.hpp"
#include "gathercheck/conformance/recording_error.hpp"
#include "gathercheck/conformance/verification.hpp"
#include "gathercheck/spec/format_error.hpp"
#include "gathercheck/spec/trace_json.hpp"
#include "recordings_folder.hpp"
#include "reference_adapter.hpp"
#include "schema.hpp"

namespace gathercheck::conformance {
namespace {

using spec::Edition;

constexpr std::size_t count = 100;

std::vector<Scenario> some_scenarios(std::uint64_t seed = 5) {
  return RandomScenarios(count, seed, {Focus("done_children")}).next(count);
}

/// The editions in which these tests record: a whole one, and one that is stored on top of it.
constexpr Edition whole{13};
constexpr Edition older{11};

/// The reference as a witness, and what it records of some scenarios.
class Recordings : public testing::Test {
 protected:
  Recordings() : folder_(some_scenarios()) {
    folder_.record_facts(reference_);
    const Recording base(folder_.path(), whole);
    folder_.record_facts(older_reference_, &base);
  }

  VerificationResult verified(Edition edition, Implementation& implementation, bool judge = false) {
    const Recording recording(folder_.path(), edition);
    return verify(recording, Corpus(folder_.path()), implementation, {{}, judge});
  }
  VerificationResult verified(Edition edition, bool judge = false) {
    ReferenceAdapter reference(edition);
    return verified(edition, reference, judge);
  }

  /// What is said when the recording of the older edition is verified; empty if nothing is.
  std::string complaint(bool judge = false) {
    try {
      verified(older, judge);
      return "";
    } catch (const RecordingError& error) {
      EXPECT_NE(error.hint(), "");
      return error.what();
    }
  }

  /// Writes a provenance of the older edition that was changed.
  void change_provenance(const std::function<void(Provenance&)>& change) const {
    auto provenance = parse_provenance(folder_.read("3.11/provenance.json"));
    change(provenance);
    folder_.write("3.11/provenance.json", to_json(provenance));
  }
  /// Stores these lines as the traces of the older edition, and says so in its provenance.
  void store_lines(const std::vector<std::string>& lines) const {
    LinePacker packer;
    for (const auto& line : lines) packer.add(line);
    const auto bytes = packer.finish();
    folder_.write("3.11/facts.jsonl.zst", bytes);
    change_provenance([&](Provenance& each) { each.parts[0].file = Digest::of(bytes); });
  }
  std::vector<std::string> stored_lines() const {
    LineUnpacker unpacker(folder_.read("3.11/facts.jsonl.zst"), "the test");
    std::vector<std::string> lines;
    while (const auto line = unpacker.next()) lines.emplace_back(*line);
    return lines;
  }

  ReferenceAdapter reference_{whole};
  ReferenceAdapter older_reference_{older};
  RecordingsFolder folder_;
};

#define EXPECT_SAYS(text, said) EXPECT_NE((said).find(text), std::string::npos) << (said)

TEST_F(Recordings, GiveBackEveryTrace) {
  const auto scenarios = some_scenarios();
  for (const auto edition : {whole, older}) {
    auto traces = Recording(folder_.path(), edition).traces(Part::facts);
    for (const auto& scenario : scenarios) {
      const auto trace = traces.next();
      ASSERT_TRUE(trace.has_value());
      EXPECT_EQ(*trace, spec::to_json(ReferenceAdapter::trace(scenario, edition)));
    }
    EXPECT_FALSE(traces.next().has_value());
  }
}

TEST_F(Recordings, StoreOnlyWhatDiffersFromTheirBase) {
  const Recording recording(folder_.path(), older);
  const auto& part = *recording.find(Part::facts);
  EXPECT_EQ(part.traces, count);
  EXPECT_GT(part.own, 0u);
  EXPECT_LT(part.own, count / 2);
  EXPECT_EQ(Recording(folder_.path(), whole).find(Part::facts)->own, count);
}

TEST_F(Recordings, TheDigestDoesNotDependOnTheBase) {
  const auto on_top = Recording(folder_.path(), older).find(Part::facts)->digest;
  const auto alone = folder_.record_facts(older_reference_);
  EXPECT_FALSE(alone.parts[0].base.has_value());
  EXPECT_EQ(alone.parts[0].digest, on_top);
}

TEST_F(Recordings, TheSameWitnessMakesTheSameBytes) {
  const auto provenance = folder_.read("3.13/provenance.json");
  const auto traces = folder_.read("3.13/facts.jsonl.zst");
  folder_.record_facts(reference_);
  EXPECT_EQ(folder_.read("3.13/provenance.json"), provenance);
  EXPECT_EQ(folder_.read("3.13/facts.jsonl.zst"), traces);
}

TEST_F(Recordings, AreVerified) {
  for (const auto edition : {whole, older}) {
    const auto result = verified(edition);
    EXPECT_EQ(result.compared, count);
    EXPECT_EQ(result.different, 0u);
    EXPECT_EQ(result.mishaps, 0u);
    EXPECT_FALSE(result.difference.has_value());
  }
}

TEST_F(Recordings, AreJudged) {
  const auto result = verified(older, true);
  EXPECT_FALSE(result.tally.any_violated());
  std::uint64_t reached = 0;
  for (const auto& each : result.tally.rules()) reached += each.reached();
  EXPECT_GT(reached, 10 * count);
}

/// The gather of another edition, which claims to be of the older one.
class Impostor : public Implementation {
 public:
  const Identity& identity() const override { return identity_; }
  void run(std::span<const Scenario> scenarios, const Report& report) override {
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
      auto trace = ReferenceAdapter::trace(scenarios[i], whole);
      trace.edition = older;
      report(i, Run(std::move(trace)));
    }
  }

 private:
  Identity identity_{"impostor", "1", "C++", older, {"all"}};
};

TEST_F(Recordings, ADifferentGatherIsFoundOut) {
  Impostor impostor;
  const auto result = verified(older, impostor);
  EXPECT_EQ(result.different, Recording(folder_.path(), older).find(Part::facts)->own);
  ASSERT_TRUE(result.difference.has_value());
  const auto& difference = *result.difference;
  EXPECT_EQ(spec::to_json(difference.expected),
            spec::to_json(ReferenceAdapter::trace(difference.scenario, older)));
  EXPECT_NE(difference.expected, difference.observed);
}

TEST_F(Recordings, AWrongTraceIsAViolationOfTheLaw) {
  auto lines = stored_lines();
  const auto own = std::ranges::find_if(lines, [](const auto& line) {
    return line.find("\"return_exceptions\":false,\"done\":false") != std::string::npos;
  });
  ASSERT_NE(own, lines.end());
  own->replace(own->find("\"done\":false"), 12, "\"done\":true");
  store_lines(lines);
  EXPECT_EQ(verified(older).different, 1u);
  EXPECT_SAYS("has other traces than those of which it has the digest", complaint(true));
}

TEST_F(Recordings, AMissingOneIsRefused) {
  EXPECT_FALSE(Recording::exists(folder_.path(), Edition{9}));
  std::filesystem::remove_all(folder_.path() / "3.11");
  EXPECT_SAYS("3.11/provenance.json: cannot be read: No such file or directory", complaint());
}

TEST_F(Recordings, AMissingFileIsRefused) {
  std::filesystem::remove(folder_.path() / "3.11" / "facts.jsonl.zst");
  EXPECT_SAYS("facts.jsonl.zst: cannot be read: No such file or directory", complaint());
}

TEST_F(Recordings, ATruncatedFileIsRefused) {
  const auto bytes = folder_.read("3.11/facts.jsonl.zst");
  folder_.write("3.11/facts.jsonl.zst", bytes.substr(0, bytes.size() / 2));
  EXPECT_SAYS("expected a file with the SHA-256 digest", complaint());
}

TEST_F(Recordings, ATruncatedBaseIsRefused) {
  const auto bytes = folder_.read("3.13/facts.jsonl.zst");
  folder_.write("3.13/facts.jsonl.zst", bytes.substr(0, bytes.size() / 2));
  EXPECT_SAYS("3.13/facts.jsonl.zst: expected a file with the SHA-256 digest", complaint());
}

TEST_F(Recordings, ALostTraceIsRefused) {
  auto lines = stored_lines();
  lines.pop_back();
  store_lines(lines);
  EXPECT_SAYS("to have 100 traces, but", complaint());
}

TEST_F(Recordings, ATraceTooManyIsRefused) {
  auto lines = stored_lines();
  lines.push_back(lines.back());
  store_lines(lines);
  EXPECT_SAYS("to have 100 traces, but", complaint());
}

TEST_F(Recordings, AnotherNumberOfGapsIsRefused) {
  change_provenance([](Provenance& each) { each.parts[0].gaps = 2; });
  EXPECT_SAYS("to have 2 gaps, but 0", complaint());
}

TEST_F(Recordings, AnotherVersionOfTheFormatIsRefused) {
  auto text = folder_.read("3.11/provenance.json");
  text.replace(text.find("\"provenance\": 1"), 15, "\"provenance\": 2");
  folder_.write("3.11/provenance.json", text);
  EXPECT_SAYS("3.11/provenance.json: provenance: ", complaint());
}

TEST_F(Recordings, TheProvenanceOfAnotherEditionIsRefused) {
  change_provenance([](Provenance& each) { each.edition = Edition{10}; });
  EXPECT_SAYS("expected a recording of 3.11, found one of 3.10", complaint());
}

TEST_F(Recordings, ATextThatIsNoProvenanceIsRefused) {
  folder_.write("3.11/provenance.json", "{\"provenance\": 1, \"edition\": ");
  EXPECT_SAYS("3.11/provenance.json: expected JSON", complaint());
}

TEST_F(Recordings, ABaseThatWasReplacedIsRefused) {
  folder_.store_facts(some_scenarios(6));
  folder_.record_facts(reference_);
  EXPECT_SAYS("is stored on top of one of 3.13 that is not there any more", complaint());
}

TEST_F(Recordings, ThoseOfOtherScenariosAreRefused) {
  folder_.store_facts(some_scenarios(6));
  EXPECT_SAYS("was made of other scenarios than the corpus has now", complaint());
}

TEST_F(Recordings, APartThatWasNotRecordedIsRefused) {
  const Recording recording(folder_.path(), older);
  EXPECT_THROW(recording.traces(Part::sample), RecordingError);
  EXPECT_THROW(Corpus(folder_.path()).at(Part::sample), RecordingError);
}

TEST_F(Recordings, TheirDocumentsAreValidAndSurviveTheirTexts) {
  const auto provenance = folder_.read("3.11/provenance.json");
  const auto corpus = folder_.read("corpus/corpus.json");
  EXPECT_EQ(spec::JsonSchema("provenance").complaint(nlohmann::json::parse(provenance)), "");
  EXPECT_EQ(spec::JsonSchema("corpus").complaint(nlohmann::json::parse(corpus)), "");
  EXPECT_EQ(to_json(parse_provenance(provenance)), provenance);
  EXPECT_EQ(corpus_json(parse_corpus(corpus)), corpus);
}

/// A witness that does something else with the scenario number `at`.
class BadWitness : public Implementation {
 public:
  explicit BadWitness(std::function<Run(const Scenario&)> bad) : bad_(std::move(bad)) {}

  const Identity& identity() const override { return identity_; }
  void run(std::span<const Scenario> scenarios, const Report& report) override {
    for (std::size_t i = 0; i < scenarios.size(); ++i)
      report(i, i == 7 ? bad_(scenarios[i]) : Run(ReferenceAdapter::trace(scenarios[i], whole)));
  }

 private:
  std::function<Run(const Scenario&)> bad_;
  Identity identity_{"bad", "1", "C++", whole, {"all"}};
};

Run refused(const Scenario&) {
  return Run(Trouble{Trouble::Kind::refused, "not today"});
}

Run with_a_blank(const Scenario& scenario) {
  auto text = spec::to_json(ReferenceAdapter::trace(scenario, whole));
  return Run::unread(text.insert(text.size() - 1, " "));
}

Run of_another_edition(const Scenario& scenario) {
  return Run(ReferenceAdapter::trace(scenario, older));
}

TEST_F(Recordings, AreNotMadeOfTrouble) {
  BadWitness witness(refused);
  EXPECT_THROW(folder_.record_facts(witness), RecordingError);
}

TEST_F(Recordings, AreNotMadeOfTracesThatAreNotCanonical) {
  BadWitness witness(with_a_blank);
  EXPECT_THROW(folder_.record_facts(witness), RecordingError);
}

TEST_F(Recordings, AreNotMadeOfTracesOfAnotherEdition) {
  BadWitness witness(of_another_edition);
  EXPECT_THROW(folder_.record_facts(witness), RecordingError);
}

TEST(Gaps, AreWhatAWitnessSaysThatItNeeds) {
  const auto gap = gap_of({Trouble::Kind::refused, "needs Python 3.12: eager tasks"});
  EXPECT_EQ(gap, "{\"trouble\":\"needs Python 3.12: eager tasks\"}");
  EXPECT_TRUE(is_gap(*gap));
}

TEST(Gaps, AnyOtherTroubleIsNone) {
  EXPECT_FALSE(gap_of({Trouble::Kind::refused, "the scenario is strange"}).has_value());
  EXPECT_FALSE(gap_of({Trouble::Kind::exit, "needs Python 3.12: eager tasks"}).has_value());
  EXPECT_FALSE(is_gap(head_of_traces({13})));
}

}  // namespace
}  // namespace gathercheck::conformance
