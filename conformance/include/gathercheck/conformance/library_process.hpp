// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "gathercheck/conformance/child_process.hpp"

namespace gathercheck::conformance {

class KeptChild;

/// What a library in a child process does when it is told something.
struct Deed {
  enum class Kind : std::uint8_t { start, cancel, drop, done };
  struct List {
    std::vector<std::size_t> outcomes;
  };
  struct Raised {
    std::size_t outcome;
  };
  struct Cancelled {};

  Kind kind = Kind::start;
  std::size_t of = 0;  ///< the number of a child; if the kind is done, of a gather
  std::variant<List, Raised, Cancelled> end;  ///< if the kind is done
};

/// A library in a child process that speaks library protocol 1 of spec/format/README.md: it only
/// gathers, and the scenario is run by whoever asks. What is said of ChildProcess holds for its
/// process, too.
class LibraryProcess {
 public:
  /// Starts the child and shakes hands. Throws Unavailable if that fails.
  explicit LibraryProcess(ChildProcess::Options options);
  ~LibraryProcess();

  const Identity& identity() const;
  /// Has it forget everything, for a new scenario. The answers to all that it is told until the
  /// next one share one patience. Throws Unavailable.
  std::variant<std::vector<Deed>, Trouble> begin();
  /// Tells it something, as the members of an object, and gives what it does then, or the trouble
  /// with it. Throws Interrupted.
  std::variant<std::vector<Deed>, Trouble> tell(std::string_view what);
  /// What it did was of the protocol, but makes no sense: the trouble.
  Trouble nonsense(const std::string& what);

  /// The scenario is over, and there was no trouble but that the library refused it.
  void has_answered();
  /// There was, and it is not to be trusted any more. Throws Unavailable if it was one of too many.
  void give_up_on(const Trouble& trouble);

 private:
  std::unique_ptr<KeptChild> child_;
  std::chrono::steady_clock::time_point deadline_;
  std::uint64_t last_id_ = 0;
  std::string last_answer_;
};

}  // namespace gathercheck::conformance
