// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "gathercheck/reference/asyncio.hpp"

/// Small coroutines and words that the tests share.
namespace gathercheck::reference::test {

/// An error with a name, as Python's KeyError('k').
struct KeyError {
  std::string key;
};

/// The exception as Python's repr: `CancelledError('m')`, `KeyError('k')`, `RuntimeError`.
inline std::string show(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const CancelledError& error) {
    return error.message() ? "CancelledError('" + *error.message() + "')" : "CancelledError()";
  } catch (const KeyError& error) {
    return "KeyError('" + error.key + "')";
  } catch (const InvalidStateError&) {
    return "InvalidStateError";
  } catch (const RecursionError&) {
    return "RecursionError";
  } catch (const RuntimeError&) {
    return "RuntimeError";
  } catch (const ValueError&) {
    return "ValueError";
  } catch (...) {
    return "something else";
  }
}

inline std::string show(int value) {
  return std::to_string(value);
}
inline std::string show(const Outcome<int>& outcome) {
  return outcome ? show(outcome.value()) : show(outcome.error());
}
template <class T>
std::string show(const std::vector<T>& list) {
  std::string text = "[";
  for (const T& each : list) text += (text.size() > 1 ? ", " : "") + show(each);
  return text + "]";
}
/// The lines of a log, as Python's '; '.join.
inline std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += (text.empty() ? "" : "; ") + line;
  return text;
}

/// What calling the function throws, as `show` writes it; "nothing" if it returns.
template <class F>
std::string thrown_by(F&& function) {
  try {
    static_cast<void>(function());
    return "nothing";
  } catch (...) {
    return show(std::current_exception());
  }
}

/// The outcome of awaiting.
template <class T>
Coroutine<std::string> outcome(Future<T> future) {
  try {
    co_return show(co_await future);
  } catch (...) {
    co_return show(std::current_exception());
  }
}

inline Coroutine<int> value(int n) {
  co_return n;
}
inline Coroutine<int> raising(std::exception_ptr exception) {
  std::rethrow_exception(exception);
  co_return 0;
}
template <class T>
Coroutine<T> waiting(Future<T> future) {
  co_return co_await future;
}
inline Coroutine<int> refusing(Future<int> future) {
  try {
    co_await future;
  } catch (const CancelledError&) {
  }
  co_return 7;
}
inline Coroutine<int> yielding(int n, int turns = 1) {
  for (int i = 0; i < turns; ++i) co_await sleep(Seconds(0));
  co_return n;
}
inline Coroutine<void> spin(int turns = 1) {
  for (int i = 0; i < turns; ++i) co_await sleep(Seconds(0));
}

inline Future<int> new_future() {
  return EventLoop::running().create_future<int>();
}

/// The list of arguments `items`, written where a braced list can't be: next to co_await.
template <class T, class... Items>
std::vector<T> list(Items... items) {
  std::vector<T> result;
  (result.push_back(std::move(items)), ...);
  return result;
}

inline std::exception_ptr key_error(std::string key) {
  return std::make_exception_ptr(KeyError{std::move(key)});
}
inline std::exception_ptr cancelled_error(CancelMessage message = {}) {
  return std::make_exception_ptr(CancelledError(std::move(message)));
}

}  // namespace gathercheck::reference::test
