// SPDX-License-Identifier: MIT
#pragma once

#include "gathercheck/conformance/library.hpp"

namespace gathercheck::conformance {

/// Qt's QtFuture::whenAll: qt:when_all.
class WhenAll final : public Library {
 public:
  Identity identity() const override;
  std::unique_ptr<Group> gather(std::vector<Child> children, bool return_exceptions,
                                Done done) override;
};

}  // namespace gathercheck::conformance
