// SPDX-License-Identifier: MIT
#include "python_helpers.hpp"

namespace gathercheck::tools {

using conformance::Note;

std::string_view helper_of(Note note) {
  switch (note) {
    case Note::number:
      return "def number(task):\n"
             "    names = [each.get_name() if hasattr(each, \"get_name\") else \"\" "
             "for each in (task, main_task)]\n"
             "    if all(name[5:].isdigit() for name in names):  # Task-5\n"
             "        return int(names[0][5:]) - int(names[1][5:])\n";
    case Note::current_task:
      return "def current_task():\n"
             "    task = asyncio.current_task()\n"
             "    return task and name_of_coroutine(task.get_coro())\n";
    case Note::awaited_by:
      return "def awaited_by(future):\n"
             "    awaiters = getattr(future, \"_asyncio_awaited_by\", None) or ()\n"
             "    return \" \".join(sorted(map(name_of, awaiters)))\n";
    case Note::traceback:
      return "def traceback(future):\n"
             "    try:\n"
             "        future.result()\n"
             "    except BaseException as error:\n"
             "        entry, count = error.__traceback__, 0\n"
             "        while entry:\n"
             "            entry, count = entry.tb_next, count + 1\n"
             "        return count\n";
    case Note::hash_equal:
      return "def hash_equal(one, other):\n"
             "    try:\n"
             "        return int(hash(one) == hash(other))\n"
             "    except TypeError:\n"
             "        return None\n";
    case Note::same_error:
      return "def same_error(one, other):\n"
             "    try:\n"
             "        return int(one.exception() is other.exception())\n"
             "    except (Exception, asyncio.CancelledError):\n"
             "        return None\n";
    case Note::cancel_takes_message:
      return "def cancel_takes_message(future):\n"
             "    try:\n"
             "        future.cancel(\"m\")\n"
             "    except TypeError:\n"
             "        return 0\n"
             "    return 1\n";
    default:
      return {};
  }
}

namespace python_helpers {

const std::string_view with_timeout =
    "async def with_timeout(awaitable, delay):\n"
    "    async with asyncio.timeout(delay):\n"
    "        return await awaitable\n";

const std::string_view ordered =
    "class Ordered(dict):  # in the place of a set, which goes by addresses\n"
    "    def add(self, item):\n"
    "        self[item] = None\n\n"
    "    def discard(self, item):\n"
    "        self.pop(item, None)\n\n"
    "    remove = discard\n";

const std::string_view own =
    "def own(error):\n"
    "    error.own = True  # and none of Python's\n"
    "    return error\n";

const std::string_view steady =
    "def steady(said):  # of a thing within <>, the first word is the same in every run\n"
    "    before = None\n"
    "    while said != before:\n"
    "        before, said = said, re.sub(r\"<(\\w*)[^<>]*>\", r\"‹\\1›\", said)\n"
    "    return said.replace(\"‹\", \"<\").replace(\"›\", \">\")\n";

const std::string_view warnings_told =
    "@contextlib.contextmanager\n"
    "def warnings_told(name):\n"
    "    with warnings.catch_warnings(record=True) as caught:\n"
    "        warnings.simplefilter(\"always\")\n"
    "        try:\n"
    "            yield\n"
    "        finally:\n"
    "            for each in caught:\n"
    "                if issubclass(each.category, DeprecationWarning):\n"
    "                    say(f\"a {each.category.__name__} about {name}\")\n";

const std::string_view acting =
    "@contextlib.contextmanager\n"
    "def acting(name):  # what makes tasks in here does it for that name\n"
    "    global actor\n"
    "    before, actor = actor, name\n"
    "    try:\n"
    "        yield\n"
    "    finally:\n"
    "        actor = before\n";

const std::string_view tasks_in_order =
    "def tasks_in_order(loop):\n"
    "    return sorted(asyncio.all_tasks(loop), key=lambda task: int(task.get_name()[5:]))\n";

const std::string_view tasks_by_place =
    "places = itertools.count()\n\n\n"
    "def tasks_in_order(loop):\n"
    "    return sorted(asyncio.all_tasks(loop), key=lambda task: task.place)\n";

const std::string_view policy =
    "class Policy(asyncio.DefaultEventLoopPolicy):\n"
    "    def new_event_loop(self):\n"
    "        return loop\n";

}  // namespace python_helpers
}  // namespace gathercheck::tools
