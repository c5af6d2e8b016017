// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "gathercheck/conformance/library.hpp"

namespace gathercheck::conformance {

/// Boost.Asio's make_parallel_group, waited for with wait_for_all: boost.asio:wait_for_all.
std::unique_ptr<Library> parallel_group_waiting_for_all();

/// The same with wait_for_one_error, which cancels the others when one fails:
/// boost.asio:wait_for_one_error.
std::unique_ptr<Library> parallel_group_waiting_for_one_error();

}  // namespace gathercheck::conformance
