// SPDX-License-Identifier: MIT
#include "semantics_document.hpp"

#include <algorithm>

#include "placement.hpp"
#include "terminal.hpp"

namespace gathercheck::tools {
namespace {

using conformance::known_semantics;
using conformance::LineUp;
using conformance::Semantics;

constexpr auto introduction = R"(# semantics: the known behaviours

What awaits several things at once does not have many ways to behave. Here are those that are known, each a model that runs scenarios, so that
a gather under test can be told which of them it is nearest to, and in what it departs from that.

- `semantics.hpp`: a known behaviour: what it means, who has it, which other it is like. Most are wrong gathers of `../mutants` as well.
- `known_semantics.hpp`: all of them, in the files `promises.cpp` and so on, by what a failure means.
- `line_up.hpp`: a fixed list of scenarios, and what each of them does there; `placement.hpp`: where an implementation stands.

```
gathercheck semantics                                    # the lattice
gathercheck semantics promise_all                        # one of them
gathercheck semantics --of "node my_gather.js"           # where an implementation stands; check says it in a line
gathercheck check semantics:promise_all                  # one of them before the law
gathercheck semantics --markdown conformance/semantics/README.md   # makes this page; the test semantics.page says when it is out of date
```

)";

constexpr auto measure = R"(## How an implementation is placed

The examples of the rules and 2,000 random scenarios, as far as its capabilities allow them, are run on the implementation and on
every model, and what each profile sees of the traces is compared. **The nearest is the model that agrees in the most scenarios of the profile
`cancellation`**: those of `values`, and those in which somebody cancels. Of those that agree equally,
one that lacks what the implementation lacks is nearer (nobody can cancel Promise.all); then the finer profiles decide (`future`, `turns`,
`python`), then the edition that the implementation claims, then the order below. What no scenario tells apart is alike: "gather of Python 3.12 and 3.13".

A *departure* is a rule that the implementation breaks and the nearest model keeps, or keeps although the model breaks it, or that both break, but
not in the same scenarios; the weakest profile comes first, then what is seen most often. An implementation that breaks no rule at all is gather of the law's edition, and nothing is run for
that. Below half of the scenarios of `cancellation` it is said to behave as nothing that is known.

)";

void draw(const Semantics& parent, const std::string& indent, std::string& text) {
  for (const auto& each : known_semantics()) {
    if (each.like != parent.name) continue;
    text += indent + "+- " + std::string(each.name) + ": " + std::string(each.differs) + "\n";
    draw(each, indent + "|  ", text);
  }
}

std::string row(const std::vector<std::string>& cells) {
  std::string text = "|";
  for (const auto& cell : cells) text += " " + cell + " |";
  return text + "\n";
}

/// The first rules that tell it from the one that it is like, and how many more there are.
std::string rules_between(const LineUp& line_up, const Semantics& semantics) {
  constexpr std::size_t most_named = 5;
  const auto* other = conformance::find_semantics(semantics.like);
  if (!other) return "";
  const auto departures = conformance::departures_between(line_up, semantics, *other);
  std::string text;
  for (std::size_t i = 0; i < std::min(departures.size(), most_named); ++i)
    text += (i == 0 ? "" : " ") + std::string(departures[i].rule->id);
  const auto count = departures.size();
  return count > most_named ? text + " and " + std::to_string(count - most_named) + " more" : text;
}

std::string table(const LineUp& line_up) {
  std::string text = row({"name", "it behaves as", "what it does", "where it is found",
                          "agrees with gather 3.14 in `values`", "in `cancellation`",
                          "rules that tell it from the one above"}) +
                     "|---|---|---|---|---|---|---|\n";
  for (const auto& each : known_semantics()) {
    const auto agreement =
        conformance::agreement_of(line_up, each, conformance::gather_of(line_up.edition()));
    text += row({"`" + std::string(each.name) + "`", std::string(each.title),
                 std::string(each.meaning), std::string(each.found), agreement[0].percent(),
                 agreement[1].percent(), rules_between(line_up, each)});
  }
  return text;
}

}  // namespace

std::string drawn_lattice() {
  const auto& root = known_semantics().front();
  std::string text = std::string(root.name) + ": " + std::string(root.meaning) + "\n";
  draw(root, "", text);
  return text;
}

std::string semantics_document(const LineUp& line_up) {
  return introduction +
         std::string(
             "## The lattice\n\nEach stands below the one that it is like, with what it does "
             "otherwise.\n\n```\n") +
         drawn_lattice() + "```\n\n" + measure + "## All of them\n\nMeasured in " +
         grouped(line_up.items().size()) + " scenarios.\n\n" + table(line_up);
}

}  // namespace gathercheck::tools
