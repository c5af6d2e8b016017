// SPDX-License-Identifier: MIT
#include "terminal.hpp"

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>

namespace gathercheck::tools {
namespace {

volatile std::sig_atomic_t interrupt_seen = 0;

void note_interrupt(int signal) {
  interrupt_seen = 1;
  std::signal(signal, SIG_DFL);
}

bool wants_colour(Terminal::Colour colour) {
  if (colour != Terminal::Colour::automatic) return colour == Terminal::Colour::always;
  const char* no_colour = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || *no_colour == '\0');
}

}  // namespace

Terminal::Terminal(Colour colour)
    : colours_(wants_colour(colour)), shows_progress_(isatty(STDERR_FILENO) == 1) {}

std::string Terminal::painted(std::string_view code, std::string_view text) const {
  if (!colours_) return std::string(text);
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

bool Terminal::progress(std::uint64_t done, std::uint64_t planned, std::string_view what) {
  const auto now = std::chrono::steady_clock::now();
  if (shows_progress_ && now - last_ > std::chrono::milliseconds(100)) {
    last_ = now;
    line_is_open_ = true;
    std::cerr << '\r' << grouped(done);
    if (planned > done) std::cerr << " of " << grouped(planned);
    std::cerr << ' ' << what << ' ' << std::flush;
  }
  return !interrupted();
}

void Terminal::end_progress() {
  if (line_is_open_) std::cerr << "\r\x1b[K" << std::flush;
  line_is_open_ = false;
}

void Terminal::catch_interrupt() {
  std::signal(SIGINT, note_interrupt);
  std::signal(SIGTERM, note_interrupt);
}

bool Terminal::interrupted() {
  return interrupt_seen != 0;
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (auto at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string counted(std::uint64_t number, std::string_view noun) {
  return grouped(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

}  // namespace gathercheck::tools
