// SPDX-License-Identifier: MIT
#pragma once

#include <boost/asio.hpp>
#include <boost/process.hpp>
#include <deque>
#include <optional>
#include <string>
#include <variant>

#include "gathercheck/conformance/child_process.hpp"
#include "process_tree.hpp"

namespace gathercheck::conformance {

/// One child process from its start to its end: lines in, lines out, never blocking for longer than
/// the patience.
class ChildSession {
 public:
  using Clock = std::chrono::steady_clock;

  /// Throws Unavailable if the program cannot be started.
  explicit ChildSession(const ChildProcess::Options& options);
  ChildSession(const ChildSession&) = delete;
  ChildSession& operator=(const ChildSession&) = delete;
  /// Kills the child, and whatever it has started.
  ~ChildSession();

  /// Says good-bye, and gives the child a moment to go by itself.
  void part();

  /// Lets the child see the end of its input; what was queued must have been answered.
  void close_input();
  /// The status with which its process has ended, if it has ended by itself.
  std::optional<int> status();

  /// Queues a text to be written while lines are read.
  void write(std::string text);
  /// The next line of the child without its end, or what became of the child instead. Throws
  /// Interrupted.
  std::variant<std::string, Trouble> read_line() { return read_line(end_of_patience()); }
  /// The same for one of several lines that must have come until then.
  std::variant<std::string, Trouble> read_line(Clock::time_point deadline);
  /// When an answer is due to what is asked now.
  Clock::time_point end_of_patience() const { return Clock::now() + care_.patience; }
  /// "; its standard error ends with: ...", or nothing if it is empty.
  std::string last_errors();

 private:
  void write_more();
  void read_more();
  void read_errors();
  void read_last_errors();
  void wait_until(Clock::time_point deadline);
  std::optional<std::string> take_line();
  bool wait_for_end(std::chrono::milliseconds time);
  bool is_running();
  bool is_deaf();
  Trouble ended();
  Trouble silent();
  std::string begun_line() const;

  ChildCare care_;
  ProcessMark mark_;
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
  bool is_held_open_ = false;  ///< its output, though it has ended
  bool errors_at_end_ = false;
  std::string inbox_;
  std::size_t searched_ = 0;
  std::size_t taken_ = 0;
  std::string errors_;  ///< the last of them
  std::size_t errors_size_ = 0;
  std::array<char, 1 << 16> out_buffer_;
  std::array<char, 1 << 12> err_buffer_;
};

}  // namespace gathercheck::conformance
