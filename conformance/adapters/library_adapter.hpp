// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>

#include "gathercheck/conformance/library.hpp"

namespace gathercheck::conformance {

/// A C++ library under test, in this process.
class LibraryAdapter : public Implementation {
 public:
  using Make = std::function<std::unique_ptr<Library>()>;

  explicit LibraryAdapter(Make make) : make_(std::move(make)), identity_(make_()->identity()) {}

  const Identity& identity() const override { return identity_; }
  /// What needs more than the library claims is Trouble.
  void run(std::span<const Scenario> scenarios, const Report& report) override;

 private:
  Run run_of(const Scenario& scenario) const;

  Make make_;
  Identity identity_;
};

}  // namespace gathercheck::conformance
