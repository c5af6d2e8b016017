// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "gathercheck/spec/trace.hpp"
#include "gathercheck/spec/trace_text.hpp"

namespace gathercheck::tools {

/// What happened, without the subject: in a picture that is told by the lane.
std::string brief(const spec::Trace& trace, const spec::Event& event,
                  spec::Detail detail = spec::Detail::plain);

/// How an outcome looks, or what an event is about: the class "succeeded", "failed", "cancelled" or
/// "plain" of pages/page.css.
std::string_view look(const spec::Outcome& outcome);
std::string_view look(const spec::Event& event);

}  // namespace gathercheck::tools
