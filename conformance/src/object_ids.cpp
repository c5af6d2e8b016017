// SPDX-License-Identifier: MIT
#include "object_ids.hpp"

#include <algorithm>
#include <map>

namespace gathercheck::conformance {

void renumber(std::span<spec::Event> events, std::vector<spec::Trace::ErrorText>& texts) {
  std::map<spec::ObjectId, spec::ObjectId> numbers{{0, 0}};
  const auto number = [&](spec::ObjectId& id) {
    id = numbers.try_emplace(id, static_cast<spec::ObjectId>(numbers.size())).first->second;
  };
  for (auto& event : events) each_id(event, number);
  std::erase_if(texts, [&](const auto& text) { return !numbers.contains(text.id); });
  for (auto& text : texts) text.id = numbers[text.id];
  std::ranges::sort(texts, {}, &spec::Trace::ErrorText::id);
}

spec::ObjectId new_id(const spec::Trace& trace) {
  spec::ObjectId largest = 0;
  for (auto event : trace.events)
    each_id(event, [&](spec::ObjectId id) { largest = std::max(largest, id); });
  return largest + 1;
}

}  // namespace gathercheck::conformance
