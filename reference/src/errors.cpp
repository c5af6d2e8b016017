// SPDX-License-Identifier: MIT
#include "gathercheck/reference/errors.hpp"

#include <typeinfo>

namespace gathercheck::reference {

namespace {

bool catches_cancelled_error(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const CancelledError&) {
    return true;
  } catch (...) {
    return false;
  }
}

}  // namespace

// The answer depends on the type alone, and a throw costs a microsecond: so the type that was asked
// about last is remembered.
bool is_cancelled_error(const std::exception_ptr& exception) {
  thread_local const std::type_info* last_type = nullptr;
  thread_local bool last_answer = false;
  if (!exception) return false;
  const std::type_info* type = exception.__cxa_exception_type();
  if (type != last_type) {
    last_answer = catches_cancelled_error(exception);
    last_type = type;
  }
  return last_answer;
}

}  // namespace gathercheck::reference
