// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace gathercheck::conformance {

/// The folder of what gathercheck reads at run time (oracle, conformance/kits,
/// conformance/scenarios, spec), laid out like the source tree: the one that GATHERCHECK_DATA in
/// the environment names; else share/gathercheck beside the program's bin, as it is installed; else
/// the source tree, from which it was built. It may be missing.
std::filesystem::path data_folder();

/// What to do if the folder is missing, for a complaint that names a file of it; else nothing.
std::string hint_at_missing_data(std::string_view complaint);

/// A program that comes with this one, as "gathercheck_qt": in libexec/gathercheck beside the
/// program's bin, as it is installed, else where it was built. It may be missing.
std::filesystem::path companion(const std::string& name);

}  // namespace gathercheck::conformance
