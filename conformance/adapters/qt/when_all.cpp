// SPDX-License-Identifier: MIT
//
// A child is a QFuture whose promise is kept when the child ends; a repeated child is the same
// QFuture again. whenAll gives the futures back when all are finished, and whoever asked looks at
// each, from the first to the last. A cancelled child is a cancelled QFuture. Cancelling what
// whenAll gave back is possible, and reaches no child.
#include "when_all.hpp"

#include <QFuture>
#include <QPromise>
#include <algorithm>
#include <utility>

namespace gathercheck::conformance {
namespace {

using Future = QFuture<Value>;

Future future_of(const Child& child) {
  auto promise = std::make_shared<QPromise<Value>>();
  promise->start();
  child.start([promise](const Outcome& outcome) {
    if (outcome.has_value())
      promise->addResult(outcome.value());
    else if (outcome.kind() == Outcome::Kind::cancelled)
      promise->future().cancel();
    else
      promise->setException(outcome.error());
    promise->finish();
  });
  return promise->future();
}

std::vector<Future> futures_of(const std::vector<Child>& children) {
  std::vector<Future> futures;
  for (const auto& child : children) {
    const auto first = std::ranges::find(children, child) - children.begin();
    const auto place = static_cast<std::size_t>(first);
    futures.push_back(place < futures.size() ? futures[place] : future_of(child));
  }
  return futures;
}

Outcome outcome_of(const Future& finished) {
  try {
    Future(finished).waitForFinished();  // throws what it failed with
  } catch (...) {
    return {std::current_exception()};
  }
  return finished.isCanceled() ? Outcome::cancelled() : Outcome(finished.result());
}

Outcome first_failure_or_list(const QList<Future>& finished, bool return_exceptions) {
  std::vector<Outcome> outcomes;
  for (const auto& future : finished) outcomes.push_back(outcome_of(future));
  if (!return_exceptions)
    for (const auto& outcome : outcomes)
      if (!outcome.has_value()) return outcome;
  return Outcome::list_of(outcomes);
}

class All final : public Group {
 public:
  explicit All(QFuture<QList<Future>> all) : all_(std::move(all)) {}

  bool cancel() override {
    if (all_.isFinished()) return false;
    all_.cancel();
    return true;
  }

 private:
  QFuture<QList<Future>> all_;
};

}  // namespace

Identity WhenAll::identity() const {
  return {"qt:when_all",
          qVersion(),
          "C++",
          spec::newest_edition,
          {"cancel_outer", "cancel_child", "cancel_awaiter", "return_exceptions", "duplicates",
           "nesting", "empty", "futures", "tasks", "identity"}};
}

std::unique_ptr<Group> WhenAll::gather(std::vector<Child> children, bool return_exceptions,
                                       Done done) {
  auto futures = futures_of(children);
  auto all = QtFuture::whenAll(futures.begin(), futures.end());
  all.then([done, return_exceptions](const QList<Future>& finished) {
       done(first_failure_or_list(finished, return_exceptions));
     })
      .onCanceled([done] { done(Outcome::cancelled()); });
  return std::make_unique<All>(all);
}

}  // namespace gathercheck::conformance
