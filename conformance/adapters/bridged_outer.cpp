// SPDX-License-Identifier: MIT
#include "bridged_outer.hpp"

#include <utility>

#include "cancellation.hpp"

namespace gathercheck::conformance {
namespace {

namespace aio = gathercheck::reference;

/// Sets a flag for as long as it lives.
class Raised {
 public:
  explicit Raised(bool& flag) : flag_(flag) { flag_ = true; }
  Raised(const Raised&) = delete;
  Raised& operator=(const Raised&) = delete;
  ~Raised() { flag_ = false; }

 private:
  bool& flag_;
};

}  // namespace

void BridgedOuter::begin(std::vector<Child> children, bool return_exceptions) {
  auto done = [self = self_](const Outcome& outcome) {
    if (*self) (*self)->settle(outcome);
  };
  try {
    bridge_.tell([&] {
      group_ = bridge_.library().gather(std::move(children), return_exceptions, std::move(done));
    });
  } catch (const Unsupported& unsupported) {
    bridge_.refuse("needs " + std::string(unsupported.what()));
  }
}

void BridgedOuter::settle(const Outcome& outcome) {
  if (done()) return;
  if (outcome.has_value())
    set_result(outcome.value().content());
  else
    set_exception(raised_as(outcome.error()));
}

bool BridgedOuter::end_cancel(bool) {
  if (done() || !group_) return false;
  if (is_cancelling_)
    throw aio::RecursionError(
        "maximum recursion depth exceeded: tasks await each other in a cycle");
  const Raised cancelling(is_cancelling_);
  return bridge_.tell([&] { return group_->cancel(); });
}

void BridgedOuter::let_go() noexcept {
  *self_ = nullptr;
  group_.reset();
}

void BridgedOuter::abandon() noexcept {
  WithResult::abandon();
  let_go();
}

}  // namespace gathercheck::conformance
