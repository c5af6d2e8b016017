// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "gathercheck/conformance/child_process.hpp"

namespace gathercheck::conformance {

/// The implementation that `name` stands for:
/// - reference, reference:3.9: the reference, in `edition` (default the newest) or the one named
/// - mutant:hangs_when_empty: a wrong gather of the zoo, in `edition` (default its own)
/// - semantics:promise_all: a model of known_semantics(), in `edition` (default the newest)
/// - python, python:3.9, python:/path/to/python: CPython's asyncio: python3 on PATH, python3.9 on
///   PATH or under pyenv, this one
/// - pypy, pypy:3.10, pypy:/path/to/pypy3: PyPy's asyncio: pypy3 or pypy3.10 on PATH, this one
/// - uvloop, uvloop:3.9, uvloop:/path/to/python: asyncio on uvloop, in the first python3 on PATH
///   that has it, or in the one named as for python
/// - pyodide: CPython 3.14's asyncio in WebAssembly, under Node.js
/// - javascript:promise_all: a script of conformance/kits/javascript, under Node.js
/// - boost.asio:wait_for_all, boost.asio:wait_for_one_error: Boost.Asio's make_parallel_group
/// - qt:when_all: Qt's QtFuture::whenAll, in a process of its own
/// - rust:try_join_all, rust:join_all, tokio:join_set, java:all_of, go:errgroup: libraries in other
///   languages, each a program of conformance/kits
/// - library:COMMAND: a command that speaks the library protocol
/// - anything else: a command that speaks the protocol, split at blanks; quotes keep them
///
/// Throws Unavailable if it cannot be had.
std::unique_ptr<Implementation> make_implementation(const std::string& name,
                                                    std::optional<spec::Edition> edition = {},
                                                    const ChildCare& care = {});

/// Those names in a sentence, for helps and hints.
std::string_view implementation_names();

/// The program of a Python by version ("3.9"), path, or "" for python3. Throws Unavailable if there
/// is none.
std::string find_python(const std::string& which);

/// Splits a command at blanks; 'single' and "double" quotes keep them. Throws Unavailable for an
/// open quote and where there is no program.
std::vector<std::string> split_command(const std::string& command);

/// The folder of the oracle: the package gather_oracle, and the recordings in traces.
/// GATHERCHECK_ORACLE in the environment names another one.
std::string oracle_folder();

}  // namespace gathercheck::conformance
