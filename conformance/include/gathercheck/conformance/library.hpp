// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "gathercheck/conformance/child.hpp"
#include "gathercheck/conformance/implementation.hpp"

namespace gathercheck::conformance {

/// Several children that a library waits for. The suite keeps it until the end of the run.
class Group {
 public:
  virtual ~Group() = default;
  /// Somebody cancels the group, or the task that awaits it. False if there was nothing left to
  /// cancel. A library that has no such thing claims neither cancel_outer nor cancel_awaiter.
  virtual bool cancel() { return false; }
};

/// A C++ library under test: the adapter that somebody writes for it. It is made anew for each
/// scenario, and everything happens in one thread.
///
/// It claims in its identity what it can do, and scenarios that need more are not run on it.
/// Awaiting, observing and callbacks are the suite's, on a future that `Done` settles: a library
/// that only gathers does not claim them.
class Library {
 public:
  /// What a library calls when the group is over. It may be called in gather, in cancel, in drain,
  /// or when a child ends; or never, and then the gather stays pending. Only the first call counts.
  using Done = std::function<void(const Outcome&)>;

  virtual ~Library() = default;
  virtual Identity identity() const = 0;
  /// The library's gather. What it throws is what the call raised; Unsupported is for what the
  /// library cannot be asked at all.
  virtual std::unique_ptr<Group> gather(std::vector<Child> children, bool return_exceptions,
                                        Done done) = 0;
  /// Runs what waits in a queue of the library's own, without blocking. Called whenever the library
  /// has been told something.
  virtual void drain() {}
};

/// What a library cannot be asked, although it is within what it claims: say, a gather of more
/// children than its template has arguments. what() says what the scenario needs: "one to three
/// children".
class Unsupported : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The library as an implementation, in this process. Throws what `make` throws.
std::unique_ptr<Implementation> make_adapter(std::function<std::unique_ptr<Library>()> make);

}  // namespace gathercheck::conformance
