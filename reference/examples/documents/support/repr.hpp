// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <exception>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include "gathercheck/reference/asyncio.hpp"

/// Values as Python prints them, for samples that print lists and exceptions.
namespace gathercheck::documents {

template <std::same_as<bool> B>  // not for what merely converts to bool
std::string repr(B value) {
  return value ? "True" : "False";
}
inline std::string repr(int value) { return std::to_string(value); }
inline std::string repr(const std::string& text) { return "'" + text + "'"; }
inline std::string repr(std::monostate) { return "None"; }
std::string repr(const std::exception_ptr& error);
template <class T>
std::string repr(const reference::Outcome<T>& outcome);
/// A list, `[0, 10, 20]`.
template <class T>
std::string repr(const std::vector<T>& values);
/// A list too: where gather gives a tuple, asyncio's gives a list.
template <class... Ts>
std::string repr(const std::tuple<Ts...>& values);

/// The type of the exception and its text; of a CancelledError the type alone.
inline std::string repr(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const reference::CancelledError&) {
    return "CancelledError";
  } catch (const reference::ValueError& value_error) {
    return "ValueError(" + repr(std::string(value_error.what())) + ")";
  } catch (const std::exception& other) {
    return "Exception(" + repr(std::string(other.what())) + ")";
  }
}

template <class T>
std::string repr(const reference::Outcome<T>& outcome) {
  return outcome.has_value() ? repr(outcome.value()) : repr(outcome.error());
}

namespace detail {

inline std::string list_of(const std::vector<std::string>& elements) {
  std::string list;
  for (const auto& element : elements) list += (list.empty() ? "" : ", ") + element;
  return "[" + list + "]";
}

}  // namespace detail

template <class T>
std::string repr(const std::vector<T>& values) {
  std::vector<std::string> elements;
  for (const auto& value : values) elements.push_back(repr(value));
  return detail::list_of(elements);
}

template <class... Ts>
std::string repr(const std::tuple<Ts...>& values) {
  return std::apply(
      [](const auto&... value) { return detail::list_of({repr(value)...}); }, values);
}

}  // namespace gathercheck::documents
