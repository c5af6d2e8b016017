// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "reference_adapter.hpp"
#include "suite.hpp"

int main(int argc, char** argv) {
  using namespace gathercheck;
  testing::InitGoogleTest(&argc, argv);
  conformance::register_suite([](spec::Edition edition) {
    return std::make_unique<conformance::ReferenceAdapter>(edition);
  });
  return RUN_ALL_TESTS();
}
