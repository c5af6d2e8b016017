// SPDX-License-Identifier: MIT
#include "plain_gather.hpp"
#include "themes.hpp"

namespace gathercheck::conformance {
namespace {

class HangsWhenEmpty : public PlainGather {
  void when_empty() override {}
};

class RaisesWhenEmpty : public PlainGather {
  void when_empty() override { throw aio::ValueError("nothing to gather"); }
};

class GivesNoneWhenEmpty : public PlainGather {
  void when_empty() override { settle(ReferenceValue()); }
};

class IsEmptyATurnLater : public PlainGather {
  void when_empty() override {
    call_soon([this] {
      if (!done()) settle(results());
    });
  }
};

class SharesOneEmptyList : public PlainGather {
  void when_empty() override {
    if (!std::exchange(past_->has_empty_list, true)) past_->empty_list = results();
    settle(past_->empty_list);
  }
};

class CanBeCancelledWhenEmpty : public PlainGather {
  bool end_cancel(bool accepted) override {
    return PlainGather::end_cancel(accepted) || children_.empty();
  }
};

}  // namespace

std::vector<Mutant> wrong_about_empty() {
  return {
      {.name = "hangs_when_empty",
       .story =
           "MicroPython 1.19 (issue 8937), Boost.Asio 1.81: the last child ends the group, and "
           "there is none",
       .expect = "EMPTY-1",
       .make = make<HangsWhenEmpty>},
      {.name = "raises_when_empty",
       .story = "Asio 1.38, which throws invalid_argument; asyncio.wait, which raises ValueError",
       .expect = "ERR-9",
       .make = make<RaisesWhenEmpty>},
      {.name = "gives_none_when_empty",
       .story = "YACLib's WhenAll of nothing, an invalid future",
       .expect = "EMPTY-1",
       .make = make<GivesNoneWhenEmpty>},
      {.name = "is_empty_a_turn_later",
       .story = "a port that completes every outer through call_soon",
       .expect = "EMPTY-1 EMPTY-4",
       .make = make<IsEmptyATurnLater>},
      {.name = "shares_one_empty_list",
       .story = "a constant for the empty result, which the next caller may have appended to",
       .expect = "EMPTY-3",
       .make = make<SharesOneEmptyList>},
      {.name = "can_be_cancelled_when_empty",
       .story = "all([]), which is true, for the answer of cancel()",
       .expect = "EMPTY-2",
       .make = make<CanBeCancelledWhenEmpty>},
  };
}

}  // namespace gathercheck::conformance
