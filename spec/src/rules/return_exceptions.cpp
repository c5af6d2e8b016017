// SPDX-License-Identifier: MIT
#include "rules.generated.hpp"
