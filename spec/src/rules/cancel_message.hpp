// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "gathercheck/spec/history.hpp"

/// The messages of requests to cancel: which one a script hears, and which one a task keeps.
namespace gathercheck::spec::rules {

/// The message that comes with a CancelledError, as far as a trace tells.
struct Message {
  bool known = false;
  std::optional<std::string> text;  ///< nothing if it is known that there is none

  /// Whether an error may have it as its argument: also if it is not known.
  bool fits(const Error& error) const { return !known || error.message == text; }

  static Message none() { return {true, std::nullopt}; }
};
/// "'enough'", "no message".
std::string shown(const Message& message);

/// What the event asks with: a cancel(), or an await that hands on what its task was asked before.
Message message_at(const History& h, std::size_t event);
/// The message of the last request that reached `n` before the event; unknown if none did.
Message last_message(const History& h, Name n, std::size_t event);
/// The message of the request that interrupted the sleep.
Message interruption_message(const History& h, const Sleep& sleep);
/// The message that a task whose body is over still keeps: that of the last request that it took
/// itself, because there was nothing that it waited for.
Message kept_message(const History& h, Name task);

}  // namespace gathercheck::spec::rules
