#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Prints the matrix of the rules, with the results of the tests that falsify them and of their properties, and what the
# written parts of the recordings show. A hole fails.
#   matrix.sh GATHERCHECK SPEC_TEST REFERENCE_SUITE
set -euo pipefail
gathercheck=$1 spec_test=$2 reference_suite=$3

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
# What fails in them is told by their own tests, and shows as a hole here.
"$spec_test" --gtest_brief=1 --gtest_output="json:$results/falsifying.json" >"$results/spec_test.txt" || true
"$reference_suite" --gtest_brief=1 --gtest_output="json:$results/properties.json" >"$results/suite.txt" || true
"$gathercheck" matrix --falsifying "$results/falsifying.json" --properties "$results/properties.json" --written
