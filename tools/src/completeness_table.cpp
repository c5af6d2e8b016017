// SPDX-License-Identifier: MIT
#include "completeness_table.hpp"

#include <algorithm>
#include <cstdio>

#include "gathercheck/spec/json_text.hpp"
#include "terminal.hpp"

namespace gathercheck::tools {
namespace {

using conformance::CompletenessResult;
using conformance::Edited;
using conformance::EditTally;
using spec::Profile;

constexpr std::array profiles{Profile::values, Profile::cancellation, Profile::future,
                              Profile::turns, Profile::python};

double percent_of(const Edited& edited) {
  return 100.0 * static_cast<double>(edited.rejected) / static_cast<double>(edited.falsified());
}

/// "99.6", never rounded up to 100; "-" if there was nothing to reject.
std::string share(const Edited& edited) {
  if (edited.falsified() == 0) return "-";
  if (edited.survived() == 0) return "100";
  char text[16];
  std::snprintf(text, sizeof text, "%.1f", std::min(percent_of(edited), 99.9));
  return text;
}

std::string counted(const Edited& edited) {
  if (edited.falsified() == 0) return "-";
  return share(edited) + " of " + grouped(edited.falsified());
}

void pad(std::string& line, std::size_t width) {
  if (line.size() < width) line.append(width - line.size(), ' ');
}

/// A line of the table for people: the word, how many were made, then a cell a profile.
template <typename Cell>
std::string row(const std::string& word, const std::string& made, Cell cell) {
  std::string line = word;
  pad(line, 28 - made.size());
  line += made;
  for (std::size_t p = 0; p < profiles.size(); ++p) {
    const std::string text = cell(profiles[p]);
    pad(line, 28 + 16 * (p + 1) - text.size());
    line += text;
  }
  return line + "\n";
}

std::uint64_t made(const CompletenessResult& result) {
  std::uint64_t sum = 0;
  for (const auto& tally : result.tallies) sum += tally.made;
  return sum;
}

std::uint64_t equivalent(const CompletenessResult& result) {
  std::uint64_t most = 0;
  for (const auto profile : profiles) most = std::max(most, result.total(profile).equivalent);
  return most;
}

void append_count(std::string& out, const char* key, std::uint64_t number) {
  out += "\"" + std::string(key) + "\":" + std::to_string(number);
}

std::string json_of(const Edited& edited) {
  std::string out = "{";
  append_count(out, "observable", edited.observable);
  append_count(out += ',', "equivalent", edited.equivalent);
  append_count(out += ',', "rejected", edited.rejected);
  return out + "}";
}

template <typename Of>
std::string profiles_json(Of of) {
  std::string out;
  for (const auto profile : profiles)
    out += (out.empty() ? "{\"" : ",\"") + std::string(to_string(profile)) +
           "\":" + json_of(of(profile));
  return out + "}";
}

std::string json_of(const EditTally& tally) {
  std::string out = "{\"kind\":\"" + std::string(tally.edit->word) + "\",\"meaning\":";
  spec::append_json(out, tally.edit->meaning);
  append_count(out += ',', "made", tally.made);
  return out + ",\"profiles\":" + profiles_json([&](Profile p) { return tally.at(p); }) + "}";
}

}  // namespace

std::string completeness_text(const CompletenessResult& result) {
  std::string out =
      row("edit", "made", [](Profile profile) { return std::string(to_string(profile)); });
  for (const auto& tally : result.tallies)
    out += row(std::string(tally.edit->word), grouped(tally.made),
               [&](Profile profile) { return counted(tally.at(profile)); });
  out += row("all", grouped(made(result)),
             [&](Profile profile) { return counted(result.total(profile)); });
  return out + "percent rejected, of the edits that changed what the profile sees; left out are " +
         grouped(equivalent(result)) + "\nthat made the true trace of another program\n";
}

std::string completeness_markdown(const CompletenessResult& result) {
  std::string out = "| edit | what it does | made |";
  std::string line = "|---|---|---|";
  for (const auto profile : profiles) {
    out += " " + std::string(to_string(profile)) + " |";
    line += "---|";
  }
  out += "\n" + line + "\n";
  for (const auto& tally : result.tallies) {
    if (tally.made == 0) continue;
    out += "| `" + std::string(tally.edit->word) + "` | " + std::string(tally.edit->meaning) +
           " | " + grouped(tally.made) + " |";
    for (const auto profile : profiles) out += " " + share(tally.at(profile)) + " |";
    out += "\n";
  }
  out += "| all | | " + grouped(made(result)) + " |";
  for (const auto profile : profiles) out += " " + counted(result.total(profile)) + " |";
  return out + "\n";
}

std::string completeness_json(const CompletenessResult& result,
                              const conformance::CompletenessOptions& options,
                              const std::string& editions) {
  std::string out = "{\"completeness\":1,\"editions\":" + editions + ",";
  append_count(out, "edits", options.of_each);
  append_count(out += ',', "seed", options.seed);
  out += ",\"profiles\":" + profiles_json([&](Profile p) { return result.total(p); });
  out += ",\"kinds\":[";
  for (const auto& tally : result.tallies)
    out += (&tally == result.tallies.data() ? "\n" : ",\n") + json_of(tally);
  return out + "]}\n";
}

std::string what_falls_short(const CompletenessResult& result, double percent,
                             double percent_of_kind) {
  std::string lines;
  const auto look = [&](const Edited& edited, std::uint64_t least, double limit,
                        const std::string& what) {
    if (edited.falsified() < std::max<std::uint64_t>(least, 1) || percent_of(edited) >= limit)
      return;
    char text[16];
    std::snprintf(text, sizeof text, "%g", limit);
    lines += "falls short: " + what + ", " + counted(edited) + " and not " + text + " %\n";
  };
  for (const auto profile : profiles) {
    const std::string name(to_string(profile));
    look(result.total(profile), 1, percent, name + ", all kinds");
    for (const auto& tally : result.tallies)
      look(tally.at(profile), enough_edits, percent_of_kind,
           name + ", " + std::string(tally.edit->word));
  }
  return lines;
}

}  // namespace gathercheck::tools
