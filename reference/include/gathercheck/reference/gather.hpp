// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <ranges>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "gathercheck/reference/awaitable.hpp"
#include "gathercheck/reference/detail/gathering.hpp"
#include "gathercheck/reference/future.hpp"
#include "gathercheck/reference/outcome.hpp"

namespace gathercheck::reference {

/// Whether exceptions of children stand in the result list like values, or end the outer future.
enum class ReturnExceptions : bool { no, yes };

/// The tag that stands behind the arguments of gather for asyncio's `return_exceptions=True`.
struct ReturnExceptionsTag {
  explicit ReturnExceptionsTag() = default;
};
inline constexpr ReturnExceptionsTag return_exceptions{};

/// A range of awaitables of one type.
template <class R>
concept awaitable_range =
    std::ranges::input_range<R> && awaitable<std::ranges::range_reference_t<R>>;

/// asyncio.gather, for arguments of different types: `auto [a, b] = co_await gather(f(), g());`
///
/// Wraps coroutines into tasks of the running loop, from left to right, and returns at once a
/// future for the tuple of all results, in the order of the arguments; a child without a result
/// (`void`) stands there as std::monostate. The same object twice is one child. The first child to
/// fail, or to be cancelled, ends the future with its exception; the other children run on. Without
/// arguments the future is done.
///
/// Cancelling the future cancels every child that is not done; it ends with CancelledError when the
/// children have ended, even where exceptions are returned.
///
/// Throws RuntimeError if it needs a running loop and there is none, or if a coroutine has been
/// used before, and ValueError if futures belong to different loops; children that were wrapped by
/// then run on, as in Python.
template <awaitable... As>
Future<std::tuple<detail::Stored<awaited_t<As>>...>> gather(As&&... aws);

/// The same with return_exceptions last: `gather(f(), g(), return_exceptions)`. The future is for a
/// tuple of Outcomes, and no child can end it early.
template <class... Args>
  requires detail::AwaitablesThenTag<ReturnExceptionsTag, Args...>
auto gather(Args&&... args);

/// asyncio.gather(*collection): any number of awaitables of one type, as many as there are when the
/// program runs. The future is for the vector of all results, in the order of the collection.
template <awaitable_range R>
Future<std::vector<detail::Stored<awaited_t<std::ranges::range_reference_t<R>>>>> gather(R&& aws);

/// The same with return_exceptions: a vector of Outcomes.
template <awaitable_range R>
Future<std::vector<Outcome<detail::Stored<awaited_t<std::ranges::range_reference_t<R>>>>>> gather(
    R&& aws, ReturnExceptionsTag);

/// gather for a collection, collected into any type R that can be constructed from a
/// std::vector<Outcome<T>>, and with return_exceptions as a value. With a dynamically typed R = T
/// gathers nest to any depth.
template <class R, awaitable_range Range>
Future<R> gather_as(Range&& aws, ReturnExceptions yes_no);

template <awaitable... As>
Future<std::tuple<detail::Stored<awaited_t<As>>...>> gather(As&&... aws) {
  using Collect = detail::TupleOfValues<awaited_t<As>...>;
  return detail::gather_arguments<Collect>(false, std::forward<As>(aws)...);
}

template <class... Args>
  requires detail::AwaitablesThenTag<ReturnExceptionsTag, Args...>
auto gather(Args&&... args) {
  return detail::gather_all_but_last(std::make_index_sequence<sizeof...(Args) - 1>(),
                                     std::forward_as_tuple(std::forward<Args>(args)...));
}

template <awaitable_range R>
Future<std::vector<detail::Stored<awaited_t<std::ranges::range_reference_t<R>>>>> gather(R&& aws) {
  using Collect = detail::ListOfValues<awaited_t<std::ranges::range_reference_t<R>>>;
  return detail::gather_range<Collect>(false, std::forward<R>(aws));
}

template <awaitable_range R>
Future<std::vector<Outcome<detail::Stored<awaited_t<std::ranges::range_reference_t<R>>>>>> gather(
    R&& aws, ReturnExceptionsTag) {
  using Collect = detail::ListOfOutcomes<awaited_t<std::ranges::range_reference_t<R>>>;
  return detail::gather_range<Collect>(true, std::forward<R>(aws));
}

template <class R, awaitable_range Range>
Future<R> gather_as(Range&& aws, ReturnExceptions yes_no) {
  using Collect = detail::CollectAs<R, awaited_t<std::ranges::range_reference_t<Range>>>;
  return detail::gather_range<Collect>(yes_no == ReturnExceptions::yes, std::forward<Range>(aws));
}

}  // namespace gathercheck::reference
