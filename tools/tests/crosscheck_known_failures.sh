#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A shipped implementation breaks what its file of known failures says, and nothing else; 77 if it is not here.
#   crosscheck_known_failures.sh GATHERCHECK NAME FILE
set -euo pipefail

said=$("$1" run --adapter "$2" --rule RES-1 2>&1 >/dev/null) || {
  echo "$said"
  case "$said" in *found*) exit 77 ;; esac
  exit 1
}
exec "$1" check "$2" --known-failures "$3"
