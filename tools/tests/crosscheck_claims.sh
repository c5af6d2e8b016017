#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Checks that one CPython bears out every claim that has a scenario; skipped (77) where it is not installed.
#   crosscheck_claims.sh GATHERCHECK EDITION
set -uo pipefail
gathercheck=$1 edition=$2

told=$("$gathercheck" claims --adapter "python${edition:+:$edition}" 2>&1)
status=$?
echo "$told"
case $told in *'was found neither on PATH nor under pyenv'*) exit 77 ;; esac
exit $status
