// SPDX-License-Identifier: MIT
#include "cancelled_error.hpp"

#include <algorithm>

#include "cancelling.hpp"

namespace gathercheck::spec::rules {

std::optional<Cancelled> how_cancelled(const History& h, Name n) {
  const auto* s = h.sure_settlement(n);
  if (!s || !s->cancelled()) return std::nullopt;
  if (h.trace().kind(n) == Kind::future) return Cancelled::future;
  const auto end = h.end_of(n);
  if (end == nowhere) return Cancelled::unstarted;
  if (h.event(end).outcome.is_result()) return Cancelled::replaced;
  // A body that ended otherwise was not cancelled, whatever an implementation that is wrong says.
  if (!own_cancelled_error(h, n)) return std::nullopt;
  return Cancelled::raised;
}

const Error* own_cancelled_error(const History& h, Name n) {
  const auto end = h.end_of(n);
  return end != nowhere && h.event(end).outcome.is_cancellation() ? h.event(end).outcome.error()
                                                                  : nullptr;
}

const Error* error_of(const History& h, std::size_t event) {
  return h.event(event).outcome.error();
}

const Error* cancelled_error_of(const History& h, Name outer) {
  const auto* state = h.final_of(outer);
  return state && state->is_cancellation() ? state->error() : nullptr;
}

Message message_of_future(const History& h, Name future) {
  return message_at(h, h.settlement(future)->event);
}

std::size_t first_sight(const History& h, const Error& error) {
  if (error.id == 0) return nowhere;
  for (std::size_t i = 0; i < h.events().size(); ++i) {
    bool seen = false;
    each_error(h.event(i), [&](const Error& other) { seen = seen || other.id == error.id; });
    if (seen) return i;
  }
  return nowhere;
}

bool is_new(const History& h, const Error& error, std::size_t event) {
  return first_sight(h, error) >= event;
}

bool is_new(const History& h, const Source& source) {
  const auto* own = own_cancelled_error(h, source.child);
  if (own && own->id != 0 && own->id == source.error.id) return false;
  const auto sight = first_sight(h, source.error);
  return sight == nowhere || h.event(sight).turn >= source.settlement.turn;
}

bool is_asked_by_others(const History& h, const Source& source) {
  const auto asks = [&](const Await& await) { return await.on == source.child && !await.shield; };
  const auto looks = [&](std::size_t event) { return h.event(event).of == source.child; };
  const auto has = [&](const Gathering& other) {
    return other.outer != source.gathering.outer && is_child(other, source.child);
  };
  return std::ranges::any_of(h.awaits(), asks) || std::ranges::any_of(h.gatherings(), has) ||
         std::ranges::any_of(h.of_kind(EventKind::observed), looks);
}

std::string told(const History& h, const Source& source) {
  return who(h, source.gathering.outer) + " failed with " + shown(h, Value{source.error}) +
         ", for which it asked " + who(h, source.child) +
         (source.all_done ? ", its last argument" : "");
}

}  // namespace gathercheck::spec::rules
