// SPDX-License-Identifier: MIT
#include "python_objects.hpp"

namespace gathercheck::tools {
namespace {

using conformance::ObjectType;

constexpr std::string_view awaitable =
    "class Awaitable:\n"
    "    def __await__(self):\n"
    "        yield\n"
    "        return 1\n";
constexpr std::string_view coroutine_function =
    "async def coroutine_function():\n"
    "    return 1\n";

constexpr std::string_view duck_future =
    "class DuckFuture:\n"
    "    _asyncio_future_blocking = False  # by this gather knows a future\n\n"
    "    def __init__(self):\n"
    "        self._future = loop.create_future()\n\n"
    "    def __getattr__(self, name):  # the methods of a future, and nothing private\n"
    "        if name.startswith(\"_\"):\n"
    "            raise AttributeError(f\"'DuckFuture' object has no attribute '{name}'\")\n"
    "        return getattr(self._future, name)\n\n"
    "    def add_done_callback(self, callback, *, context=None):\n"
    "        self._future.add_done_callback(lambda future: callback(self), context=context)\n\n"
    "    def __await__(self):\n"
    "        return self._future.__await__()\n";

}  // namespace

ObjectRecipe recipe_of(ObjectType type) {
  switch (type) {
    case ObjectType::number:
      return {"7"};
    case ObjectType::none:
      return {"None"};
    case ObjectType::text:
      return {"\"text\""};
    case ObjectType::list:
      return {"[]"};
    case ObjectType::awaitable:
      return {"Awaitable()", awaitable};
    case ObjectType::unhashable:
      return {"UnhashableAwaitable()",
              "class UnhashableAwaitable:\n"
              "    __hash__ = None\n\n"
              "    def __await__(self):\n"
              "        yield\n"
              "        return 1\n"};
    case ObjectType::equal:
      return {"EqualAwaitable(NAME)",
              "class EqualAwaitable:\n"
              "    def __init__(self, name):\n"
              "        self.name = name\n\n"
              "    def __eq__(self, other):\n"
              "        return type(other) is EqualAwaitable\n\n"
              "    def __hash__(self):\n"
              "        return 1\n\n"
              "    def __await__(self):\n"
              "        say(f\"{self.name} notes await: None\")\n"
              "        yield\n"
              "        return 1\n"};
    case ObjectType::duck_future:
      return {"DuckFuture()", duck_future};
    case ObjectType::raising_awaitable:
      return {"RaisingAwaitable()",
              "class RaisingAwaitable:\n"
              "    def __await__(self):\n"
              "        raise ValueError(\"no await\")\n"};
    case ObjectType::bad_awaitable:
      return {"BadAwaitable()",
              "class BadAwaitable:\n"
              "    def __await__(self):\n"
              "        return 1\n"};
    case ObjectType::generator:
      return {"generator()",
              "def generator():\n"
              "    return 1\n"
              "    yield\n"};
    case ObjectType::types_coroutine:
      return {"types_coroutine()",
              "@types.coroutine\n"
              "def types_coroutine():\n"
              "    yield\n"
              "    return 1\n"};
    case ObjectType::async_generator:
      return {"async_generator()",
              "async def async_generator():\n"
              "    yield 1\n"};
    case ObjectType::coroutine_function:
      return {"coroutine_function", coroutine_function};
    case ObjectType::finished_coroutine:
      return {"finished_coroutine()",
              "async def nothing():\n"
              "    pass\n\n\n"
              "def finished_coroutine():\n"
              "    coroutine = nothing()\n"
              "    try:\n"
              "        coroutine.send(None)\n"
              "    except StopIteration:\n"
              "        return coroutine\n"};
    case ObjectType::closed_coroutine:
      return {"closed_coroutine()",
              "def closed_coroutine():\n"
              "    coroutine = asyncio.sleep(0)\n"
              "    coroutine.close()\n"
              "    return coroutine\n"};
    case ObjectType::concurrent_future:
      return {"concurrent.futures.Future()"};
    case ObjectType::anext:
      return {"async_generator().__aiter__().__anext__()",
              "async def async_generator():\n"
              "    yield 1\n"};
    case ObjectType::coroutine_of:
      return {"OF.get_coro()"};
    case ObjectType::shield:
      return {"asyncio.shield(OF)"};
    case ObjectType::wait_for:
      return {"asyncio.wait_for(OF, TIMEOUT)"};
    default:
      return {};
  }
}

bool makes_a_task(ObjectType type) {
  switch (type) {
    case ObjectType::duck_future:
    case ObjectType::number:
    case ObjectType::none:
    case ObjectType::text:
    case ObjectType::list:
    case ObjectType::coroutine_function:
    case ObjectType::async_generator:
    case ObjectType::concurrent_future:
    case ObjectType::shield:
      return false;
    default:
      return true;
  }
}

}  // namespace gathercheck::tools
