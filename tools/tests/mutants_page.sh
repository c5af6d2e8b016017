#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs the suite on every wrong gather. What survives fails, and so does a page that would be another now.
#   mutants_page.sh GATHERCHECK PAGE
set -euo pipefail
gathercheck=$1 page=$2

now=$(mktemp)
trap 'rm -f "$now"' EXIT
"$gathercheck" mutants --markdown "$now"
diff -u "$page" "$now" || {
  echo "$page is out of date: gathercheck mutants --markdown $page"
  exit 1
}
