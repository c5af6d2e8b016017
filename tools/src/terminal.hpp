// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace gathercheck::tools {

/// How the program speaks to whoever watches: colours on a terminal only, progress on a terminal
/// only.
class Terminal {
 public:
  enum class Colour { automatic, always, never };

  explicit Terminal(Colour colour = Colour::automatic);

  std::string red(std::string_view text) const { return painted("31", text); }
  std::string green(std::string_view text) const { return painted("32", text); }
  std::string yellow(std::string_view text) const { return painted("33", text); }
  std::string bold(std::string_view text) const { return painted("1", text); }

  /// Shows how far a long work is, at most ten times a second, on standard error if that is a
  /// terminal. False once the user pressed Ctrl-C.
  bool progress(std::uint64_t done, std::uint64_t planned, std::string_view what = "scenarios");
  /// Wipes the line of progress.
  void end_progress();

  /// From now on Ctrl-C (and SIGTERM) is noticed by progress() instead of ending the program; a
  /// second one ends it.
  static void catch_interrupt();
  static bool interrupted();

 private:
  std::string painted(std::string_view code, std::string_view text) const;

  bool colours_;
  bool shows_progress_;
  bool line_is_open_ = false;
  std::chrono::steady_clock::time_point last_{};
};

/// "1234567" as "1,234,567".
std::string grouped(std::uint64_t number);

/// "1 rule", "2,000 rules".
std::string counted(std::uint64_t number, std::string_view noun);

}  // namespace gathercheck::tools
