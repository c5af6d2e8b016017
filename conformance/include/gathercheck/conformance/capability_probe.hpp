// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "gathercheck/conformance/implementation.hpp"

namespace gathercheck::conformance {

/// A scenario that shows whether somebody has a capability.
struct CapabilityProbe {
  std::string_view word;      ///< the capability: spec/README.md
  std::string_view scenario;  ///< JSON
  std::string_view tried;     ///< what its trace shows if the adapter does its part: spec::Proof
  std::string_view shown;     ///< what it shows if it works as with gather, too
  spec::Edition since = spec::oldest_edition;  ///< who means to be older cannot have it
};

/// What a probe has found.
struct Probing {
  std::optional<std::string> not_tried;  ///< why the adapter does not do its part, if so
  std::optional<std::string> not_shown;  ///< why it does not work as with gather, if so
};

Probing probe(const CapabilityProbe& probe, Implementation& implementation);

/// One for each word, in the order of spec::capability_words().
std::span<const CapabilityProbe> capability_probes();

}  // namespace gathercheck::conformance
