// SPDX-License-Identifier: MIT
#include <algorithm>

#include "plain_gather.hpp"
#include "themes.hpp"

namespace gathercheck::conformance {
namespace {

class ListsInOrderOfCompletion : public PlainGather {
  void child_done(Future& child) override {
    order_.push_back(&child);
    PlainGather::child_done(child);
  }
  ReferenceValue results() override {
    auto children = children_;
    std::ranges::stable_sort(children, {}, [this](const Reference& child) {
      return std::ranges::find(order_, child.get()) - order_.begin();
    });
    return list_of(children);
  }

  std::vector<const Future*> order_;
};

class UnwrapsASingleResult : public PlainGather {
  ReferenceValue results() override {
    const bool unwraps = size() == 1 && children_.front()->has_result();
    return unwraps ? result_of(*children_.front()) : PlainGather::results();
  }
};

class LeavesOutNone : public PlainGather {
  ReferenceValue results() override {
    auto children = children_;
    std::erase_if(children,
                  [](const Reference& child) { return returned<std::monostate>(*child); });
    return list_of(children);
  }
};

class GivesEveryPositionTheLastResult : public PlainGather {
  ReferenceValue results() override {
    auto children = children_;
    for (auto& child : children) child = children_.back();
    return list_of(children);
  }
};

class LosesTheLastResult : public PlainGather {
  ReferenceValue results() override {
    auto children = children_;
    if (!children.empty()) children.pop_back();
    return list_of(children);
  }
};

class CopiesResults : public PlainGather {
  Outcome entry(Future& child) override {
    auto entry = PlainGather::entry(child);
    return entry.has_value() ? Outcome(copy_of(entry.value())) : entry;
  }
};

class FillsTheListOfTheGatherBefore : public PlainGather {
  ReferenceValue results() override {
    using List = ReferenceValue::List;
    // Else a list could come to hold itself.
    if (std::ranges::any_of(children_, [](const Reference& child) { return is_gather(*child); }))
      return PlainGather::results();
    if (!past_->list) past_->list = std::make_shared<List>();
    *past_->list = *std::get<std::shared_ptr<const List>>(PlainGather::results().data);
    return ReferenceValue(std::shared_ptr<const List>(past_->list));
  }
};

/// Before the second of those who wait is told, a step of one's own.
class SpoiledByTheFirstLook : public PlainGather {
  void settle(const Outcome& outcome) override {
    auto callbacks = take_callbacks();
    for (std::size_t i = 0; i < std::max<std::size_t>(1, callbacks.size()); ++i) {
      if (i < callbacks.size()) callbacks_.append(std::move(callbacks[i]));
      if (i == 0) add_callback([self = Reference(this), this] { spoil(); });
    }
    PlainGather::settle(outcome);
  }
  virtual void spoil() = 0;
};

class MakesANewListForTheNextReader : public SpoiledByTheFirstLook {
  void spoil() override {
    if (has_result()) result() = copy_of(result());
  }
};

class MovesTheListToTheFirstAwaiter : public SpoiledByTheFirstLook {
  void spoil() override {
    if (has_result()) result() = ReferenceValue(std::vector<Outcome>());
  }
};

class MakesANewErrorForTheNextReader : public SpoiledByTheFirstLook {
  void spoil() override {
    if (has_exception()) trouble().exception = copy_of(stored_exception());
  }
};

class TakesAReturnedExceptionForAFailure : public PlainGather {
  bool is_failure(Future& child) override {
    return PlainGather::is_failure(child) ||
           (!call_.return_exceptions && returned<std::exception_ptr>(child));
  }
  std::exception_ptr error_of(Future& child) override {
    const auto* error = returned<std::exception_ptr>(child);
    return error ? *error : PlainGather::error_of(child);
  }
};

class WaitsForWhatAChildReturned : public PlainGather {
  void child_done(Future& child) override {
    if (!returned<spec::Name>(child)) PlainGather::child_done(child);
  }
};

class TakesTheResultsAwayFromTheChildren : public PlainGather {
  ReferenceValue results() override {
    auto list = PlainGather::results();
    for (const auto& child : distinct())
      if (child->has_result()) result_of(*child) = {};
    return list;
  }
};

}  // namespace

std::vector<Mutant> wrong_about_results() {
  return {
      {.name = "lists_results_in_order_of_completion",
       .story = "Asio's parallel_group hands the order of completion out beside the results; taken "
                "for the order of the results, as with asyncio.as_completed",
       .expect = "RES-1",
       .make = make<ListsInOrderOfCompletion>},
      {.name = "gives_every_position_the_last_result",
       .story = "closures made in a loop that all see the last value of its variable",
       .expect = "RES-1",
       .make = make<GivesEveryPositionTheLastResult>},
      {.name = "loses_the_last_result",
       .story = "a loop that ends one too early",
       .expect = "RES-2",
       .make = make<LosesTheLastResult>},
      {.name = "unwraps_a_single_result",
       .story = "a convenience for callers that gather one thing",
       .expect = "RES-2",
       .make = make<UnwrapsASingleResult>},
      {.name = "leaves_out_none",
       .story = "libraries that collect values and have none for void, such as stdexec's when_all",
       .expect = "RES-2 RES-3",
       .make = make<LeavesOutNone>},
      {.name = "copies_results",
       .story = "C++ libraries that hand results on by value",
       .expect = "RES-4",
       .make = make<CopiesResults>},
      {.name = "fills_the_list_of_the_gather_before",
       .story = "a buffer that is kept to spare an allocation: static thread_local in C++",
       .expect = "RES-8 EMPTY-1",
       .make = make<FillsTheListOfTheGatherBefore>},
      {.name = "makes_a_new_list_for_the_next_reader",
       .story = "a list that is built from the children on each look, as libcoro's when_all does "
                "with its tasks",
       .expect = "RES-5",
       .make = make<MakesANewListForTheNextReader>},
      {.name = "moves_the_list_to_the_first_awaiter",
       .story = "C++ futures of which get() moves the result out: std::future, concurrencpp",
       .expect = "AWAIT-1 RES-2",
       .make = make<MovesTheListToTheFirstAwaiter>},
      {.name = "makes_a_new_error_for_the_next_reader",
       .story = "exceptions that are copied when they are thrown to each waiter",
       .expect = "AWAIT-3 ERR-2",
       .make = make<MakesANewErrorForTheNextReader>},
      {.name = "takes_a_returned_exception_for_a_failure",
       .story = "isinstance(result, BaseException) instead of asking how the child ended",
       .expect = "RES-6",
       .make = make<TakesAReturnedExceptionForAFailure>},
      {.name = "waits_for_what_a_child_returned",
       .story = "JavaScript's Promise.all, where a promise for a promise waits for the inner one",
       .expect = "RES-7",
       .make = make<WaitsForWhatAChildReturned>},
      {.name = "takes_the_results_away_from_the_children",
       .story = "YACLib and others that move the results into the list",
       .expect = "TASK-2 RES-3",
       .make = make<TakesTheResultsAwayFromTheChildren>},
  };
}

}  // namespace gathercheck::conformance
