// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "examples.hpp"
