// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "child_session.hpp"

namespace gathercheck::conformance {

/// A child process that is kept alive: one that dies, hangs or babbles is given up, and a fresh one
/// is started when it is needed. It stays the implementation as which it has greeted first.
class KeptChild {
 public:
  /// How a conversation of one kind begins.
  struct Greeting {
    std::string hello;                                        ///< what is said to the child
    std::function<Identity(const std::string& line)> answer;  ///< throws FormatError
  };

  /// Starts the child and shakes hands. Throws Unavailable if that fails.
  KeptChild(ChildProcess::Options options, Greeting greeting);
  KeptChild(const KeptChild&) = delete;
  KeptChild& operator=(const KeptChild&) = delete;
  /// Says good-bye.
  ~KeptChild();

  const Identity& identity() const { return identity_; }
  const ChildProcess::Options& options() const { return options_; }
  /// The conversation, with a fresh child if the last one was given up. Throws Unavailable if none
  /// can be had, or if it says that it is another implementation.
  ChildSession& session();
  /// Ends this child, whatever it is at.
  void end() { session_.reset(); }
  /// It has answered a request as it should.
  void has_answered() { fruitless_ = 0; }
  /// Ends this child. Throws Unavailable if it was one of too many that never answered.
  void give_up_on(const Trouble& trouble);

 private:
  Identity greet();
  void restart();

  ChildProcess::Options options_;
  Greeting greeting_;
  std::unique_ptr<ChildSession> session_;
  int fruitless_ = 0;  ///< children in a row that ended without an answer, weighed
  Identity identity_;
};

}  // namespace gathercheck::conformance
