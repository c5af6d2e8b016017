// SPDX-License-Identifier: MIT
//
// A child is an asynchronous operation of Asio's: it completes through the io_context and listens
// to the cancellation slot that the group gives it. A cancelled child is an error like any other.
// Asio tells what each operation came to, and in which order; of several failures the one that came
// first is taken. Operations can be awaited once, so duplicates are not claimed. A group of none
// never completes.
#include "parallel_group.hpp"

#include <boost/asio.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/version.hpp>
#include <utility>

namespace gathercheck::conformance {
namespace {

namespace asio = boost::asio;
using Signature = void(std::exception_ptr, Value);

/// The child as an operation that anybody can start who has a completion handler.
auto operation_of(const Child& child, asio::io_context& context) {
  auto start = [&context](auto handler, const Child& started) {
    auto slot = asio::get_associated_cancellation_slot(handler);
    if (slot.is_connected()) slot.assign([started](asio::cancellation_type) { started.cancel(); });
    started.start([&context, handler = std::move(handler)](const Outcome& end) mutable {
      auto value = end.has_value() ? end.value() : Value();
      asio::post(context, asio::append(std::move(handler), end.error(), std::move(value)));
    });
  };
  return asio::async_initiate<const asio::deferred_t&, Signature>(start, asio::deferred, child);
}

Outcome first_failure_or_list(const std::vector<std::size_t>& order,
                              const std::vector<Outcome>& outcomes, bool return_exceptions) {
  if (!return_exceptions)
    for (const auto place : order)
      if (!outcomes[place].has_value()) return outcomes[place];
  return Outcome::list_of(outcomes);
}

class ParallelGroup final : public Group {
 public:
  template <class Condition>
  void wait(const std::vector<Child>& children, bool return_exceptions, Condition condition,
            Library::Done done, asio::io_context& context) {
    using asio::experimental::make_parallel_group;
    std::vector<decltype(operation_of(children.front(), context))> operations;
    for (const auto& child : children) operations.push_back(operation_of(child, context));
    auto completion = [this, return_exceptions, done = std::move(done)](
                          const std::vector<std::size_t>& order,
                          const std::vector<std::exception_ptr>& errors,
                          const std::vector<Value>& values) {
      is_over_ = true;
      std::vector<Outcome> outcomes;
      for (std::size_t i = 0; i < values.size(); ++i)
        outcomes.push_back(errors[i] ? Outcome(errors[i]) : Outcome(values[i]));
      done(first_failure_or_list(order, outcomes, return_exceptions));
    };
    make_parallel_group(std::move(operations))
        .async_wait(condition,
                    asio::bind_executor(context, asio::bind_cancellation_slot(
                                                     signal_.slot(), std::move(completion))));
  }

  bool cancel() override {
    if (!is_over_) signal_.emit(asio::cancellation_type::terminal);
    return !is_over_;
  }

 private:
  asio::cancellation_signal signal_;
  bool is_over_ = false;
};

template <class Condition>
class ParallelGroups final : public Library {
 public:
  explicit ParallelGroups(const char* condition) : name_(condition) {}

  Identity identity() const override {
    return {name_,
            BOOST_LIB_VERSION,
            "C++",
            spec::newest_edition,
            {"cancel_outer", "cancel_child", "cancel_awaiter", "return_exceptions", "nesting",
             "empty", "futures", "tasks", "identity"}};
  }
  std::unique_ptr<Group> gather(std::vector<Child> children, bool return_exceptions,
                                Done done) override {
    auto group = std::make_unique<ParallelGroup>();
    group->wait(children, return_exceptions, Condition(), std::move(done), context_);
    return group;
  }
  void drain() override {
    context_.restart();
    context_.poll();
  }

 private:
  std::string name_;
  asio::io_context context_{1};
};

}  // namespace

std::unique_ptr<Library> parallel_group_waiting_for_all() {
  return std::make_unique<ParallelGroups<asio::experimental::wait_for_all>>(
      "boost.asio:wait_for_all");
}

std::unique_ptr<Library> parallel_group_waiting_for_one_error() {
  return std::make_unique<ParallelGroups<asio::experimental::wait_for_one_error>>(
      "boost.asio:wait_for_one_error");
}

}  // namespace gathercheck::conformance
