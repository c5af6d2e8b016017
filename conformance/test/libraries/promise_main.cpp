// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/serve.hpp"
#include "promise_library.hpp"

int main() {
  return gathercheck::conformance::serve<gathercheck::conformance::PromiseLibrary>();
}
