// SPDX-License-Identifier: MIT
#include <algorithm>

#include "plain_gather.hpp"
#include "themes.hpp"

namespace gathercheck::conformance {
namespace {

using List = std::shared_ptr<const ReferenceValue::List>;

class FlattensInnerLists : public PlainGather {
  ReferenceValue results() override {
    std::vector<Outcome> flat;
    for (const auto& child : children_) {
      const auto* list = is_gather(*child) ? returned<List>(*child) : nullptr;
      if (!list)
        flat.push_back(entry(*child));
      else
        flat.insert(flat.end(), (*list)->begin(), (*list)->end());
    }
    return ReferenceValue(std::move(flat));
  }
};

class WrapsTheFailureOfAnInnerGather : public PlainGather {
  std::exception_ptr error_of(Future& child) override {
    return is_gather(child) ? std::make_exception_ptr(aio::RuntimeError("an inner gather failed"))
                            : PlainGather::error_of(child);
  }
};

class SparesInnerGathers : public PlainGather {
  Future* next_to_cancel(std::size_t asked) override {
    std::vector<Future*> others;
    for (const auto& child : children_)
      if (!is_spared(*child)) others.push_back(child.get());
    return !done() && asked < others.size() ? others[asked] : nullptr;
  }
  virtual bool is_spared(Future& child) { return is_gather(child); }
};

class SparesInnerGathersThatReturnExceptions : public SparesInnerGathers {
  bool is_spared(Future& child) override {
    return is_gather(child) &&
           static_cast<SparesInnerGathersThatReturnExceptions&>(child).returns();
  }
  bool returns() const { return call_.return_exceptions; }
};

class TakesListedExceptionsForFailures : public PlainGather {
  const std::exception_ptr* listed(Future& child) {
    const auto* list = is_gather(child) ? returned<List>(child) : nullptr;
    if (!list || call_.return_exceptions) return nullptr;
    for (const auto& each : **list)
      if (const auto* error = std::get_if<std::exception_ptr>(&each.data)) return error;
    return nullptr;
  }
  bool is_failure(Future& child) override {
    return PlainGather::is_failure(child) || listed(child) != nullptr;
  }
  std::exception_ptr error_of(Future& child) override {
    const auto* error = listed(child);
    return error ? *error : PlainGather::error_of(child);
  }
};

class TakesAnInnerCancellationForItsOwn : public PlainGather {
  bool is_failure(Future& child) override {
    if (is_gather(child) && child.has_exception() &&
        aio::is_cancelled_error(child.stored_exception()))
      cancel_requested_ = true;
    return PlainGather::is_failure(child);
  }
};

class ListsAnInnerCancellationLikeAChilds : public PlainGather {
  Outcome entry(Future& child) override {
    const bool was_cancelled = is_gather(child) && child.has_exception() &&
                               aio::is_cancelled_error(child.stored_exception());
    return was_cancelled ? aio::raised(cancelled_error("")) : PlainGather::entry(child);
  }
};

class HearsOfInnerGathersATurnLater : public PlainGather {
  void child_done(Future& child) override {
    if (!is_gather(child)) return PlainGather::child_done(child);
    call_soon([this, inner = Reference(&child)] { PlainGather::child_done(*inner); });
  }
};

class CopiesInnerLists : public PlainGather {
  Outcome entry(Future& child) override {
    auto entry = PlainGather::entry(child);
    return is_gather(child) && entry.has_value() ? Outcome(copy_of(entry.value())) : entry;
  }
};

class CancelsInnerGathersOnFailure : public PlainGather {
  void fail(Future& child) override {
    PlainGather::fail(child);
    for (const auto& sibling : siblings(child))
      if (is_gather(*sibling)) sibling->cancel({});
  }
};

class RefusesToBeCalledByAChild : public PlainGather {
  void gather() override {
    const auto caller = aio::current_task();
    const bool is_child =
        caller && std::ranges::find(past_->children, &caller.state()) != past_->children.end();
    if (is_child) throw aio::RuntimeError("a gather is running");
    PlainGather::gather();
    for (const auto& child : children_) past_->children.push_back(child.get());
  }
};

}  // namespace

std::vector<Mutant> wrong_about_nesting() {
  return {
      {.name = "flattens_inner_lists",
       .story = "Qt's unwrap, JavaScript's flat()",
       .expect = "NEST-1",
       .make = make<FlattensInnerLists>},
      {.name = "wraps_the_failure_of_an_inner_gather",
       .story = "groups that raise groups: ExceptionGroup in ExceptionGroup",
       .expect = "NEST-2",
       .make = make<WrapsTheFailureOfAnInnerGather>},
      {.name = "spares_inner_gathers",
       .story = "cancel() that goes through tasks and futures and has no case for a group",
       .expect = "NEST-3",
       .make = make<SparesInnerGathers>},
      {.name = "spares_inner_gathers_that_return_exceptions",
       .story = "return_exceptions taken for a shield",
       .expect = "NEST-10",
       .make = make<SparesInnerGathersThatReturnExceptions>},
      {.name = "takes_listed_exceptions_for_failures",
       .story = "a search for errors in all that the children gave",
       .expect = "NEST-4",
       .make = make<TakesListedExceptionsForFailures>},
      {.name = "lists_an_inner_cancellation_like_a_childs",
       .story = "isinstance(exc, CancelledError) instead of fut.cancelled()",
       .expect = "NEST-5",
       .make = make<ListsAnInnerCancellationLikeAChilds>},
      {.name = "takes_an_inner_cancellation_for_its_own",
       .story = "stdexec, corral: what stops a part stops the whole",
       .expect = "NEST-5",
       .make = make<TakesAnInnerCancellationForItsOwn>},
      {.name = "hears_of_inner_gathers_a_turn_later",
       .story = "an inner gather that is wrapped into a task",
       .expect = "NEST-6",
       .make = make<HearsOfInnerGathersATurnLater>},
      {.name = "copies_inner_lists",
       .story = "vectors of vectors that are copied from level to level",
       .expect = "NEST-7 RES-4",
       .make = make<CopiesInnerLists>},
      {.name = "cancels_inner_gathers_on_failure",
       .story = "nurseries in nurseries",
       .expect = "NEST-9 RET-7",
       .make = make<CancelsInnerGathersOnFailure>},
      {.name = "refuses_to_be_called_by_a_child",
       .story = "one group to a thread, a variable of the module that says so",
       .expect = "ERR-9",
       .make = make<RefusesToBeCalledByAChild>},
  };
}

}  // namespace gathercheck::conformance
