// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gathercheck::spec {

/// Appends `text` as a JSON string in the canonical form: only the escapes that JSON demands, the
/// short ones where there are such. Bytes of UTF-8 stay as they are.
void append_json(std::string& out, std::string_view text);

/// Appends a whole number.
void append_json(std::string& out, std::int64_t number);

/// A text from elsewhere in quotes, fit for one line of a message: at most `most` bytes of it,
/// control characters escaped, and what is not UTF-8 replaced.
std::string quoted(std::string_view text, std::size_t most);

/// The first `most` bytes of a UTF-8 text, with "..." for the rest; no character is cut in two.
std::string shortened(std::string_view text, std::size_t most);

}  // namespace gathercheck::spec
