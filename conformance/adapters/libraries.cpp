// SPDX-License-Identifier: MIT
#include "libraries.hpp"

#include <algorithm>
#include <array>

#ifdef GATHERCHECK_BOOST_ASIO
#include "boost_asio/parallel_group.hpp"
#endif

namespace gathercheck::conformance {

std::span<const FoundLibrary> found_libraries() {
#ifdef GATHERCHECK_BOOST_ASIO
  static constexpr std::array<FoundLibrary, 2> found{
      {{"boost.asio:wait_for_all", parallel_group_waiting_for_all},
       {"boost.asio:wait_for_one_error", parallel_group_waiting_for_one_error}}};
  return found;
#else
  return {};
#endif
}

const FoundLibrary* find_library(std::string_view name) {
  const auto found = std::ranges::find(found_libraries(), name, &FoundLibrary::name);
  return found == found_libraries().end() ? nullptr : &*found;
}

}  // namespace gathercheck::conformance
