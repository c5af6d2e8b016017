#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <utility>
#include <vector>

namespace roundup {

/// Waits for several jobs, and hands over what they returned, in order, or an error.
template <class T>
class Roundup {
 public:
  using Finished = std::function<void(std::exception_ptr error, std::vector<T> values)>;

  Roundup(std::size_t jobs, Finished finished)
      : values_(jobs), missing_(jobs), finished_(std::move(finished)) {
    if (jobs == 0) finished_(nullptr, {});
  }

  void succeed(std::size_t job, T value) {
    values_[job] = std::move(value);
    count_down();
  }
  void fail(std::exception_ptr error) {
    if (!error_) error_ = std::move(error);
    count_down();
  }

 private:
  void count_down() {
    if (--missing_ == 0) finished_(error_, values_);
  }

  std::vector<T> values_;
  std::exception_ptr error_;
  std::size_t missing_;
  Finished finished_;
};

}  // namespace roundup
