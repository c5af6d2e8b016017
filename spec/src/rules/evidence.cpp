// SPDX-License-Identifier: MIT
#include "evidence.hpp"

namespace gathercheck::spec::rules {

bool same_object(const Error& a, const Error& b) {
  return a.type == b.type && (a.id == 0 || b.id == 0 || a.id == b.id);
}

bool same_object(const Value& a, const Value& b) {
  if (!same_content(a, b)) return false;
  if (const auto* error = a.error()) return same_object(*error, *b.error());
  const auto* list = a.list();
  if (!list) return true;
  const auto other = b.list()->id;
  return (list->id == 0 || other == 0 || list->id == other) &&
         std::ranges::equal(list->items, b.list()->items,
                            [](const Value& x, const Value& y) { return same_object(x, y); });
}

std::string who(const History& h, Name n) {
  return n == no_name ? "nobody" : h.name(n);
}

std::string when(const History& h, std::size_t event) {
  const Event& e = h.event(event);
  return "at " + std::to_string(e.time) + " (turn " + std::to_string(e.turn) + ")";
}

std::string when(const Settlement& settlement) {
  return "at " + std::to_string(settlement.time) + " (turn " + std::to_string(settlement.turn) +
         ")";
}

std::string shown(const History& h, const Outcome& outcome) {
  switch (outcome.kind) {
    case Outcome::Kind::cancelled:
      return "cancelled";
    case Outcome::Kind::result:
    case Outcome::Kind::error:
      return shown(h, outcome.value);
    default:
      return "still pending";
  }
}

std::string shown(const History& h, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value.data)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&value.data)) return "'" + *text + "'";
  if (const auto* awaitable = std::get_if<Value::Awaitable>(&value.data))
    return "<" + who(h, awaitable->name) + ">";
  if (const auto* error = value.error())
    return error->message ? error->type + "('" + *error->message + "')" : error->type;
  if (const auto* list = value.list()) {
    std::string text;
    for (const auto& item : list->items) text += (text.empty() ? "" : ", ") + shown(h, item);
    return "[" + text + "]";
  }
  return "None";
}

}  // namespace gathercheck::spec::rules
