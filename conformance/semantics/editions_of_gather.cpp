// SPDX-License-Identifier: MIT
#include "families.hpp"

namespace gathercheck::conformance {
namespace {

constexpr std::string_view meaning =
    "The first failure is told at once and the siblings run on; with return_exceptions failures "
    "are results; cancelling it cancels the children.";
constexpr std::string_view as_it_was = "It is gather as it was in that Python.";
constexpr std::string_view none = "in nothing but what only a Python can show";

}  // namespace

std::vector<Semantics> editions_of_gather() {
  const auto gather = [](std::string_view name, std::string_view title, std::string_view like,
                         std::string_view differs, int minor) {
    return Semantics{.name = name,
                     .title = title,
                     .meaning = like.empty() ? meaning : as_it_was,
                     .found = "asyncio",
                     .like = like,
                     .differs = differs,
                     .edition = spec::Edition{minor}};
  };
  return {
      gather("gather_3.14", "gather of Python 3.14", "", "", 14),
      gather("gather_3.13", "gather of Python 3.13", "gather_3.14",
             "a shield that is done leaves nothing on what it shielded", 13),
      gather("gather_3.12", "gather of Python 3.12", "gather_3.13", none, 12),
      gather("gather_3.11", "gather of Python 3.11", "gather_3.12",
             "children that are done at the call are heard of a turn later", 11),
      gather("gather_3.10", "gather of Python 3.10", "gather_3.11",
             "whoever asks for the result of a cancelled task gets a CancelledError of his own",
             10),
      gather("gather_3.9", "gather of Python 3.9", "gather_3.10", none, 9),
      gather("gather_3.8", "gather of Python 3.8", "gather_3.9", "cancellations have no messages",
             8),
  };
}

}  // namespace gathercheck::conformance
