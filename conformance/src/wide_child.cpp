// SPDX-License-Identifier: MIT
#include "wide_child.hpp"

#include "steps.hpp"

namespace gathercheck::conformance {
namespace {

using enum Child;
using spec::Name;
using Steps = std::vector<Step>;

Step raise(ErrorType type) {
  return steps::raise({type, {}, ""});
}

Name created(Name task, Draft& draft) {
  draft.before.push_back(steps::create(task));
  return task;
}

Name add_coroutine(Child child, Draft& draft) {
  const auto finish = steps::finish(steps::number(draft.number()));
  switch (child) {
    case returns:
      return draft.coroutine({finish});
    case sleeps:
      return draft.coroutine({steps::sleep(1), finish});
    case raises:
      return draft.coroutine({raise(ErrorType::value_error)});
    case sleeps_and_raises:
      return draft.coroutine({steps::sleep(1), raise(ErrorType::key_error)});
    case raises_base_error:
      return draft.coroutine({steps::sleep(1), raise(ErrorType::base_error)});
    case raises_cancelled:
      return draft.coroutine({raise(ErrorType::cancelled_error)});
    case yields:
      return draft.coroutine({steps::sleep(0), steps::sleep(0), finish});
    case swallows:
      return draft.coroutine({steps::sleep(2), finish}, {{finish}});
    case cleans_up:
      return draft.coroutine({steps::sleep(2), finish}, {{steps::sleep(1)}});
    case converts:
      return draft.coroutine({steps::sleep(2), finish}, {{raise(ErrorType::timeout_error)}});
    case goes_on:
      return draft.coroutine({steps::sleep(1), steps::sleep(1), finish}, {{steps::resume()}});
    case cancels_outer:
      return draft.coroutine({steps::sleep(0), steps::cancel(draft.outer()), finish});
    default:
      return draft.coroutine(
          {steps::sleep(0), steps::set_result(draft.outer(), steps::number(0)), finish});
  }
}

Name add_task(Child child, Draft& draft) {
  const auto finish = steps::finish(steps::number(draft.number()));
  switch (child) {
    case task:
      return created(draft.task({steps::sleep(1), finish}), draft);
    case raising_task:
      return created(draft.task({steps::sleep(0), raise(ErrorType::key_error)}), draft);
    case swallowing_task:
      return created(draft.task({steps::sleep(2), finish}, {{finish}}), draft);
    case cleaning_task:
      return created(draft.task({steps::sleep(2), finish}, {{steps::sleep(1)}}), draft);
    case cancelled_task: {
      const auto name = created(draft.task({finish}), draft);
      draft.before.push_back(steps::cancel(name));
      return name;
    }
    case ended_task: {
      const auto name = created(draft.task({finish}), draft);
      draft.before.push_back(steps::sleep(0));
      return name;
    }
    default:
      return created(
          draft.task({steps::sleep(0), steps::cancel(draft.next()), steps::sleep(1), finish}),
          draft);
  }
}

Name add_future(Child child, Draft& draft) {
  const auto value = steps::number(draft.number());
  const auto name = draft.future();
  const auto settle = steps::set_result(name, value);
  const auto fail = steps::set_exception(name, {ErrorType::value_error, {}, ""});
  if (child == settled_future) draft.at(1, 0, {settle});
  if (child == failing_future) draft.at(1, 0, {fail});
  if (child == dropped_future) draft.at(1, 0, {steps::cancel(name)});
  if (child == done_future) draft.before.push_back(settle);
  if (child == failed_future) draft.before.push_back(fail);
  if (child == cancelled_future) draft.before.push_back(steps::cancel(name));
  return name;
}

}  // namespace

spec::Name add(Child child, Draft& draft) {
  if (child < task) return add_coroutine(child, draft);
  return child < future ? add_task(child, draft) : add_future(child, draft);
}

}  // namespace gathercheck::conformance
