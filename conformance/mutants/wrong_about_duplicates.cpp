// SPDX-License-Identifier: MIT
#include <algorithm>

#include "plain_gather.hpp"
#include "themes.hpp"

namespace gathercheck::conformance {
namespace {

class RunsADuplicateTwice : public PlainGather {
  void process(std::size_t position) override {
    if (seen_before(position) && call_.arguments[position].is_coroutine())
      call_.arguments[position] = call_.another(position);
    PlainGather::process(position);
  }
};

class RefusesADuplicate : public PlainGather {
  void process(std::size_t position) override {
    if (seen_before(position)) throw aio::ValueError("an argument was given twice");
    PlainGather::process(position);
  }
};

class SeesOnlyNeighboursAsDuplicates : public PlainGather {
  Future* seen_before(std::size_t position) override {
    Future* known = PlainGather::seen_before(position);
    return position > 0 && known == children_[position - 1].get() ? known : nullptr;
  }
};

class CountsPositions : public PlainGather {
  bool are_all_done() override { return nfinished_ == size(); }
};

class HearsOfADuplicateTwice : public PlainGather {
  void process(std::size_t position) override {
    const bool is_known = seen_before(position) != nullptr;
    PlainGather::process(position);
    if (is_known) watch(*children_[position]);
  }
};

class ListsADuplicateOnce : public PlainGather {
  ReferenceValue results() override { return list_of(distinct()); }
};

class FillsTheFirstPositionOnly : public PlainGather {
  ReferenceValue results() override {
    position_ = 0;
    return PlainGather::results();
  }
  Outcome entry(Future& child) override {
    const bool is_first = position_of(child) == position_;
    ++position_;
    return is_first ? PlainGather::entry(child) : ReferenceValue();
  }

  std::size_t position_ = 0;
};

class AsksADuplicateOnce : public PlainGather {
  Future* next_to_cancel(std::size_t asked) override {
    const auto children = distinct();
    return !done() && asked < children.size() ? children[asked].get() : nullptr;
  }
};

/// Makes an entry once for each child.
class KeepsEntries : public PlainGather {
  Outcome entry(Future& child) override {
    if (!child.cancelled()) return PlainGather::entry(child);
    auto& made = made_.emplace_back(&child, nullptr);
    const auto first =
        std::ranges::find(made_, made.first, &std::pair<Future*, std::exception_ptr>::first);
    if (!first->second) first->second = PlainGather::entry(child).error();
    return aio::raised(first->second);
  }

  std::vector<std::pair<Future*, std::exception_ptr>> made_;
};

class CopiesTheExceptionOfADuplicate : public PlainGather {
  ReferenceValue results() override {
    listed_.clear();
    return PlainGather::results();
  }
  Outcome entry(Future& child) override {
    const bool is_second = std::ranges::find(listed_, &child) != listed_.end();
    listed_.push_back(&child);
    auto entry = PlainGather::entry(child);
    return is_second && !entry.has_value() ? aio::raised(copy_of(entry.error())) : entry;
  }

  std::vector<const Future*> listed_;
};

class TakesAChildOfAnotherGatherForADuplicate : public PlainGather {
  void watch(Future& child) override {
    const bool is_marked = std::ranges::find(past_->children, &child) != past_->children.end();
    past_->children.push_back(&child);
    if (is_marked)
      --nfuts_;
    else
      PlainGather::watch(child);
  }
};

class TakesAChildAwayFromAnotherGather : public PlainGather {
  void watch(Future& child) override {
    past_->owners.push_back({&child, this});
    PlainGather::watch(child);
  }
  void child_done(Future& child) override {
    const auto owner = std::ranges::find(past_->owners.rbegin(), past_->owners.rend(), &child,
                                         &Past::Owner::child);
    if (owner->gather == this) PlainGather::child_done(child);
  }
};

}  // namespace

std::vector<Mutant> wrong_about_duplicates() {
  return {
      {.name = "runs_a_duplicate_twice",
       .story = "gathers of functions instead of coroutines: each position is a call",
       .expect = "DUP-1 RUN-7",
       .make = make<RunsADuplicateTwice>},
      {.name = "refuses_a_duplicate",
       .story = "C++ libraries whose tasks can only be moved: libcoro, folly, corral, Cobalt",
       .expect = "ERR-9",
       .make = make<RefusesADuplicate>},
      {.name = "sees_only_neighbours_as_duplicates",
       .story = "a comparison with the argument before, as unique does",
       .expect = "ERR-9",
       .make = make<SeesOnlyNeighboursAsDuplicates>},
      {.name = "counts_positions_instead_of_children",
       .story = "nfuts = len(args), with one callback for each child",
       .expect = "DUP-7",
       .make = make<CountsPositions>},
      {.name = "hears_of_a_duplicate_twice",
       .story = "CPython 3.6 added its callback for each position, before bpo-32355",
       .expect = "DUP-7",
       .make = make<HearsOfADuplicateTwice>},
      {.name = "lists_a_duplicate_once",
       .story = "the values of the dictionary that finds the duplicates",
       .expect = "DUP-1 DUP-2",
       .make = make<ListsADuplicateOnce>},
      {.name = "fills_the_first_position_only",
       .story = "results that are written to args.index(child)",
       .expect = "DUP-1 DUP-2",
       .make = make<FillsTheFirstPositionOnly>},
      {.name = "asks_a_duplicate_once",
       .story = "a cancel() that goes through the children and not through the positions",
       .expect = "DUP-5",
       .make = make<AsksADuplicateOnce>},
      {.name = "lists_one_cancelled_error_for_all_positions",
       .story = "entries that are made for each child and handed out for each position",
       .expect = "DUP-4",
       .make = make<KeepsEntries>},
      {.name = "copies_the_exception_of_a_duplicate",
       .story = "C++ libraries that move the exception out of the child at its first position",
       .expect = "DUP-3",
       .make = make<CopiesTheExceptionOfADuplicate>},
      {.name = "takes_a_child_of_another_gather_for_a_duplicate",
       .story = "marks on the children that are left over for the next gather",
       .expect = "DUP-6",
       .make = make<TakesAChildOfAnotherGatherForADuplicate>},
      {.name = "takes_a_child_away_from_another_gather",
       .story = "MicroPython: one slot in a task for who is to be told of its end",
       .expect = "DUP-6",
       .make = make<TakesAChildAwayFromAnotherGather>},
  };
}

}  // namespace gathercheck::conformance
