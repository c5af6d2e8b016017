// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "gathercheck/spec/history.hpp"

namespace gathercheck::spec::rules {

/// When something was done, as far as a trace of the Python dialect leaves no doubt.
struct Completion {
  enum class Kind : std::uint8_t {
    unknown,  ///< the trace does not tell
    never,    ///< it was pending when the run came to rest
    done,
  };

  Kind kind = Kind::unknown;
  std::int64_t time = 0;
  std::int32_t turn = 0;
  bool failed = false;          ///< with an error, or cancelled
  std::size_t event = nowhere;  ///< where it is seen; nowhere if only the turn is known

  bool is_done() const { return kind == Kind::done; }
  bool is_known() const { return kind != Kind::unknown; }
  /// Whether it was done before the event; nothing if that is in doubt.
  std::optional<bool> before(const History& h, std::size_t index) const;
};

/// Whether nobody asked main to cancel before the event: no cancel(), and not asyncio.run, which
/// does when something else than main ends the run.
bool main_is_left_alone(const History& h, std::size_t before);

/// Works out when the tasks, futures and gathers of a run were done. A step of the loop is one
/// turn, and what is done calls its callbacks in the next one.
class Completions {
 public:
  explicit Completions(const History& h);

  const Completion& of(Name n);

 private:
  Completion find(Name n);
  Completion of_script(Name n) const;
  Completion of_future(Name n) const;
  Completion of_gather(const Gathering& gathering);
  /// When the gathering takes notice of its child: done, with the turn of that.
  Completion heard(const Gathering& gathering, Name child);

  const History& h_;
  bool steady_;  // whether every turn ran to its end
  bool eager_;
  std::vector<std::optional<Completion>> found_;
};

}  // namespace gathercheck::spec::rules
