// SPDX-License-Identifier: MIT
#pragma once

/// Everything at once, as `import asyncio`.

#include "gathercheck/reference/awaitable.hpp"
#include "gathercheck/reference/coroutine.hpp"
#include "gathercheck/reference/edition.hpp"
#include "gathercheck/reference/errors.hpp"
#include "gathercheck/reference/event_loop.hpp"
#include "gathercheck/reference/future.hpp"
#include "gathercheck/reference/gather.hpp"
#include "gathercheck/reference/handle.hpp"
#include "gathercheck/reference/outcome.hpp"
#include "gathercheck/reference/outcome_of.hpp"
#include "gathercheck/reference/run.hpp"
#include "gathercheck/reference/shield.hpp"
#include "gathercheck/reference/sleep.hpp"
#include "gathercheck/reference/task.hpp"
