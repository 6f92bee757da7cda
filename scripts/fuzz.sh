#!/usr/bin/env bash
# fuzz.sh TIME: runs every fuzz target of the tree for TIME, one after another.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
time=${1:?用法:scripts/fuzz.sh 20s}

targets=$(grep -roE --include='*_test.go' '^func Fuzz[A-Za-z0-9_]+' . | sed 's/:func /:/' | sort) || true
status=0
while IFS=: read -r file target; do
  [ -n "$file" ] || continue
  echo "== $(dirname "$file") $target"
  go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" "$(dirname "$file")" || status=1
done <<<"$targets"
exit $status
