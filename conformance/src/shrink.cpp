// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/shrink.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace gathercheck::conformance {
namespace {

using spec::Kind;
using spec::Name;

template <typename Items>
void erase_at(Items& items, std::size_t index) {
  items.erase(items.begin() + static_cast<std::ptrdiff_t>(index));
}

/// Calls `edit(steps)` for every list of steps of the scenario, callbacks' too.
template <typename Edit>
void each_list(Scenario& scenario, Edit edit) {
  const auto inner = [&](auto& self, std::vector<Step>& steps) -> void {
    edit(steps);
    for (auto& step : steps) self(self, step.actions);
  };
  const auto script = [&](Script& each) {
    inner(inner, each.steps);
    for (auto& block : each.on_cancel) inner(inner, block);
  };
  script(scenario.main);
  for (auto& awaitable : scenario.awaitables) script(awaitable.script);
  for (auto& moment : scenario.timeline) inner(inner, moment.actions);
  if (scenario.python) {
    inner(inner, scenario.python->before);
    inner(inner, scenario.python->thread);
  }
}

bool mentions(const Step& step, Name name) {
  const auto* value = std::get_if<ValueSpec::Awaitable>(&step.value.data);
  return step.target == name || step.to == name || (value && value->name == name);
}

/// Takes an awaitable out, with every step that speaks of it, and renumbers the others.
Scenario without(Scenario scenario, Name name) {
  each_list(scenario, [&](std::vector<Step>& steps) {
    std::erase_if(steps, [&](const Step& step) { return mentions(step, name); });
  });
  const auto renumber = [&](Name& other) {
    other = static_cast<Name>(other > name ? other - 1 : other);
  };
  each_list(scenario, [&](std::vector<Step>& steps) {
    for (auto& step : steps) {
      renumber(step.target);
      renumber(step.to);
      if (auto* value = std::get_if<ValueSpec::Awaitable>(&step.value.data)) renumber(value->name);
    }
  });
  erase_at(scenario.awaitables, static_cast<std::size_t>(name) - 1);
  for (auto& awaitable : scenario.awaitables) {
    std::erase(awaitable.of, name);
    for (auto& argument : awaitable.of) renumber(argument);
  }
  return scenario;
}

/// Whether an awaitable cannot be without another one that is gone: a bare coroutine has to be an
/// argument of a gather, and some objects are made of another awaitable.
bool is_lost(const Scenario& scenario, Name name) {
  const auto& awaitable = scenario.awaitable(name);
  if (awaitable.kind == Kind::object)
    return is_made_of_another(awaitable.is) && awaitable.of.empty();
  return awaitable.kind == Kind::coroutine &&
         std::ranges::none_of(scenario.awaitables, [&](const Awaitable& each) {
           return std::ranges::find(each.of, name) != each.of.end();
         });
}

/// Takes out what makes no sense without what was taken out before.
Scenario tidied(Scenario scenario) {
  for (std::size_t i = 0; i < scenario.awaitables.size();) {
    const auto name = static_cast<Name>(i + 1);
    if (is_lost(scenario, name)) {
      scenario = without(std::move(scenario), name);
      i = 0;
    } else {
      ++i;
    }
  }
  each_list(scenario, [](std::vector<Step>& steps) {
    std::erase_if(steps, [](const Step& step) {
      return (step.op == Op::wait || step.op == Op::task_group) && step.actions.empty();
    });
  });
  std::erase_if(scenario.timeline, [](const Moment& moment) { return moment.actions.empty(); });
  return scenario;
}

/// The name of the `index`th awaitable of its sort: a, b, ... z, a1, ...
std::string plain_name(std::size_t index) {
  constexpr std::size_t letters = 26;
  const std::string letter(1, static_cast<char>('a' + index % letters));
  return index < letters ? letter : letter + std::to_string(index / letters);
}

/// Names what is gathered a, b, c, the last gather outer, and the others inner, inner2.
void name_plainly(Scenario& scenario) {
  std::size_t others = 0;
  std::size_t gathers = 0;
  for (const auto& each : scenario.awaitables) gathers += each.kind == Kind::gather ? 1 : 0;
  std::size_t seen = 0;
  for (auto& each : scenario.awaitables) {
    if (each.kind != Kind::gather)
      each.name = plain_name(others++);
    else if (++seen == gathers)
      each.name = "outer";
    else
      each.name = seen == 1 ? "inner" : "inner" + std::to_string(seen);
  }
}

/// Every error that a step has, in the order of the walk of each_list().
std::vector<ErrorSpec*> errors_of(Scenario& scenario) {
  std::vector<ErrorSpec*> errors;
  each_list(scenario, [&](std::vector<Step>& steps) {
    for (auto& step : steps)
      if (auto* error = std::get_if<ErrorSpec>(&step.value.data)) errors.push_back(error);
  });
  return errors;
}

bool is_one_object(const ErrorSpec& one, const ErrorSpec& other) {
  return &one == &other || (!one.object.empty() && one.object == other.object);
}

/// Makes edited copies of a scenario, one after the other.
class Reducer {
 public:
  /// Whether the copy will do, so that no more are wanted.
  using Visit = std::function<bool(Scenario)>;

  Reducer(const Scenario& scenario, Visit visit) : scenario_(scenario), visit_(std::move(visit)) {}

  void reduce() {
    remove_many_awaitables();
    remove_awaitables();
    remove_moments();
    remove_steps();
    remove_arguments();
    remove_reactions();
    simplify_awaitables();
    simplify_moments();
    simplify_steps();
    if (scenario_.python) simplify_python();
    add(name_plainly);
  }

 private:
  template <typename Edit>
  void add(Edit edit) {
    if (enough_) return;
    Scenario copy = scenario_;
    edit(copy);
    copy = tidied(std::move(copy));
    if (copy != scenario_) enough_ = visit_(std::move(copy));
  }

  /// Half of them, a quarter of them and so on, so that it takes few steps to get rid of many.
  void remove_many_awaitables() {
    const auto all = scenario_.awaitables.size();
    for (auto size = all / 2; size >= 2; size /= 2)
      for (std::size_t first = 0; first + size <= all; first += size)
        add([&](Scenario& copy) {
          for (auto i = first + size; i > first; --i)
            copy = without(std::move(copy), static_cast<Name>(i));
        });
  }

  void remove_awaitables() {
    for (std::size_t i = scenario_.awaitables.size(); i > 0; --i)
      add([&](Scenario& copy) { copy = without(std::move(copy), static_cast<Name>(i)); });
  }
  void remove_moments() {
    for (std::size_t i = 0; i < scenario_.timeline.size(); ++i)
      add([&](Scenario& copy) { erase_at(copy.timeline, i); });
  }
  /// Every single step, found by its place in the walk of each_list().
  void remove_steps() {
    each_step([&](std::vector<Step>& steps, std::size_t index) { erase_at(steps, index); });
  }
  void remove_arguments() {
    each_awaitable([&](std::size_t i, const Awaitable& awaitable) {
      if (awaitable.kind != Kind::gather) return;
      for (std::size_t k = 0; k < awaitable.of.size(); ++k)
        add([&](Scenario& copy) { erase_at(copy.awaitables[i].of, k); });
    });
  }
  void remove_reactions() {
    for (std::size_t k = 0; k < scenario_.main.on_cancel.size(); ++k)
      add([&](Scenario& copy) { erase_at(copy.main.on_cancel, k); });
    each_awaitable([&](std::size_t i, const Awaitable& awaitable) {
      for (std::size_t k = 0; k < awaitable.script.on_cancel.size(); ++k)
        add([&](Scenario& copy) { erase_at(copy.awaitables[i].script.on_cancel, k); });
    });
  }
  void simplify_awaitables() {
    each_awaitable([&](std::size_t i, const Awaitable& awaitable) {
      if (awaitable.return_exceptions)
        add([&](Scenario& copy) { raise_first(copy.awaitables[i]); });
      if (awaitable.kind == Kind::task && is_only_gathered(static_cast<Name>(i + 1)))
        add([&](Scenario& copy) { make_coroutine(copy, static_cast<Name>(i + 1)); });
    });
    if (!scenario_.about.empty()) add([](Scenario& copy) { copy.about.clear(); });
  }
  void simplify_moments() {
    for (std::size_t i = 0; i < scenario_.timeline.size(); ++i) {
      for (const auto at : plainer(scenario_.timeline[i].at))
        add([&](Scenario& copy) { copy.timeline[i].at = at; });
      for (const auto turn : plainer(scenario_.timeline[i].turn))
        add([&](Scenario& copy) { copy.timeline[i].turn = static_cast<int>(turn); });
    }
  }
  void simplify_steps() {
    each_step([](std::vector<Step>& steps, std::size_t i) { steps[i].catch_errors = false; });
    each_step([](std::vector<Step>& steps, std::size_t i) { steps[i].shield = false; });
    each_step([](std::vector<Step>& steps, std::size_t i) { steps[i].message.reset(); });
    each_error([](ErrorSpec& error) { error.message.reset(); });
    each_error([](ErrorSpec& error) { error.object.clear(); });
    each_step([](std::vector<Step>& steps, std::size_t i) {
      if (steps[i].op == Op::finish || steps[i].op == Op::set_result) steps[i].value = {};
    });
    simplify_errors();
    each_step([](std::vector<Step>& steps, std::size_t i) { steps[i].delay = 0; });
    each_step([](std::vector<Step>& steps, std::size_t i) {
      if (steps[i].delay > 1) steps[i].delay -= 1;
    });
  }

  /// Errors of different types, so that one can tell them apart: the first of the scenario is the
  /// plainest.
  void simplify_errors() {
    static constexpr std::array plain{ErrorType::value_error, ErrorType::key_error,
                                      ErrorType::timeout_error};
    Scenario walked = scenario_;
    const auto errors = errors_of(walked);
    std::size_t distinct = 0;
    for (std::size_t i = 0; i < errors.size(); ++i) {
      const auto same = [&](const ErrorSpec* each) { return is_one_object(*each, *errors[i]); };
      const auto first = std::find_if(errors.begin(), errors.end(), same);
      if (errors[i]->type == ErrorType::cancelled_error || *first != errors[i]) continue;
      const auto type = plain[distinct++ % plain.size()];
      add([&](Scenario& copy) {
        for (auto* each : errors_of(copy))
          if (is_one_object(*each, *errors[i])) each->type = type;
        errors_of(copy)[i]->type = type;
      });
    }
  }

  void simplify_python() {
    if (!speaks_python(scenario_)) add([](Scenario& copy) { copy.python.reset(); });
    add([](Scenario& copy) { copy.python->eager = false; });
    add([](Scenario& copy) { copy.python->factory = false; });
    add([](Scenario& copy) { copy.python->runner = Runner::plain; });
    add([](Scenario& copy) { copy.python->current = false; });
    each_awaitable([&](std::size_t i, const Awaitable& awaitable) {
      add([&](Scenario& copy) { copy.awaitables[i].positional = false; });
      add([&](Scenario& copy) { copy.awaitables[i].other_loop = false; });
      if (awaitable.timeout > 0) add([&](Scenario& copy) { copy.awaitables[i].timeout -= 1; });
      for (std::size_t k = 0; k < awaitable.keywords.size(); ++k)
        add([&](Scenario& copy) { erase_at(copy.awaitables[i].keywords, k); });
    });
    each_step([](std::vector<Step>& steps, std::size_t i) {
      if (steps[i].op != Op::await || steps[i].word == 0) return;
      steps[i].word = 0;
      steps[i].delay = 0;
    });
    each_step([](std::vector<Step>& steps, std::size_t i) {
      if (steps[i].op == Op::wait) steps[i].word = 0;
    });
  }

  /// Adds one copy for each step with an error, in which `edit(error)` was done to that.
  template <typename Edit>
  void each_error(Edit edit) {
    each_step([&](std::vector<Step>& steps, std::size_t i) {
      if (auto* error = std::get_if<ErrorSpec>(&steps[i].value.data)) edit(*error);
    });
  }

  /// Adds one copy for each step, in which `edit(list, index)` was done to it.
  template <typename Edit>
  void each_step(Edit edit) {
    std::size_t count = 0;
    Scenario walked = scenario_;
    each_list(walked, [&](std::vector<Step>& steps) { count += steps.size(); });
    for (std::size_t wanted = count; wanted-- > 0;) {
      add([&](Scenario& copy) {
        std::size_t passed = 0;
        bool edited = false;
        each_list(copy, [&](std::vector<Step>& steps) {
          if (!edited && wanted < passed + steps.size()) {
            edited = true;
            edit(steps, wanted - passed);
          }
          passed += steps.size();
        });
      });
    }
  }
  template <typename Visit>
  void each_awaitable(Visit visit) {
    for (std::size_t i = 0; i < scenario_.awaitables.size(); ++i) visit(i, scenario_.awaitables[i]);
  }
  static std::vector<std::int64_t> plainer(std::int64_t number) {
    if (number == 0) return {};
    if (number == 1) return {0};
    return {0, number - 1};
  }
  /// Whether the task is created, is an argument of one gather and of nothing else, and is not
  /// spoken of otherwise.
  bool is_only_gathered(Name name) const {
    int mentioned = 0;
    Scenario walked = scenario_;
    each_list(walked, [&](std::vector<Step>& steps) {
      for (const auto& step : steps)
        mentioned += mentions(step, name) && step.op != Op::create ? 1 : 0;
    });
    int holders = 0;
    for (const auto& each : scenario_.awaitables) {
      if (std::ranges::find(each.of, name) == each.of.end()) continue;
      holders += each.kind == Kind::gather ? 1 : 2;
    }
    return mentioned == 0 && holders == 1;
  }
  static void raise_first(Awaitable& gather) {
    gather.return_exceptions = false;
    std::erase_if(gather.keywords,
                  [](const Keyword& each) { return each.name == return_exceptions_word; });
  }
  static void make_coroutine(Scenario& copy, Name name) {
    copy.awaitables[static_cast<std::size_t>(name) - 1].kind = Kind::coroutine;
    each_list(copy, [&](std::vector<Step>& steps) {
      std::erase_if(steps,
                    [&](const Step& step) { return step.op == Op::create && step.target == name; });
    });
  }

  const Scenario& scenario_;
  Visit visit_;
  bool enough_ = false;
};

}  // namespace

std::vector<Scenario> reductions(const Scenario& scenario) {
  std::vector<Scenario> found;
  Reducer(scenario, [&](Scenario copy) {
    found.push_back(std::move(copy));
    return false;
  }).reduce();
  return found;
}

Scenario shrink(Scenario scenario, const std::function<bool(const Scenario&)>& fails) {
  for (bool smaller = true; smaller;) {
    smaller = false;
    Scenario plainer;
    Reducer(scenario, [&](Scenario copy) {
      smaller = fails(copy);
      if (smaller) plainer = std::move(copy);
      return smaller;
    }).reduce();
    if (smaller) scenario = std::move(plainer);
  }
  return scenario;
}

}  // namespace gathercheck::conformance
