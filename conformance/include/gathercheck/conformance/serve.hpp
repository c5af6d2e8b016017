// SPDX-License-Identifier: MIT
#pragma once

#include "gathercheck/conformance/library.hpp"

namespace gathercheck::conformance {

/// Runs scenarios for whoever asks by the protocol of spec/format/README.md, from one file
/// descriptor to another, until the end of the input or a farewell. Returns the exit status: 0, or
/// 1 if the answers cannot be written any more.
int serve(Implementation& implementation, int input = 0, int output = 1);

/// The whole program of a library that is tested in a process of its own:
/// `int main() { return serve<MyLibrary>(); }`
template <class L>
int serve() {
  return serve(*make_adapter([] { return std::make_unique<L>(); }));
}

}  // namespace gathercheck::conformance
