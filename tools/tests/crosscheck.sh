#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Compares the reference with one CPython on random scenarios; skipped (77) where that CPython is not installed.
#   crosscheck.sh GATHERCHECK EDITION CASES
set -euo pipefail
gathercheck=$1 edition=$2 cases=$3
adapter=python${edition:+:$edition}

probe=$(mktemp)
trap 'rm -f "$probe"' EXIT
echo '{"scenario":1,"awaitables":[],"main":{"script":[]}}' >"$probe"
if ! found=$("$gathercheck" run --adapter "$adapter" "$probe" 2>&1); then
  echo "$found"
  case $found in *'was found neither on PATH nor under pyenv'*) exit 77 ;; esac
  exit 1
fi
"$gathercheck" compare "$adapter" reference --cases "$cases" --seed 11
