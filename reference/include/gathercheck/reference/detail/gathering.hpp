// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <exception>
#include <ranges>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "gathercheck/reference/awaitable.hpp"
#include "gathercheck/reference/detail/gathering_future.hpp"
#include "gathercheck/reference/detail/result.hpp"
#include "gathercheck/reference/future.hpp"
#include "gathercheck/reference/outcome.hpp"

namespace gathercheck::reference::detail {

/// The children of a gather when all of them are done, to take the results out of them.
class Children {
 public:
  Children(const GatheringFuture& outer, const FutureBase& last) noexcept
      : outer_(outer), last_(last) {}

  std::size_t size() const noexcept { return outer_.children().size(); }

  /// The result of the child at this position, which has one.
  template <class T>
  Stored<T> value(std::size_t position) const {
    FutureBase& child = *outer_.children()[position];
    if constexpr (is_copyable<Stored<T>>) {
      // The queue, too, holds a reference to the child whose callback is running.
      return take_result<T>(child, &child == &last_ ? 2 : 1);
    } else {
      if (outer_.has_duplicates()) {
        throw RuntimeError("a result that can't be copied was asked for at several positions");
      }
      return std::move(result_of<T>(child));
    }
  }

  template <class T>
  Outcome<Stored<T>> outcome(std::size_t position) const {
    const FutureBase& child = *outer_.children()[position];
    if (child.cancelled()) return raised(child.listed_cancelled_error());
    if (child.has_exception()) return raised(child.stored_exception());
    return value<T>(position);
  }

 private:
  const GatheringFuture& outer_;
  const FutureBase& last_;
};

// How results are collected: each has the type of the whole and a function that makes it.

template <class T>
struct ListOfValues {
  using Whole = std::vector<Stored<T>>;
  static Whole collect(const Children& children) {
    Whole list;
    list.reserve(children.size());
    for (std::size_t i = 0; i < children.size(); ++i) {
      list.push_back(children.template value<T>(i));
    }
    return list;
  }
};

template <class T>
struct ListOfOutcomes {
  using Whole = std::vector<Outcome<Stored<T>>>;
  static Whole collect(const Children& children) {
    Whole list;
    list.reserve(children.size());
    for (std::size_t i = 0; i < children.size(); ++i) {
      list.push_back(children.template outcome<T>(i));
    }
    return list;
  }
};

template <class R, class T>
struct CollectAs {
  using Whole = R;
  static Whole collect(const Children& children) { return R(ListOfOutcomes<T>::collect(children)); }
};

template <class... Ts>
struct TupleOfValues {
  using Whole = std::tuple<Stored<Ts>...>;
  static Whole collect(const Children& children) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return Whole{children.template value<Ts>(I)...};
    }(std::index_sequence_for<Ts...>());
  }
};

template <class... Ts>
struct TupleOfOutcomes {
  using Whole = std::tuple<Outcome<Stored<Ts>>...>;
  static Whole collect(const Children& children) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return Whole{children.template outcome<Ts>(I)...};
    }(std::index_sequence_for<Ts...>());
  }
};

/// The future that a gather returns, with a way to collect the results.
template <class Collect>
class Gathering final : public WithResult<typename Collect::Whole, GatheringFuture> {
 public:
  using Whole = typename Collect::Whole;

  static Ref<Gathering> make(bool return_exceptions) {
    return Ref<Gathering>::adopt(new Gathering(return_exceptions));
  }
  static void* operator new(std::size_t size) { return FramePool::allocate(size); }
  static void operator delete(void* memory) noexcept {
    FramePool::deallocate(memory, FramePool::size_class(sizeof(Gathering)));
  }

 private:
  explicit Gathering(bool return_exceptions) noexcept
      : WithResult<Whole, GatheringFuture>(return_exceptions) {}
  ~Gathering() = default;
  void destroy() noexcept override { delete this; }
  void set_results(const FutureBase& last) override {
    this->set_result(Collect::collect(Children(*this, last)));
  }
};

/// Processes one argument of gather.
template <awaitable A>
void add_argument(GatheringFuture& outer, A&& aw) {
  using Plain = std::remove_cvref_t<A>;
  if constexpr (std::is_same_v<Plain, Sleep>) {
    outer.add_coroutine(static_cast<Coroutine<void>>(std::forward<A>(aw)).shared_state());
  } else if constexpr (std::is_same_v<Plain, Coroutine<awaited_t<A>>>) {
    outer.add_coroutine(std::forward<A>(aw).shared_state());
  } else if constexpr (std::is_same_v<Plain, Awaitable<awaited_t<A>>>) {
    if (aw.is_coroutine()) {
      outer.add_coroutine(Ref<FutureBase>(aw.future()));
    } else {
      outer.add_future(Ref<FutureBase>(aw.future()));
    }
  } else {
    outer.add_future(Ref<FutureBase>(std::forward<A>(aw).shared_state()));
  }
}

/// gather, with `add` to process the arguments.
template <class Collect, class Add>
Future<typename Collect::Whole> gather_with(bool return_exceptions, Add&& add) {
  auto outer = Gathering<Collect>::make(return_exceptions);
  try {
    add(*outer);
    outer->start();
  } catch (...) {
    outer->give_up();
    throw;
  }
  return Future<typename Collect::Whole>(std::move(outer));
}

template <class Collect, class... As>
auto gather_arguments(bool return_exceptions, As&&... aws) {
  return gather_with<Collect>(return_exceptions, [&](GatheringFuture& outer) {
    outer.reserve(sizeof...(aws));
    (add_argument(outer, std::forward<As>(aws)), ...);
  });
}

template <class Collect, class R>
auto gather_range(bool return_exceptions, R&& aws) {
  return gather_with<Collect>(return_exceptions, [&](GatheringFuture& outer) {
    if constexpr (std::ranges::sized_range<R>) outer.reserve(std::ranges::size(aws));
    for (auto&& aw : aws) {
      if constexpr (std::is_lvalue_reference_v<R> || std::ranges::view<R>) {
        add_argument(outer, std::forward<decltype(aw)>(aw));
      } else {
        add_argument(outer, std::move(aw));
      }
    }
  });
}

template <std::size_t... I, class Arguments>
auto gather_all_but_last(std::index_sequence<I...>, Arguments&& arguments) {
  using Collect = TupleOfOutcomes<awaited_t<std::tuple_element_t<I, Arguments>>...>;
  return gather_arguments<Collect>(true, std::get<I>(std::forward<Arguments>(arguments))...);
}

template <class Tag, class... Args>
constexpr bool awaitables_then_tag() {
  std::size_t position = 0;
  return (... && (++position == sizeof...(Args) ? std::is_same_v<std::remove_cvref_t<Args>, Tag>
                                                : awaitable<Args>));
}

/// Some awaitables and then the tag.
template <class Tag, class... Args>
concept AwaitablesThenTag = sizeof...(Args) > 0 && awaitables_then_tag<Tag, Args...>();

}  // namespace gathercheck::reference::detail
