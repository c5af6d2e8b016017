// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <memory>
#include <utility>

namespace gathercheck::conformance {

/// What awaiting a cancelled child throws: Python's CancelledError. An error that is one of these,
/// and of no class derived from it, is a cancellation wherever a library hands it on.
class Cancelled : public std::exception {
 public:
  /// Gives out the CancelledError of a child, for the suite's own use: the one that is raised is
  /// not always the one that stands in a list.
  class Origin {
   public:
    virtual ~Origin() = default;
    virtual std::exception_ptr raised() const = 0;
    virtual std::exception_ptr listed() const = 0;
  };

  Cancelled() = default;
  explicit Cancelled(std::shared_ptr<const Origin> origin) : origin_(std::move(origin)) {}
  const char* what() const noexcept override { return "cancelled"; }

  /// Null if it is nobody's in particular.
  const Origin* origin() const noexcept { return origin_.get(); }

 private:
  std::shared_ptr<const Origin> origin_;
};

}  // namespace gathercheck::conformance
