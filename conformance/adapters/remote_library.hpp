// SPDX-License-Identifier: MIT
#pragma once

#include <deque>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include "gathercheck/conformance/library.hpp"
#include "gathercheck/conformance/library_process.hpp"

namespace gathercheck::conformance {

/// A library in a child process, for one scenario. Children, outcomes and gathers are numbers over
/// there, each kind counted from 0.
///
/// What goes wrong does so in the middle of a run, among callbacks of the loop; so it is kept here,
/// the library falls silent, and whoever runs the scenario asks when it is over.
class RemoteLibrary final : public Library {
 public:
  /// Has the process forget what was before. Throws Unavailable.
  explicit RemoteLibrary(LibraryProcess& process) : process_(process) { take(process.begin()); }

  Identity identity() const override { return process_.identity(); }
  std::unique_ptr<Group> gather(std::vector<Child> children, bool return_exceptions,
                                Done done) override;
  void drain() override;

  /// What went wrong, if anything did. Throws Interrupted if that was it.
  std::optional<Trouble> trouble() const;

 private:
  class Gathered;
  using Answer = std::variant<std::vector<Deed>, Trouble>;

  /// A child of one gather.
  struct Numbered {
    Child child;
    bool is_heard_of;  // it was started, or was over when gather was called
  };
  struct Call {
    Done done;
    bool is_over = false;
  };
  struct News {
    std::size_t child;
    std::size_t outcome;
  };

  std::string numbers_of(const std::vector<Child>& children);
  std::string those_over(std::size_t first_child);
  void tell(const std::string& what);
  void take(Answer answer);
  void perform(const Deed& deed);
  void start(std::size_t child);
  void finish(const Deed& deed);
  Outcome outcome_of(const decltype(Deed::end)& end);
  std::string ended(std::size_t child, std::size_t outcome) const;
  std::size_t number(const Outcome& outcome);
  template <class T>
  T& numbered(std::vector<T>& of_its_kind, std::size_t number, const char* kind);

  LibraryProcess& process_;
  std::vector<Numbered> children_;
  std::vector<Outcome> outcomes_;
  std::vector<Call> calls_;
  std::deque<News> news_;  // that it was not told yet
  std::optional<Trouble> trouble_;
  std::exception_ptr interruption_;
};

}  // namespace gathercheck::conformance
