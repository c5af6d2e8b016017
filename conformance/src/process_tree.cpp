// SPDX-License-Identifier: MIT
#include "process_tree.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

namespace gathercheck::conformance {
namespace {

namespace fs = std::filesystem;

/// A process that is told to end is there for a little while.
constexpr int most_rounds = 100;

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool is_number(const std::string& text) {
  return std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c); });
}

}  // namespace

ProcessMark::ProcessMark() {
  static std::atomic<unsigned> count = 0;
  value_ = std::to_string(getpid()) + "." + std::to_string(++count);
}

void ProcessMark::kill_all() const {
  for (int round = 0; round < most_rounds && kill_some(); ++round)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

bool ProcessMark::kill_some() const {
  const auto wanted = std::string(name) + "=" + value_ + '\0';
  bool found = false;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/proc", error)) {
    const auto pid = entry.path().filename().string();
    if (!is_number(pid)) continue;
    const auto environment = '\0' + content(entry.path() / "environ");
    if (environment.find('\0' + wanted) == std::string::npos) continue;
    found = kill(std::stoi(pid), SIGKILL) == 0 || found;
  }
  return found;
}

std::string doing_of(int pid) {
  const auto status = content("/proc/" + std::to_string(pid) + "/stat");
  const auto name_end = status.rfind(')');
  if (name_end == std::string::npos || name_end + 2 >= status.size()) return {};
  switch (status[name_end + 2]) {
    case 'R':
      return "is busy";
    case 'S':
    case 'D':
      return "sleeps";
    case 'T':
    case 't':
      return "is stopped";
    default:
      return {};
  }
}

}  // namespace gathercheck::conformance
