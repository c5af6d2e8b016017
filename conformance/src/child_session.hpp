// SPDX-License-Identifier: MIT
#pragma once

#include <boost/asio.hpp>
#include <boost/process.hpp>
#include <deque>
#include <optional>
#include <string>
#include <variant>

#include "gathercheck/conformance/child_process.hpp"

namespace gathercheck::conformance {

/// One child process from its start to its end: lines in, lines out, never blocking for longer than
/// the patience.
class ChildProcess::Session {
 public:
  /// Throws Unavailable if the program cannot be started.
  explicit Session(const Options& options);
  /// Ends the child: asks by the end of its input, then kills it and its group.
  ~Session();

  /// Queues a text to be written while lines are read.
  void write(std::string text);
  /// The next line of the child without its end, or what became of the child instead. Throws
  /// Interrupted.
  std::variant<std::string, Trouble> read_line();

 private:
  void write_more();
  void read_more();
  void read_errors();
  void wait_until(std::chrono::steady_clock::time_point deadline);
  std::optional<std::string> take_line();
  bool wait_for_end(std::chrono::milliseconds time);
  Trouble ended();
  std::string last_errors() const;

  ChildCare care_;
  boost::asio::io_context io_;
  boost::process::async_pipe in_;
  boost::process::async_pipe out_;
  boost::process::async_pipe err_;
  boost::process::group group_;
  boost::process::child child_;
  std::deque<std::string> outbox_;
  bool writing_ = false;
  bool reading_ = false;
  bool at_end_ = false;
  bool errors_at_end_ = false;
  std::string inbox_;
  std::size_t searched_ = 0;
  std::size_t taken_ = 0;
  std::string errors_;
  std::array<char, 1 << 16> out_buffer_;
  std::array<char, 1 << 12> err_buffer_;
};

}  // namespace gathercheck::conformance
