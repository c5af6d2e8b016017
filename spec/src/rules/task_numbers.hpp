// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "gathercheck/spec/history.hpp"

namespace gathercheck::spec::rules {

/// The place of each task in the order in which the tasks of a run were made, counted from main:
/// asyncio calls the task Task-N by it.
class TaskNumbers {
 public:
  explicit TaskNumbers(const History& h);

  /// N, less that of main; nothing where the trace does not tell how many tasks were made before.
  std::optional<std::int64_t> of(Name task) const;

 private:
  void count(const History& h, std::size_t event);
  void count(Name task);

  std::vector<std::optional<std::int64_t>> numbers_;
  std::int64_t next_ = 0;
  bool lost_ = false;  // an argument came by of which nobody knows whether it became a task
};

}  // namespace gathercheck::spec::rules
