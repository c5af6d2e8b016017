// SPDX-License-Identifier: MIT
#include "cancel_message.hpp"

#include <algorithm>

#include "cancelling.hpp"

namespace gathercheck::spec::rules {
namespace {

/// The end of the interval during which only a request can end the sleep.
std::int64_t deadline(const History& h, const Sleep& sleep) {
  return h.event(sleep.begin).time + sleep.delay;
}

/// Who deals with a request to a task.
enum class Taker : std::uint8_t { task, awaited, unknown };

/// Who dealt with a request that came while the task was suspended in the sleep.
Taker taker_in(const History& h, const Sleep& sleep, const Request& request, bool is_first) {
  if (sleep.delay == 0 || sleep.doomed || !is_first) return Taker::task;
  return h.event(request.event).time < deadline(h, sleep) ? Taker::awaited : Taker::unknown;
}

}  // namespace

std::string shown(const Message& message) {
  if (!message.known) return "some message";
  return message.text ? "'" + *message.text + "'" : "no message";
}

Message message_at(const History& h, std::size_t event) {
  const Event& e = h.event(event);
  if (e.kind == EventKind::cancel) return {true, e.message};
  return e.kind == EventKind::awaiting ? last_message(h, e.of, event) : Message();
}

Message last_message(const History& h, Name n, std::size_t event) {
  const Request* last = nullptr;
  for (const Request& request : h.requests())
    if (request.target == n && request.event < event) last = &request;
  return last && last->certain ? message_at(h, last->event) : Message();
}

Message interruption_message(const History& h, const Sleep& sleep) {
  if (sleep.delay == 0) return last_message(h, sleep.script, sleep.end);
  if (sleep.doomed) return last_message(h, sleep.script, sleep.begin);
  Message first;
  for (const Request& request : h.requests()) {
    if (request.target != sleep.script || request.event < sleep.begin || request.event > sleep.end)
      continue;
    if (!request.certain) return {};
    const Message message = message_at(h, request.event);
    if (h.event(request.event).time < deadline(h, sleep)) return first.known ? Message() : message;
    // The sleep may be over: then it is the last request that counts.
    if (!message.known || (first.known && first.text != message.text)) return {};
    first = message;
  }
  return first;
}

Message kept_message(const History& h, Name task) {
  Message kept = Message::none();
  const Sleep* last_sleep = nullptr;
  for (const Request& request : h.requests()) {
    if (request.target != task) continue;
    const Message message = request.certain ? message_at(h, request.event) : Message();
    auto taker = Taker::task;
    if (const auto* sleep = sleep_at(h, task, request.event)) {
      taker = taker_in(h, *sleep, request, sleep != last_sleep);
      last_sleep = sleep;
    } else if (await_at(h, task, request.event)) {
      taker = Taker::unknown;
    }
    if (!request.certain) taker = Taker::unknown;
    if (taker == Taker::task)
      kept = message;
    else if (taker == Taker::unknown && (!message.known || message.text != kept.text))
      kept = {};
  }
  return kept;
}

}  // namespace gathercheck::spec::rules
