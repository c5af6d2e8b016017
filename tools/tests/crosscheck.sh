#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Compares the reference with one witness on random scenarios, or on a sample of the wide world; skipped (77) where
# that one is not installed.
#   crosscheck.sh GATHERCHECK ADAPTER CASES [wide]
set -euo pipefail
gathercheck=$1 adapter=$2
scenarios=(--cases "$3")
[ "${4:-}" != wide ] || scenarios=(--world wide --sample "$3")
patience=60000 # Pyodide takes seconds to start, and more on a busy machine

probe=$(mktemp)
trap 'rm -f "$probe"' EXIT
echo '{"scenario":1,"awaitables":[],"main":{"script":[]}}' >"$probe"
if ! found=$("$gathercheck" run --patience "$patience" --adapter "$adapter" "$probe" 2>&1); then
  echo "$found"
  case $found in *'was found neither on PATH nor under pyenv'* | *'was not found'*) exit 77 ;; esac
  exit 1
fi
"$gathercheck" compare "$adapter" reference "${scenarios[@]}" --seed 11 --patience "$patience"
