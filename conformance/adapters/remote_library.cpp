// SPDX-License-Identifier: MIT
#include "remote_library.hpp"

#include <algorithm>
#include <utility>

namespace gathercheck::conformance {
namespace {

/// A deed that cannot be done.
struct Nonsense {
  std::string what;
};

template <class Items, class Text>
std::string joined(const Items& items, Text&& text) {
  std::string all;
  for (const auto& item : items) all += (all.empty() ? "" : ",") + text(item);
  return all;
}

}  // namespace

/// What a gather of the process gave back.
class RemoteLibrary::Gathered final : public Group {
 public:
  Gathered(RemoteLibrary& library, std::size_t number) : library_(library), number_(number) {}

  /// Whoever claims that it can be cancelled accepts it for as long as it is not over.
  bool cancel() override {
    if (library_.calls_[number_].is_over) return false;
    library_.tell(R"("cancel":)" + std::to_string(number_));
    return true;
  }

 private:
  RemoteLibrary& library_;
  std::size_t number_;
};

std::unique_ptr<Group> RemoteLibrary::gather(std::vector<Child> children, bool return_exceptions,
                                             Done done) {
  const auto call = calls_.size();
  const auto first_child = children_.size();
  calls_.push_back({std::move(done)});
  const auto of = numbers_of(children);
  tell(R"("gather":)" + std::to_string(call) + R"(,"of":[)" + of + R"(],"return_exceptions":)" +
       (return_exceptions ? "true" : "false") + R"(,"over":[)" + those_over(first_child) + "]");
  return std::make_unique<Gathered>(*this, call);
}

/// Numbers the children of a call, a repeated one once.
std::string RemoteLibrary::numbers_of(const std::vector<Child>& children) {
  const auto first_child = static_cast<std::ptrdiff_t>(children_.size());
  return joined(children, [&](const Child& child) {
    auto known = std::find_if(children_.begin() + first_child, children_.end(),
                              [&](const Numbered& each) { return each.child == child; });
    if (known == children_.end()) known = children_.insert(known, {child, false});
    return std::to_string(known - children_.begin());
  });
}

std::string RemoteLibrary::those_over(std::size_t first_child) {
  std::vector<News> over;
  for (auto child = first_child; child < children_.size(); ++child)
    if (const auto outcome = children_[child].child.outcome()) {
      children_[child].is_heard_of = true;
      over.push_back({child, number(*outcome)});
    }
  return joined(over,
                [this](const News& each) { return "{" + ended(each.child, each.outcome) + "}"; });
}

void RemoteLibrary::drain() {
  while (!news_.empty()) {
    const auto news = news_.front();
    news_.pop_front();
    tell(ended(news.child, news.outcome));
  }
}

std::optional<Trouble> RemoteLibrary::trouble() const {
  if (interruption_) std::rethrow_exception(interruption_);
  return trouble_;
}

void RemoteLibrary::tell(const std::string& what) {
  if (trouble_ || interruption_) return;
  try {
    take(process_.tell(what));
  } catch (const Interrupted&) {
    interruption_ = std::current_exception();
  }
}

void RemoteLibrary::take(Answer answer) {
  if (auto* trouble = std::get_if<Trouble>(&answer)) {
    trouble_ = std::move(*trouble);
    return;
  }
  try {
    for (const auto& deed : std::get<std::vector<Deed>>(answer))
      if (!trouble_ && !interruption_) perform(deed);
  } catch (const Nonsense& nonsense) {
    trouble_ = process_.nonsense(nonsense.what);
  }
}

void RemoteLibrary::perform(const Deed& deed) {
  switch (deed.kind) {
    case Deed::Kind::start:
      return start(deed.of);
    case Deed::Kind::cancel:
      numbered(children_, deed.of, "child").child.cancel();
      return;
    case Deed::Kind::drop:
      return numbered(children_, deed.of, "child").child.drop();
    case Deed::Kind::done:
      return finish(deed);
  }
}

void RemoteLibrary::start(std::size_t child) {
  auto& started = numbered(children_, child, "child");
  if (std::exchange(started.is_heard_of, true))
    throw Nonsense{"it starts child " + std::to_string(child) + ", of which it knows already"};
  const Child handle = started.child;
  handle.start([this, child](const Outcome& outcome) {
    news_.push_back({child, number(outcome)});
  });
}

void RemoteLibrary::finish(const Deed& deed) {
  auto& call = numbered(calls_, deed.of, "gather");
  if (std::exchange(call.is_over, true))
    throw Nonsense{"gather " + std::to_string(deed.of) + " is done a second time"};
  call.done(outcome_of(deed.end));
}

Outcome RemoteLibrary::outcome_of(const decltype(Deed::end)& end) {
  if (const auto* raised = std::get_if<Deed::Raised>(&end))
    return numbered(outcomes_, raised->outcome, "outcome");
  if (std::holds_alternative<Deed::Cancelled>(end)) return Outcome::cancelled();
  std::vector<Outcome> listed;
  for (const auto each : std::get<Deed::List>(end).outcomes)
    listed.push_back(numbered(outcomes_, each, "outcome"));
  return Outcome::list_of(listed);
}

std::string RemoteLibrary::ended(std::size_t child, std::size_t outcome) const {
  static constexpr const char* words[] = {"result", "error", "cancelled"};
  const auto* word = words[static_cast<std::size_t>(outcomes_[outcome].kind())];
  return R"("ended":)" + std::to_string(child) + ",\"" + word + "\":" + std::to_string(outcome);
}

std::size_t RemoteLibrary::number(const Outcome& outcome) {
  outcomes_.push_back(outcome);
  return outcomes_.size() - 1;
}

template <class T>
T& RemoteLibrary::numbered(std::vector<T>& of_its_kind, std::size_t number, const char* kind) {
  if (number < of_its_kind.size()) return of_its_kind[number];
  throw Nonsense{"there is no " + std::string(kind) + " " + std::to_string(number)};
}

}  // namespace gathercheck::conformance
