#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Writes a page that a command makes of what it measures, and fails if that fails or if the page would be another now.
#   page.sh GATHERCHECK COMMAND PAGE
set -euo pipefail
gathercheck=$1 command=$2 page=$3

now=$(mktemp)
trap 'rm -f "$now"' EXIT
"$gathercheck" "$command" --markdown "$now"
diff -u "$page" "$now" || {
  echo "$page is out of date: gathercheck $command --markdown $page"
  exit 1
}
