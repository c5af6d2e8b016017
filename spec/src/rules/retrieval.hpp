// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "gathercheck/spec/history.hpp"

/// Who has asked a failed task, future or gather for its exception: what asyncio calls retrieval.
/// All of it is for traces of the Python dialect.
namespace gathercheck::spec::rules {

enum class Retrieved : std::uint8_t { yes, no, unknown };

/// Whether anyone has asked `n`, which has failed, for its result or its exception in the run.
Retrieved retrieved(const History& h, Name n);
/// The same, but for the awaits through wait_for or asyncio.timeout.
Retrieved retrieved_otherwise(const History& h, Name n);
/// What `n` has failed with: by its state after the run or, if it was forgotten before, by what its
/// children did; null if it did not fail, or that is in doubt.
const Error* failure_of(const History& h, Name n);

/// Whether others may have run the coroutine of the task `n`: an object was made of it.
bool is_taken_out(const History& h, Name n);
/// Where `n`, which is no gather, was settled; nowhere if it was not, or by a request to cancel.
std::size_t settled_at(const History& h, Name n);
/// Whether everything that was due has run: the loop came to rest by itself, and nothing escaped.
bool is_quiet(const History& h);
/// Whether `n` was let go of before the end of the run.
bool is_forgotten(const History& h, Name n);
/// The note just before the await that says what is around it, like "within" or "until"; nowhere if
/// it is an await of the object itself.
std::size_t wrapping(const History& h, const Await& await);
/// The notes of this word about `n`; about anything if that is no_name.
std::vector<std::size_t> notes(const History& h, std::string_view word, Name n = no_name);

/// The reports about `n` that asyncio makes when it is destroyed, as events.
std::vector<std::size_t> reports_of(const History& h, Name n);

}  // namespace gathercheck::spec::rules
