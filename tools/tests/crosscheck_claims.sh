#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Checks that one CPython bears out every claim that has a scenario; skipped (77) where it is not installed.
#   crosscheck_claims.sh GATHERCHECK ADAPTER
set -uo pipefail
gathercheck=$1 adapter=$2

told=$("$gathercheck" claims --adapter "$adapter" --patience 60000 2>&1)
status=$?
echo "$told"
case $told in *'was found neither on PATH nor under pyenv'* | *'was not found'*) exit 77 ;; esac
exit $status
