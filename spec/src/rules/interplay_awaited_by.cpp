// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "completion.hpp"
#include "evidence.hpp"
#include "name_list.hpp"
#include "noted.hpp"
#include "rules.generated.hpp"

/// The rule of the family interplay about those who are known to await a child.
namespace gathercheck::spec::rules {
namespace {

/// Who awaited the object when that was noted, as far as the trace tells.
class Awaiters {
 public:
  Awaiters(const History& h, Name of, std::size_t event) : h_(h), of_(of), event_(event) {}

  /// The names in alphabetical order; nothing if something else may have had a hand in it.
  std::optional<std::string> listed() {
    add_awaits();
    add_callers();
    add_waits();
    add_groups();
    add_objects();
    if (!sure_) return std::nullopt;
    std::ranges::sort(names_);
    const auto repeated = std::ranges::unique(names_);
    names_.erase(repeated.begin(), repeated.end());
    std::string text;
    for (const auto& name : names_) text += (text.empty() ? "" : " ") + name;
    return text;
  }

 private:
  void add(Name actor) {
    if (is_script(h_, actor)) names_.push_back(h_.name(actor));
  }

  bool is_own(const Await& await) const {
    return await.begin == 0 ||
           !(is_noted(h_, await.begin - 1, "until") || is_noted(h_, await.begin - 1, "within"));
  }

  /// Who awaits through a shield is an awaiter until the object is done, though it may have been
  /// cancelled.
  void add_awaits() {
    for (const Await& a : h_.awaits()) {
      if (a.on != of_ || a.begin > event_) continue;
      if (!is_own(a)) {
        sure_ = sure_ && is_noted(h_, a.begin - 1, "until");
        continue;
      }
      if (a.shield || a.end > event_) add(a.awaiter);
    }
  }

  void add_callers() {
    for (const Gathering& g : h_.gatherings())
      if (g.call < event_ && std::ranges::find(g.children, of_) != g.children.end())
        add(h_.event(g.call).by);
  }

  template <typename Visit>
  void each_named(std::string_view what, Visit visit) {
    each_noted(h_, what, [&](std::size_t i) {
      const auto* text = noted_text(h_.event(i));
      const auto names = text ? names_in(h_, *text) : std::vector<Name>{};
      if (i < event_ && std::ranges::find(names, of_) != names.end()) visit(h_.event(i).by);
    });
  }

  void add_waits() {
    each_named("among", [&](Name by) { add(by); });
  }
  void add_groups() {
    each_named("task_group", [&](Name by) { add(by); });
  }

  void add_objects() {
    each_noted(h_, "inner", [&](std::size_t i) {
      const auto* inner = std::get_if<Value::Awaitable>(&h_.event(i).outcome.value.data);
      if (inner && inner->name == of_) sure_ = false;
    });
  }

  const History& h_;
  Name of_;
  std::size_t event_;
  bool sure_ = true;
  std::vector<std::string> names_;
};

/// Whether the object was pending, or done for so long that everybody knows; nothing otherwise.
std::optional<bool> is_pending(const History& h, const Completion& c, std::size_t event) {
  const auto before = c.before(h, event);
  if (!before) return std::nullopt;
  if (!*before) return true;
  if (h.event(event).turn > c.turn + 1) return false;
  return std::nullopt;
}

}  // namespace

void play_20(const History& h, Judge& judge) {
  std::optional<Completions> completions;
  each_noted(h, "awaited_by", [&](std::size_t i) {
    const Event& e = h.event(i);
    const auto known = [&](const std::string& text) {
      return listed(h, names_in(h, text)) == text;
    };
    judge.expect(noted_text(e) && known(*noted_text(e)), i, [&] {
      return who(h, e.of) + " was awaited by " + shown(h, e.outcome.value) +
             ", which no task is called";
    });
    if (h.trace().kind(e.of) == Kind::object) return;
    if (!completions) completions.emplace(h);
    const auto pending = is_pending(h, completions->of(e.of), i);
    if (!pending) return;
    const auto awaiters = *pending ? Awaiters(h, e.of, i).listed() : std::string();
    if (!awaiters) return;
    judge.expect(noted_text(e) && *noted_text(e) == *awaiters, i, [&] {
      return who(h, e.of) + " was awaited by \"" + *awaiters + "\" " + when(h, i) +
             ", yet it told " + shown(h, e.outcome.value);
    });
  });
}

}  // namespace gathercheck::spec::rules
