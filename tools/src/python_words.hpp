// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace gathercheck::tools {

/// Words that mean something in a program in Python, and that its parts need: the language's own,
/// the modules and the builtins that are used, and what the program defines itself.
inline constexpr std::string_view python_words =
    "False None True and as assert async await break class continue def del elif else except "
    "finally for from global if import in is lambda nonlocal not or pass raise return try while "
    "with yield match case type "
    "asyncio concurrent contextlib contextvars gc itertools re sys threading types warnings "
    "weakref "
    "all any getattr globals hasattr hash id int isinstance issubclass len list map max next "
    "print round sorted str super "
    "main say shown state answer observed report loop other_loop name_of name_of_coroutine "
    "scripts order known held references reference_to forget is_alive collect factory actor "
    "acting places tasks_in_order own steady warnings_told before thread worker "
    "awaitable async_generator types_coroutine coroutine_function finished_coroutine "
    "closed_coroutine generator nothing "
    "variable current_task number traceback hash_equal same_error cancel_takes_message awaited_by "
    "with_timeout "
    "accepted call cancellations cancelled context coroutine done error future group message name "
    "pending result silent task thing told value what after";

}  // namespace gathercheck::tools
