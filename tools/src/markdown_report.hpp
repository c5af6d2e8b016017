// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>

#include "gathercheck/conformance/report.hpp"

namespace gathercheck::tools {

/// Reports as Markdown, for the summary of a job: what each implementation behaves as, how its
/// rules stand, and its failures, folded.
std::string markdown_report(std::span<const conformance::Report> reports);

/// A text in a cell of a table or in a line of Markdown, where nothing in it is markup.
std::string markdown_text(std::string_view text);

/// A text as it is, in a fence that nothing in it ends.
std::string markdown_block(std::string_view text);

}  // namespace gathercheck::tools
