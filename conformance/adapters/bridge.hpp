// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "gathercheck/conformance/library.hpp"
#include "play.hpp"

namespace gathercheck::conformance {

/// Between a library under test and one run of a scenario. The scripts are tasks of the reference's
/// loop, as in every run; the library sees them as children, and a future of the loop stands for
/// its group.
class Bridge {
 public:
  explicit Bridge(Library& library) : library_(library) {}

  /// The library's gather, as a gather that can be played.
  reference::Future<ReferenceValue> gather(GatherCall call);

  /// Calls into the library, and lets it run what that has put into a queue of its own. A call
  /// inside of another leaves that to the outermost one.
  template <class F>
  auto tell(F&& call) {
    const Telling telling(*this);
    if constexpr (std::is_void_v<std::invoke_result_t<F>>) {
      call();
      drain();
    } else {
      auto answer = call();
      drain();
      return answer;
    }
  }

  Library& library() const { return library_; }
  /// Says that the library cannot run this scenario.
  void refuse(std::string why) { refusal_ = std::move(why); }
  /// Why it cannot, if it cannot.
  const std::optional<std::string>& refusal() const { return refusal_; }

 private:
  /// A call into the library that has not returned yet.
  class Telling {
   public:
    explicit Telling(Bridge& bridge) : bridge_(bridge) {
      ++bridge_.depth_;
      bridge_.has_news_ = true;
    }
    Telling(const Telling&) = delete;
    Telling& operator=(const Telling&) = delete;
    ~Telling() { --bridge_.depth_; }

   private:
    Bridge& bridge_;
  };

  void drain();

  Library& library_;
  std::optional<std::string> refusal_;
  int depth_ = 0;
  bool has_news_ = false;  // the library was told something since it was drained
};

}  // namespace gathercheck::conformance
