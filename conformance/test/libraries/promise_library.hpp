// SPDX-License-Identifier: MIT
#pragma once

#include "gathercheck/conformance/library.hpp"
#include "promise.hpp"

namespace gathercheck::conformance {

/// The library of promise.hpp under test.
class PromiseLibrary final : public Library {
 public:
  Identity identity() const override {
    return {"promise",
            "1",
            "C++",
            spec::newest_edition,
            {"cancel_child", "nesting", "empty", "futures", "tasks", "identity"}};
  }
  std::unique_ptr<Group> gather(std::vector<Child> children, bool, Done done) override {
    std::vector<promise::Future<Value>> futures(children.size());
    for (std::size_t i = 0; i < children.size(); ++i)
      children[i].start([future = futures[i]](const Outcome& end) mutable {
        end.has_value() ? future.resolve(end.value()) : future.reject(end.error());
      });
    promise::gather(futures).then([done](const auto& all) {
      done(all.error() ? Outcome(all.error()) : Outcome(Value(all.value())));
    });
    return std::make_unique<Group>();
  }
};

}  // namespace gathercheck::conformance
