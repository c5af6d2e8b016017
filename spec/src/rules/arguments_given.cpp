// SPDX-License-Identifier: MIT
#include <initializer_list>

#include "gathercheck/spec/verdict.hpp"
#include "gathering_view.hpp"
#include "rules.generated.hpp"

/// What becomes of each kind of argument.
namespace gathercheck::spec::rules {
namespace {

constexpr std::string_view reused = "cannot reuse already awaited coroutine";

/// What an argument is to come to.
struct Given {
  const char* type = nullptr;  ///< of the error; null for the result 1
  std::string_view text;

  bool is(const History& h, const Value& value) const {
    if (!type) return value == Value{std::int64_t{1}};
    const auto* error = value.error();
    const auto* said = error ? h.trace().text_of(*error) : nullptr;
    return said && error->type == type && *said == text;
  }
};

/// Demands that the arguments of one of the words come to what is `given`.
///
/// Some can be awaited once only, so that it counts how often they were gathered.
class GivenCheck : GatheringView {
 public:
  GivenCheck(const History& history, Judge& judge, Given given)
      : GatheringView(history), judge_(judge), given_(given) {}

  void expect(std::initializer_list<std::string_view> words, bool once = false) const {
    expect_if([&](const Gathering&, Name n) {
      return is_one_of(words, n) && (!once || calls.uses(n) == 1);
    });
  }

  void expect_if(auto is_wanted) const {
    for (const Gathering& g : h.gatherings()) {
      if (calls.is_foreign(g.outer)) continue;
      for (std::size_t i = 0; i < g.positions.size(); ++i)
        if (is_wanted(g, g.positions[i])) expect(g, i);
    }
  }

 private:
  std::string reason(const Gathering& g, std::size_t position) const {
    const Name n = g.positions[position];
    return who(h, n) + ", a " + std::string(calls.word(n)) +
           ", did not come to what it had to in " + who(h, g.outer);
  }

  void expect(const Gathering& g, std::size_t position) const {
    each_list(g.outer, [&](std::size_t event, const Value::List& list) {
      judge_.expect(position < list.items.size() && is_entry(g, list.items[position]), event,
                    [&] { return reason(g, position); });
    });
    if (const auto* end = end_by_child(g))
      judge_.expect(is_end(g, *end), h.final_event(g.outer), [&] { return reason(g, position); });
  }

  bool is_entry(const Gathering& g, const Value& entry) const {
    if (given_.type && !g.return_exceptions) return false;
    const bool cancelled = entry.error() && entry.error()->is_cancellation();
    return given_.is(h, entry) || (cancelled && !run.uncancelled);
  }

  bool is_end(const Gathering& g, const Outcome& end) const {
    if (end.is_pending()) return h.event(g.call).turn + 5 > run.last_turn;
    const bool raises = given_.type && !g.return_exceptions;
    return raises ? end.is_error() && given_.is(h, end.value) : end.is_result();
  }

  Judge& judge_;
  Given given_;
};

/// Demands that calls with an object of this word return which these editions accept.
void expect_accepted(const History& h, Judge& judge, EditionRange editions, std::string_view word) {
  const GatherCalls calls(h);
  for (const GatherCall& call : calls.all()) {
    const auto given =
        std::ranges::find(call.positions, word, [&](Name n) { return calls.word(n); });
    if (given == call.positions.end()) continue;
    if (calls.refusal(call, editions).reason != Refusal::Reason::none) continue;
    judge.expect(!raised(h, call), call.event, [&] {
      return "gather refused " + who(h, *given) + ", a " + std::string(word) + ", with " +
             shown(h, h.event(call.event).outcome);
    });
  }
}

/// Whether the body of the task is over before another task steps the same coroutine for the
/// first time.
bool is_over(const History& h, const Gathering& g, Name task) {
  const auto start = h.start_of(task);
  const auto end = h.end_of(task);
  if (end == nowhere || start == nowhere) return false;
  if (end < g.call) return true;
  const auto suspends = [&](const Event& e) {
    return e.of == task && e.kind != EventKind::started && e.kind != EventKind::ended;
  };
  return start > g.call && h.birth_of(task) < g.call &&
         std::none_of(h.events().begin() + static_cast<std::ptrdiff_t>(start),
                      h.events().begin() + static_cast<std::ptrdiff_t>(end), suspends);
}

}  // namespace

void arg_19(const History& h, Judge& judge) {
  GivenCheck(h, judge, {}).expect({"generator"}, true);
  expect_accepted(h, judge, {{8}, {11}}, "generator");
}

void arg_20(const History& h, Judge& judge) {
  GivenCheck(h, judge, {}).expect({"awaitable", "equal"});
}

void arg_21(const History& h, Judge& judge) {
  GivenCheck(h, judge, {"ValueError", "no await"}).expect({"raising_awaitable"});
}

void arg_22(const History& h, Judge& judge) {
  GivenCheck(h, judge, {"TypeError", "'int' object is not iterable"}).expect({"bad_awaitable"});
}

void arg_23(const History& h, Judge& judge) {
  GivenCheck(h, judge, {"TypeError", "__await__() returned non-iterator of type 'int'"})
      .expect({"bad_awaitable"});
}

void arg_24(const History& h, Judge& judge) {
  GivenCheck(h, judge, {}).expect({"anext"}, true);
}

void arg_25(const History& h, Judge& judge) {
  GivenCheck(h, judge, {}).expect({"types_coroutine"}, true);
}

void arg_26(const History& h, Judge& judge) {
  GivenCheck(h, judge, {"RuntimeError", reused}).expect({"finished_coroutine", "closed_coroutine"});
}

void arg_27(const History& h, Judge& judge) {
  const GatherCalls calls(h);
  if (calls.eager()) return;
  GivenCheck(h, judge, {"RuntimeError", reused}).expect_if([&](const Gathering& g, Name n) {
    const auto* object = calls.object(n);
    return object && object->word == "coroutine_of" && calls.uses(n) == 1 &&
           object->inner != no_name && is_over(h, g, object->inner);
  });
}

}  // namespace gathercheck::spec::rules
