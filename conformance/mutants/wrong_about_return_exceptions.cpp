// SPDX-License-Identifier: MIT
#include <algorithm>

#include "plain_gather.hpp"
#include "themes.hpp"

namespace gathercheck::conformance {
namespace {

bool has_failed(const PlainGather::Reference& child) {
  return child->cancelled() || child->has_exception();
}

/// Some failures end the outer even where exceptions are returned.
class LetsSomeFailuresThrough : public PlainGather {
  bool is_failure(Future& child) override {
    return PlainGather::is_failure(child) || (call_.return_exceptions && goes_through(child));
  }
  virtual bool goes_through(Future& child) = 0;
};

class IgnoresReturnExceptions : public LetsSomeFailuresThrough {
  bool goes_through(Future& child) override { return child.cancelled() || child.has_exception(); }
};

class ListsOnlyExceptions : public LetsSomeFailuresThrough {
  bool goes_through(Future& child) override {
    const auto* error = script_error(child);
    return error && error->type() == "BaseError";
  }
};

class ACancelledChildEndsTheList : public LetsSomeFailuresThrough {
  bool goes_through(Future& child) override { return child.cancelled(); }
};

class ACancelledErrorNobodyAskedForEndsTheList : public LetsSomeFailuresThrough {
  bool goes_through(Future& child) override {
    return child.cancelled() && is_task(child) && task(child).num_cancels_requested() == 0;
  }
};

class EndsTheListAtTheFirstFailure : public PlainGather {
  void child_done(Future& child) override {
    PlainGather::child_done(child);
    if (call_.return_exceptions && exists_ && !done() && has_failed(Reference(&child)))
      complete(child);
  }
  Outcome entry(Future& child) override {
    return child.done() ? PlainGather::entry(child) : ReferenceValue();
  }
};

class ListsNoneForAFailure : public PlainGather {
  Outcome entry(Future& child) override {
    return child.has_result() ? PlainGather::entry(child) : ReferenceValue();
  }
};

class LeavesFailuresOut : public PlainGather {
  ReferenceValue results() override {
    auto children = children_;
    std::erase_if(children, has_failed);
    return list_of(children);
  }
};

class ListsFailuresLast : public PlainGather {
  ReferenceValue results() override {
    auto children = children_;
    std::ranges::stable_partition(children, std::not_fn(has_failed));
    return list_of(children);
  }
};

class CopiesListedExceptions : public PlainGather {
  Outcome entry(Future& child) override {
    auto entry = PlainGather::entry(child);
    return entry.has_value() ? entry : aio::raised(copy_of(entry.error()));
  }
};

class FailsIfAllChildrenFail : public PlainGather {
  void complete(Future& last) override {
    if (std::ranges::all_of(children_, has_failed)) return fail(last);
    PlainGather::complete(last);
  }
};

class ListsAnExceptionOnce : public PlainGather {
  ReferenceValue results() override {
    listed_.clear();
    return PlainGather::results();
  }
  Outcome entry(Future& child) override {
    auto entry = PlainGather::entry(child);
    if (entry.has_value()) return entry;
    if (std::ranges::find(listed_, entry.error()) != listed_.end()) return ReferenceValue();
    listed_.push_back(entry.error());
    return entry;
  }

  std::vector<std::exception_ptr> listed_;
};

class ReportsListedFailures : public PlainGather {
  void settle(const Outcome& outcome) override {
    PlainGather::settle(outcome);
    for (const auto& child : distinct())
      if (child->has_exception() && child->done() && call_.return_exceptions)
        running().call_exception_handler(child->stored_exception());
  }
};

class ListsACancellationWithoutText : public PlainGather {
  Outcome entry(Future& child) override {
    return child.cancelled() ? aio::raised(cancelled_error()) : PlainGather::entry(child);
  }
};

class ListsACancellationWithAnEmptyText : public PlainGather {
  Outcome entry(Future& child) override {
    return child.cancelled() ? aio::raised(cancelled_error("")) : PlainGather::entry(child);
  }
};

class ListsTheCancelledErrorOfTheChild : public PlainGather {
  Outcome entry(Future& child) override {
    return child.cancelled() ? aio::raised(child.make_cancelled_error())
                             : PlainGather::entry(child);
  }
};

}  // namespace

std::vector<Mutant> wrong_about_return_exceptions() {
  return {
      {.name = "ignores_return_exceptions",
       .story = "a parameter that is taken and forgotten",
       .expect = "RET-1",
       .make = make<IgnoresReturnExceptions>},
      {.name = "lists_only_exceptions",
       .story = "except Exception, where Python's task catches BaseException",
       .expect = "RET-6",
       .make = make<ListsOnlyExceptions>},
      {.name = "a_cancelled_child_ends_the_list",
       .story =
           "MicroPython until 1.12 (issue 5882): except Exception, which a CancelledError is not",
       .expect = "RET-4",
       .make = make<ACancelledChildEndsTheList>},
      {.name = "a_cancelled_error_nobody_asked_for_ends_the_list",
       .story = "a port that tells a cancellation by its request, not by how the child ended",
       .expect = "RET-7",
       .make = make<ACancelledErrorNobodyAskedForEndsTheList>},
      {.name = "ends_the_list_at_the_first_failure",
       .story = "async_simple's collectAll with Terminate, which does not wait for the others",
       .expect = "RET-1",
       .make = make<EndsTheListAtTheFirstFailure>},
      {.name = "lists_none_for_a_failure",
       .story = "corral's mostOf: an empty optional where a child has no value",
       .expect = "RET-1 RET-2",
       .make = make<ListsNoneForAFailure>},
      {.name = "leaves_failures_out",
       .story = "results that are filtered for successes",
       .expect = "RET-1 RET-2",
       .make = make<LeavesFailuresOut>},
      {.name = "lists_failures_last",
       .story = "helpers that part the results from the errors",
       .expect = "RET-1 RET-2",
       .make = make<ListsFailuresLast>},
      {.name = "copies_listed_exceptions",
       .story = "C++ libraries that store a copy of what was thrown",
       .expect = "RET-2",
       .make = make<CopiesListedExceptions>},
      {.name = "fails_if_all_children_fail",
       .story = "JavaScript's Promise.any",
       .expect = "RET-3",
       .make = make<FailsIfAllChildrenFail>},
      {.name = "lists_an_exception_once",
       .story = "exceptions collected in a set, as for an ExceptionGroup",
       .expect = "RET-8",
       .make = make<ListsAnExceptionOnce>},
      {.name = "reports_listed_failures",
       .story = "a future that does not know that its exception was taken out of it",
       .expect = "RET-5",
       .make = make<ReportsListedFailures>},
      {.name = "lists_a_cancellation_without_text",
       .story = "CPython up to 3.8, before bpo-31033",
       .expect = "RET-9",
       .make = make<ListsACancellationWithoutText>},
      {.name = "lists_a_cancellation_with_an_empty_text_in_3_8",
       .story = "CPython from 3.9 on, bpo-31033",
       .expect = "RET-10",
       .make = make<ListsACancellationWithAnEmptyText>,
       .edition = spec::Edition{8}},
      {.name = "lists_the_cancelled_error_of_the_child",
       .story = "one way for all exceptions, where CPython makes a new CancelledError for the list",
       .expect = "RET-9",
       .make = make<ListsTheCancelledErrorOfTheChild>},
  };
}

}  // namespace gathercheck::conformance
