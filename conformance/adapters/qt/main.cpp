// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/serve.hpp"
#include "when_all.hpp"

int main() {
  return gathercheck::conformance::serve<gathercheck::conformance::WhenAll>();
}
