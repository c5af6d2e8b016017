// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "gathercheck/conformance/library.hpp"
#include "gathercheck/spec/capability.hpp"

namespace gathercheck::conformance {

/// asyncio's gather, told with nothing but children: if the bridge changed anything on the way, the
/// traces of this library would differ from the reference's.
class CallbackGather final : public Group {
 public:
  CallbackGather(std::vector<Child> children, bool return_exceptions, Library::Done done)
      : children_(std::move(children)),
        return_exceptions_(return_exceptions),
        done_(std::move(done)),
        outcomes_(children_.size()) {}

  static std::unique_ptr<Group> call(std::vector<Child> children, bool return_exceptions,
                                     Library::Done done) {
    auto gather =
        std::make_unique<CallbackGather>(std::move(children), return_exceptions, std::move(done));
    gather->start();
    return gather;
  }

  bool cancel() override {
    if (is_over_) return false;
    bool accepted = false;
    for (const auto& child : children_) accepted = child.cancel() || accepted;
    if (accepted) cancel_requested_ = true;
    return accepted;
  }

 private:
  std::size_t first_place_of(std::size_t position) const {
    const auto found = std::ranges::find(children_, children_[position]);
    return static_cast<std::size_t>(found - children_.begin());
  }

  void start() {
    for (std::size_t i = 0; i < children_.size(); ++i) {
      if (first_place_of(i) < i) continue;
      ++distinct_;
      children_[i].start([this, i](const Outcome& outcome) { child_done(i, outcome); });
    }
    exists_ = true;
    if (children_.empty()) return finish(Outcome::list_of({}));
    for (const auto place : std::exchange(done_in_the_call_, {})) look_at(place);
  }

  void child_done(std::size_t place, const Outcome& outcome) {
    outcomes_[place] = outcome;
    if (exists_)
      look_at(place);
    else
      done_in_the_call_.push_back(place);
  }

  void look_at(std::size_t place) {
    ++finished_;
    if (is_over_) return;
    if (!return_exceptions_ && !outcomes_[place]->has_value()) return finish(*outcomes_[place]);
    if (finished_ < distinct_) return;
    finish(cancel_requested_ ? cancellation() : list());
  }

  /// The CancelledError of the last argument, if that was cancelled.
  Outcome cancellation() const {
    const auto& last = *outcomes_[first_place_of(children_.size() - 1)];
    return last.kind() == Outcome::Kind::cancelled ? last : Outcome::cancelled();
  }

  Outcome list() const {
    std::vector<Outcome> list;
    for (std::size_t i = 0; i < children_.size(); ++i)
      list.push_back(*outcomes_[first_place_of(i)]);
    return Outcome::list_of(list);
  }

  void finish(const Outcome& outcome) {
    is_over_ = true;
    done_(outcome);
  }

  std::vector<Child> children_;
  bool return_exceptions_;
  Library::Done done_;
  std::vector<std::optional<Outcome>> outcomes_;  // of a repeated child at its first place
  std::vector<std::size_t> done_in_the_call_;
  std::size_t distinct_ = 0;
  std::size_t finished_ = 0;
  bool exists_ = false;
  bool is_over_ = false;
  bool cancel_requested_ = false;
};

/// It claims whatever a gather can be asked through the bridge: all but the messages of
/// cancellations.
class CallbackLibrary final : public Library {
 public:
  explicit CallbackLibrary(spec::Edition edition = spec::newest_edition) : edition_(edition) {}

  Identity identity() const override {
    const auto words = spec::capability_words();
    Identity identity{"callbacks", "1", "C++", edition_, {words.begin(), words.end()}};
    for (const auto word : spec::dialect_capability_words)
      identity.capabilities.erase(std::string(word));
    identity.capabilities.erase("messages");
    return identity;
  }
  std::unique_ptr<Group> gather(std::vector<Child> children, bool return_exceptions,
                                Done done) override {
    return CallbackGather::call(std::move(children), return_exceptions, std::move(done));
  }

 private:
  spec::Edition edition_;
};

}  // namespace gathercheck::conformance
