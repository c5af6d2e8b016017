// SPDX-License-Identifier: MIT
// The programs of measured/editions.py, whose output was recorded from every edition of CPython.
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "children.hpp"

namespace gathercheck::reference {
namespace {

using namespace test;
using Program = Coroutine<std::string> (*)();

int turn() {
  return static_cast<int>(EventLoop::running().turn());
}
std::string is(const std::exception_ptr& a, const std::exception_ptr& b) {
  return a == b ? " True" : " False";
}

/// What `ask` raises, and whether it is the same object as `exception`.
template <class F>
std::string asked(F&& ask, const std::exception_ptr& exception) {
  try {
    static_cast<void>(ask());
  } catch (...) {
    return show(std::current_exception()) + is(std::current_exception(), exception);
  }
  return "nothing";
}

Coroutine<std::string> a_future_cancelled_with_a_message() {
  auto f = new_future();
  auto g = gather(list<Future<int>>(f));
  f.cancel("m");
  co_return co_await outcome(g);
}

Coroutine<std::string> a_task_cancelled_with_a_message() {
  auto t = create_task(waiting(new_future()));
  auto g = gather(list<Task<int>>(t));
  co_await spin(2);
  t.cancel("m");
  co_return co_await outcome(g);
}

Coroutine<std::string> a_task_cancelled_before_its_first_step() {
  auto t = create_task(value(1));
  auto g = gather(list<Task<int>>(t));
  t.cancel("m");
  co_return co_await outcome(g);
}

Coroutine<std::string> the_exception_of_the_outer_is_what_ended_the_task() {
  const auto exc = cancelled_error("own");
  auto g = gather(list<Coroutine<int>>(raising(exc)));
  try {
    co_await g;
  } catch (...) {
    co_return show(std::current_exception()) + is(std::current_exception(), exc);
  }
  co_return "";
}

Coroutine<std::string> the_second_to_ask_a_cancelled_task() {
  const auto exc = cancelled_error("own");
  auto t = create_task(raising(exc));
  co_await spin(2);
  auto first = asked([&] { return t.exception(); }, exc);
  co_return first + "; " + asked([&] { return t.exception(); }, exc);
}

Coroutine<std::string> the_second_to_ask_a_cancelled_future() {
  auto f = new_future();
  f.cancel("m");
  std::vector<std::exception_ptr> seen;
  for (int i = 0; i < 2; ++i) {
    try {
      f.result();
    } catch (const CancelledError&) {
      seen.push_back(std::current_exception());
    }
  }
  co_return show(seen[0]) + " " + show(seen[1]) + is(seen[0], seen[1]);
}

Coroutine<std::string> cancelled_children_in_a_list() {
  std::vector<Future<int>> futures;
  for (int i = 0; i < 4; ++i) futures.push_back(new_future());
  auto waits = create_task(waiting(futures[2]));
  auto unstarted = create_task(value(1));
  auto returning = create_task(value(2));
  auto g = gather(list<Awaitable<int>>(futures[0], futures[1], waits, unstarted,
                                       raising(cancelled_error("own")), returning),
                  return_exceptions);
  futures[0].cancel("m");
  futures[1].cancel();
  unstarted.cancel("u");
  co_await spin(2);
  waits.cancel("w");
  co_return co_await outcome(g);
}

Coroutine<std::string> the_list_takes_nothing_away_from_a_cancelled_task() {
  const auto exc = cancelled_error("own");
  auto t = create_task(raising(exc));
  co_await gather(list<Task<int>>(t), return_exceptions);
  co_return asked([&] { return t.result(); }, exc);
}

Coroutine<std::string> outer_cancelled_with_a_message() {
  auto g = gather(list<Future<int>>(new_future(), new_future()));
  g.cancel("m");
  co_return co_await outcome(g);
}

Coroutine<std::string> outer_of_tasks_cancelled_with_a_message() {
  auto g = gather(list<Coroutine<int>>(waiting(new_future()), waiting(new_future())));
  co_await spin(2);
  g.cancel("m");
  co_return co_await outcome(g);
}

Coroutine<std::string> outer_cancelled_and_exceptions_returned() {
  auto g = gather(list<Awaitable<int>>(waiting(new_future()), new_future()), return_exceptions);
  co_await spin(2);
  g.cancel("m");
  co_return co_await outcome(g);
}

Coroutine<std::string> outer_cancelled_and_the_last_argument_returned_a_value() {
  auto g = gather(list<Coroutine<int>>(waiting(new_future()), yielding(3)), return_exceptions);
  co_await spin(3);
  g.cancel("m");
  co_return co_await outcome(g);
}

Coroutine<std::string> outer_cancelled_and_the_last_argument_refused() {
  auto last = create_task(refusing(new_future()));
  auto g = gather(list<Awaitable<int>>(waiting(new_future()), last), return_exceptions);
  co_await spin(2);
  g.cancel("m");
  co_return co_await outcome(g);
}

Coroutine<std::string> must_cancel_leaves_its_message_behind() {
  auto f = new_future();
  auto last = create_task(refusing(f));
  auto other = new_future();
  auto g = gather(list<Future<int>>(other, last), return_exceptions);
  co_await spin(2);
  f.set_result(1);
  last.cancel("kept");
  co_await spin(3);
  g.cancel("m");
  co_return co_await outcome(g);
}

Coroutine<int> noting(Future<int> future, std::vector<std::string>& seen) {
  try {
    co_return co_await future;
  } catch (const CancelledError&) {
    seen.push_back(show(std::current_exception()));
    throw;
  }
}

Coroutine<std::string> messages_through_two_levels() {
  std::vector<std::string> seen;
  auto inner = gather_as<std::vector<Outcome<int>>>(
      list<Coroutine<int>>(noting(new_future(), seen)), ReturnExceptions::no);
  auto g = gather(inner, noting(new_future(), seen));
  co_await spin(2);
  g.cancel("m");
  std::string got;
  try {
    co_await g;
  } catch (...) {
    got = show(std::current_exception());
  }
  co_return got + ": " + joined(seen);
}

Coroutine<int> asking(Task<int> task, std::exception_ptr exc, std::vector<std::string>& same) {
  try {
    co_await task;
  } catch (...) {
    same.push_back(show(std::current_exception()) + is(std::current_exception(), exc));
  }
  co_return 0;
}

Coroutine<std::string> two_awaiters_of_a_cancelled_task() {
  const auto exc = cancelled_error("own");
  auto t = create_task(raising(exc));
  std::vector<std::string> same;
  co_await gather(asking(t, exc, same), asking(t, exc, same));
  co_return joined(same);
}

Coroutine<int> cancelling_itself() {
  current_task().cancel("self");
  co_return 1;
}

Coroutine<std::string> a_task_that_cancels_itself_and_returns() {
  auto t = create_task(cancelling_itself());
  auto g = gather(list<Task<int>>(t), return_exceptions);
  co_await spin(2);
  auto first = co_await outcome(g);
  co_return first + " " + co_await outcome<int>(t);
}

Coroutine<std::string> done_children_and_turns() {
  auto done = new_future();
  done.set_result(1);
  const int start = turn();
  auto g = gather(list<Future<int>>(done, done));
  const std::string at_once = g.done() ? "True " : "False ";
  auto got = co_await outcome(g);
  co_return at_once + got + " " + show(turn() - start);
}

Coroutine<int> logging(std::vector<std::string>& log, int start) {
  log.push_back("child " + show(turn() - start));
  co_return 0;
}

Coroutine<std::string> a_failed_future_and_a_coroutine_and_turns() {
  std::vector<std::string> log;
  const int start = turn();
  auto done = new_future();
  done.set_exception(key_error("k"));
  auto g = gather(list<Awaitable<int>>(logging(log, start), done, logging(log, start)));
  g.add_done_callback([&] { log.push_back("outer " + show(turn() - start)); });
  auto got = co_await outcome(g);
  log.push_back("awaiter " + show(turn() - start));
  co_await spin(2);
  co_return got + ": " + joined(log);
}

Coroutine<std::string> done_and_pending_children_and_turns() {
  auto done = new_future();
  auto pending = new_future();
  done.set_result(1);
  const int start = turn();
  auto g = gather(list<Future<int>>(pending, done), return_exceptions);
  pending.set_result(2);
  auto got = co_await outcome(g);
  co_return got + " " + show(turn() - start);
}

#define PROGRAM(name) \
  { #name, name }
const std::vector<std::pair<std::string, Program>> programs = {
    PROGRAM(a_future_cancelled_with_a_message),
    PROGRAM(a_task_cancelled_with_a_message),
    PROGRAM(a_task_cancelled_before_its_first_step),
    PROGRAM(the_exception_of_the_outer_is_what_ended_the_task),
    PROGRAM(the_second_to_ask_a_cancelled_task),
    PROGRAM(the_second_to_ask_a_cancelled_future),
    PROGRAM(cancelled_children_in_a_list),
    PROGRAM(the_list_takes_nothing_away_from_a_cancelled_task),
    PROGRAM(outer_cancelled_with_a_message),
    PROGRAM(outer_of_tasks_cancelled_with_a_message),
    PROGRAM(outer_cancelled_and_exceptions_returned),
    PROGRAM(outer_cancelled_and_the_last_argument_returned_a_value),
    PROGRAM(outer_cancelled_and_the_last_argument_refused),
    PROGRAM(must_cancel_leaves_its_message_behind),
    PROGRAM(messages_through_two_levels),
    PROGRAM(two_awaiters_of_a_cancelled_task),
    PROGRAM(a_task_that_cancels_itself_and_returns),
    PROGRAM(done_children_and_turns),
    PROGRAM(a_failed_future_and_a_coroutine_and_turns),
    PROGRAM(done_and_pending_children_and_turns),
};
#undef PROGRAM

/// What CPython 3.`minor` printed.
std::vector<std::string> recorded(int minor) {
  std::ifstream file(MEASURED "/editions-3." + std::to_string(minor) + ".txt");
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

class Editions : public testing::TestWithParam<int> {};

TEST_P(Editions, DifferAsCPythonsDo) {
  const auto expected = recorded(GetParam());
  ASSERT_EQ(expected.size(), programs.size());
  for (std::size_t i = 0; i < programs.size(); ++i) {
    const auto& [name, program] = programs[i];
    EXPECT_EQ(name + ": " + run(program(), static_cast<Edition>(GetParam())), expected[i]);
  }
}

INSTANTIATE_TEST_SUITE_P(CPython3, Editions, testing::Values(8, 9, 10, 11, 12, 13, 14));

}  // namespace
}  // namespace gathercheck::reference
