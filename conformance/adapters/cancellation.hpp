// SPDX-License-Identifier: MIT
#pragma once

#include <exception>

namespace gathercheck::conformance {

/// The exception that scripts see where a library raises this one: a Cancelled is the
/// CancelledError that it stands for, or a new one; everything else is itself.
std::exception_ptr raised_as(const std::exception_ptr& error);

/// The same where a library lists it.
std::exception_ptr listed_as(const std::exception_ptr& error);

}  // namespace gathercheck::conformance
