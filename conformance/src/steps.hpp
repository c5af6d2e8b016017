// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

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

}  // namespace gathercheck::conformance::steps
