// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "gathercheck/conformance/library.hpp"

namespace gathercheck::conformance {

/// Why a library of this identity is not asked for the scenario: what needs more than it claims is
/// Trouble.
std::optional<Trouble> refusal(const Scenario& scenario, const Identity& identity);

/// The run of a scenario on a library that was made for it.
Run run_on(Library& library, const Scenario& scenario, spec::Edition edition);

/// A C++ library under test, in this process.
class LibraryAdapter : public Implementation {
 public:
  using Make = std::function<std::unique_ptr<Library>()>;

  explicit LibraryAdapter(Make make) : make_(std::move(make)), identity_(make_()->identity()) {}

  const Identity& identity() const override { return identity_; }
  void run(std::span<const Scenario> scenarios, const Report& report) override;

 private:
  Make make_;
  Identity identity_;
};

}  // namespace gathercheck::conformance
