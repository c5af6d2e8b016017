// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gathercheck::spec {

/// Appends `text` as a JSON string in the canonical form: only the escapes that JSON demands, the short ones
/// where there are such. Bytes of UTF-8 stay as they are.
void append_json(std::string& out, std::string_view text);

/// Appends a whole number.
void append_json(std::string& out, std::int64_t number);

}  // namespace gathercheck::spec
