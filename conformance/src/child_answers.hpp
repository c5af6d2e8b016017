// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "gathercheck/conformance/implementation.hpp"
#include "gathercheck/spec/json_reader.hpp"

namespace gathercheck::conformance {

/// What a child says, line by line, as protocol 1 of spec/format/README.md has it.

/// Whom the answer to `hello` introduces. Throws FormatError.
Identity read_hello(const std::string& line);

/// The same, of what stands in `hello` beside the version of the protocol. Throws FormatError.
Identity read_identity(const spec::JsonReader& hello, std::string_view version_key);

/// Complains of a greeting or a good-bye where an answer is due. Throws FormatError.
void expect_answer(const spec::JsonReader& line);

/// A request that waits for its answer.
struct Pending {
  std::uint64_t id = 0;
  std::uint64_t last_id = 0;  ///< of the requests that were sent ahead
  const Scenario& scenario;
  spec::Edition edition;  ///< that the child has claimed
};

/// What the answer to the request comes to. An answer to another one, and the trace of another
/// scenario or edition, are trouble.
Run read_answer(std::string line, const Pending& request);

}  // namespace gathercheck::conformance
