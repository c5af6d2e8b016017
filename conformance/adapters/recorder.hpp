// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <optional>
#include <string_view>
#include <vector>

#include "gathercheck/conformance/scenario.hpp"
#include "gathercheck/reference/errors.hpp"
#include "gathercheck/reference/event_loop.hpp"
#include "reference_value.hpp"

namespace gathercheck::conformance {

/// An exception that a scenario raises. Not a std::exception: so is BaseError in Python, and nobody
/// here tells them apart by that.
class ScriptError {
 public:
  explicit ScriptError(const ErrorSpec& spec) : spec_(&spec) {}

  std::string_view type() const { return error_type_words[static_cast<std::size_t>(spec_->type)]; }
  const std::optional<std::string>& message() const { return spec_->message; }

 private:
  const ErrorSpec* spec_;
};

/// What a gather raises that puts several errors into one.
class ExceptionGroup : public reference::RuntimeError {
 public:
  using RuntimeError::RuntimeError;
};

/// Writes a trace, and knows objects again by their identity.
class Recorder {
 public:
  Recorder(const Scenario& scenario, spec::Edition edition, const reference::EventLoop& loop)
      : loop_(loop), trace_(empty_trace(scenario, edition)) {
    trace_.events.reserve(64);
  }

  /// A new event of this moment, to be filled in. Valid until the next one.
  spec::Event& event(spec::EventKind kind, spec::Name of);
  spec::Name intern(std::string_view name) { return trace_.intern(name); }

  /// Says what an exception is before it is recorded, so that nobody has to throw it to find out.
  void know(const std::exception_ptr& exception, std::string_view type,
            const std::optional<std::string>& message = {});

  spec::Value value(const ReferenceValue& value);
  spec::Error error(const std::exception_ptr& exception);
  spec::Outcome failure(const std::exception_ptr& exception) {
    return spec::Outcome::failure(error(exception));
  }
  spec::Outcome result(const ReferenceValue& value) {
    return spec::Outcome::result(this->value(value));
  }

  spec::Trace take() { return std::move(trace_); }

 private:
  struct KnownError {
    std::exception_ptr exception;  // kept, so that no other object comes to lie at its place
    spec::Error error;
  };
  struct KnownList {
    std::shared_ptr<const ReferenceValue::List> list;
    spec::ObjectId id;
  };

  const reference::EventLoop& loop_;
  spec::Trace trace_;
  std::vector<KnownError> errors_;
  std::vector<KnownList> lists_;
  spec::ObjectId next_id_ = 1;
};

}  // namespace gathercheck::conformance
