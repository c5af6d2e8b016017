// SPDX-License-Identifier: MIT
#include "loop_call.hpp"

#include <algorithm>

namespace gathercheck::spec::rules {
namespace {

constexpr Edition running_loop_first{14};

Place place_of(const History& h, const Event& call) {
  if (h.name(call.by) == "before") return Place::main_thread;
  return h.name(call.by) == "thread" ? Place::thread : Place::in_loop;
}

/// The arguments in order, each once.
std::vector<Name> arguments_of(const Event& call) {
  std::vector<Name> arguments;
  for (const Name n : call.children)
    if (std::ranges::find(arguments, n) == arguments.end()) arguments.push_back(n);
  return arguments;
}

}  // namespace

LoopCalls::LoopCalls(const History& h, Edition edition)
    : h_(h),
      edition_(edition),
      options_(run_options(h)),
      loops_(h.trace().names.size(), Loop::unknown) {
  for (std::size_t n = 0; n < h.trace().kinds.size(); ++n) {
    const Kind kind = h.trace().kinds[n];
    if (kind == Kind::task || kind == Kind::future) loops_[n] = Loop::own;
  }
  for (const auto i : h.of_kind(EventKind::noted))
    if (is_note(h, i, "loop")) loops_[static_cast<std::size_t>(h.event(i).of)] = Loop::other;
  for (const auto i : h.of_kind(EventKind::gather)) {
    calls_.push_back(read(i));
    decide(calls_.back());
  }
}

/// A call that was refused may be made again, with the same keywords: it is noted again, too.
LoopCall LoopCalls::read(std::size_t event) const {
  const Event& e = h_.event(event);
  LoopCall call;
  call.event = event;
  call.place = place_of(h_, e);
  for (const auto i : h_.of_kind(EventKind::noted)) {
    if (i > event) break;
    if (h_.event(i).of != e.of) continue;
    call.positional |= is_note(h_, i, "positional");
    if (!is_note(h_, i, "keyword")) continue;
    const bool loop = h_.event(i).outcome.value == Value{std::string("loop")};
    (loop ? call.keyword_loop : call.other_keywords) = true;
  }
  return call;
}

void LoopCalls::decide(LoopCall& call) {
  const Event& e = h_.event(call.event);
  if (call.other_keywords || (call.keyword_loop && !takes_loop())) {
    call.fate = Fate::bad_arguments;
    return;
  }
  Loop loop = Loop::unknown;
  const bool running = call.place == Place::in_loop && edition_ >= running_loop_first;
  if (call.keyword_loop || running) loop = Loop::own;
  call.fate = go_through_arguments(call, loop);
  if (call.fate != Fate::accepted) return;
  call.loop = loop;
  if (!e.outcome.is_error()) loops_[static_cast<std::size_t>(e.of)] = loop;
}

Fate LoopCalls::go_through_arguments(LoopCall& call, Loop& loop) {
  const auto arguments = arguments_of(h_.event(call.event));
  for (const Name argument : arguments) {
    const Fate fate = take(call, argument, loop);
    if (fate != Fate::accepted) return fate;
  }
  if (call.positional) return Fate::bad_arguments;
  const bool found = !arguments.empty() || loop != Loop::unknown || take_current(call, loop);
  return found ? Fate::accepted : Fate::no_current_loop;
}

Fate LoopCalls::take(LoopCall& call, Name argument, Loop& loop) {
  const Kind kind = h_.trace().kind(argument);
  if (kind == Kind::object) return Fate::unknown;
  if (kind == Kind::coroutine) {
    if (loop == Loop::unknown && !take_current(call, loop)) return Fate::no_current_loop;
    call.scheduled.push_back(argument);
    loops_[static_cast<std::size_t>(argument)] = loop;
    return Fate::accepted;
  }
  const Loop its = loop_of(argument);
  if (its == Loop::unknown) return Fate::unknown;
  if (loop == Loop::unknown) loop = its;
  return loop == its ? Fate::accepted : Fate::two_loops;
}

/// Lets the call ask for the current loop; whether there is one.
bool LoopCalls::take_current(LoopCall& call, Loop& loop) const {
  call.asks_for_current = call.outside();
  if (call.place == Place::thread) return false;
  if (call.place == Place::main_thread && !options_.current) return false;
  loop = Loop::own;
  return true;
}

std::string_view type_of(Fate fate) {
  switch (fate) {
    case Fate::no_current_loop:
      return "RuntimeError";
    case Fate::two_loops:
      return "ValueError";
    case Fate::bad_arguments:
      return "TypeError";
    default:
      return "";
  }
}

std::string text_of(const LoopCall& call) {
  if (call.fate == Fate::two_loops)
    return "The future belongs to a different loop than the one specified as the loop argument";
  if (call.fate != Fate::no_current_loop) return "";
  const std::string thread = call.place == Place::thread ? "thread" : "MainThread";
  return "There is no current event loop in thread '" + thread + "'.";
}

std::string told(const LoopCall& call) {
  if (type_of(call.fate).empty()) return "no error";
  const auto text = text_of(call);
  return std::string(type_of(call.fate)) + (text.empty() ? "" : "('" + text + "')");
}

}  // namespace gathercheck::spec::rules
