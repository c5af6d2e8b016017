// SPDX-License-Identifier: MIT
#include "gathercheck/reference/errors.hpp"

#include <cstring>

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

// The answer depends on the type alone, and a throw costs a microsecond: so it is remembered for
// the type that was asked about last.
bool is_cancelled_error(const std::exception_ptr& exception) {
  thread_local const std::type_info* last_type = nullptr;
  thread_local bool last_answer = false;
  if (!exception) return false;
  const std::type_info* type = exception.__cxa_exception_type();
  if (*type == typeid(CancelledError)) return true;
  if (type != last_type) {
    last_answer = catches_cancelled_error(exception);
    last_type = type;
  }
  return last_answer;
}

// In the Itanium C++ ABI an exception_ptr is a pointer to the object; C++26's exception_ptr_cast
// (P2927) rests on that too.
const void* detail::object_of(const std::exception_ptr& exception,
                              const std::type_info& type) noexcept {
  static_assert(sizeof exception == sizeof(void*));
  if (!exception || *exception.__cxa_exception_type() != type) return nullptr;
  const void* object = nullptr;
  std::memcpy(&object, static_cast<const void*>(&exception), sizeof object);
  return object;
}

}  // namespace gathercheck::reference
