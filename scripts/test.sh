#!/usr/bin/env bash
# Runs every test of the tree, those that need a browser or an office suite
# included, and closes with a line "N passed, N failed, N skipped". A test that
# skips has tested nothing: it counts as a failure here.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export YANPAN_REQUIRE_ALL=1

# Rooms where goroutines meet; they run under the race detector.
raced=$(go list ./internal/app/... ./internal/web/... 2>/dev/null)
plain=$(go list ./... | grep -vxF "${raced:-none}")

log=$(mktemp)
trap 'rm -f "$log"' EXIT

status=0
# shellcheck disable=SC2086 # one argument a package
CGO_ENABLED=0 go test -v -timeout 12m $plain >"$log" 2>&1 || status=1
if [ -n "$raced" ]; then
  # shellcheck disable=SC2086
  CGO_ENABLED=1 go test -v -race -timeout 12m $raced >>"$log" 2>&1 || status=1
fi

# Of a package that passed only its closing line is shown, of one that failed everything but what went well.
awk '
  /^=== (RUN|PAUSE|CONT|NAME)/ { next }
  /^ *--- PASS/ { passed++; next }
  /^ *--- SKIP/ { skipped++; skips = skips $0 "\n" }
  /^ *--- FAIL/ { failed++ }
  /^(ok  |\?   )/ { print; held = ""; next }
  /^FAIL\t/ { printf "%s", held; print; held = ""; broken++; next }
  { held = held $0 "\n" }
  END {
    printf "%s", held
    if (skipped) printf "跳过的测试等于没有测:\n%s", skips
    if (broken && !failed) failed = broken
    printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
    exit skipped > 0 || passed == 0
  }
' "$log" || status=1
exit $status
