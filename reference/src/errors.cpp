// SPDX-License-Identifier: MIT
#include "gathercheck/reference/errors.hpp"

namespace gathercheck::reference {

bool is_cancelled_error(const std::exception_ptr& exception) {
  if (!exception) return false;
  try {
    std::rethrow_exception(exception);
  } catch (const CancelledError&) {
    return true;
  } catch (...) {
    return false;
  }
}

}  // namespace gathercheck::reference
