// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "gathercheck/conformance/scenario.hpp"

/// Short names for the steps that generators write.
namespace gathercheck::conformance::steps {

inline Step make(Op op, spec::Name target = spec::no_name) {
  Step step;
  step.op = op;
  step.target = target;
  return step;
}

inline Step sleep(std::int64_t delay) {
  Step step = make(Op::sleep);
  step.delay = delay;
  return step;
}

inline Step await(spec::Name target) {
  return make(Op::await, target);
}

inline Step finish(ValueSpec value) {
  Step step = make(Op::finish);
  step.value = std::move(value);
  return step;
}

inline Step raise(ErrorSpec error) {
  Step step = make(Op::raise);
  step.value = {std::move(error)};
  return step;
}

inline Step resume() {
  return make(Op::resume);
}
inline Step create(spec::Name target) {
  return make(Op::create, target);
}
inline Step gather(spec::Name target) {
  return make(Op::gather, target);
}
inline Step cancel(spec::Name target) {
  return make(Op::cancel, target);
}
inline Step observe(spec::Name target) {
  return make(Op::observe, target);
}

inline Step set_result(spec::Name target, ValueSpec value) {
  Step step = make(Op::set_result, target);
  step.value = std::move(value);
  return step;
}

inline Step set_exception(spec::Name target, ErrorSpec error) {
  Step step = make(Op::set_exception, target);
  step.value = {std::move(error)};
  return step;
}

inline Step add_done_callback(spec::Name target, std::string label, std::vector<Step> actions) {
  Step step = make(Op::add_done_callback, target);
  step.label = std::move(label);
  step.actions = std::move(actions);
  return step;
}

inline ValueSpec number(std::int64_t value) {
  return {value};
}

// --- of the Python dialect

inline Step note(Note what, spec::Name of = spec::no_name, spec::Name to = spec::no_name) {
  Step step = make(Op::note, of);
  step.word = static_cast<std::uint8_t>(what);
  step.to = to;
  return step;
}

inline Step await_bounded(spec::Name target, Bound bound, std::int64_t delay) {
  Step step = await(target);
  step.word = static_cast<std::uint8_t>(bound);
  step.delay = delay;
  return step;
}

inline Step wait(const std::vector<spec::Name>& targets, Until until) {
  Step step = make(Op::wait);
  step.word = static_cast<std::uint8_t>(until);
  for (const auto target : targets) step.actions.push_back(await(target));
  return step;
}

inline Step task_group(const std::vector<spec::Name>& tasks) {
  Step step = make(Op::task_group);
  for (const auto task : tasks) step.actions.push_back(create(task));
  return step;
}

inline Step acquire(std::string semaphore) {
  Step step = make(Op::acquire);
  step.label = std::move(semaphore);
  return step;
}

inline Step release(std::string semaphore) {
  Step step = make(Op::release);
  step.label = std::move(semaphore);
  return step;
}

inline Step set_variable(std::int64_t value) {
  Step step = make(Op::set_variable);
  step.value = number(value);
  return step;
}

inline Step forget(spec::Name target) {
  return make(Op::forget, target);
}

}  // namespace gathercheck::conformance::steps
