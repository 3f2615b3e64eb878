#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Sets up, builds and runs every suite; prints "N passed, N failed, N skipped" last.
#   ./test.sh          everything but trainings, fault counts and soaks (what CI runs)
#   ./test.sh --quick  the fast suites, without real QGIS and the Python client
#   ./test.sh --long   everything
set -uo pipefail
mode=${1:-}
case "$mode" in ''|--quick|--long) ;; *) echo "usage: ./test.sh [--quick|--long]" >&2; exit 2 ;; esac
. "$(dirname "${BASH_SOURCE[0]}")/.ci/setup.sh"
cd "$root" || exit 1
[ -n "${SOLARGIS_SHARED_DATA:-}" ] || say "SOLARGIS_SHARED_DATA is not set: tests on real imagery are skipped."

if [ "$mode" = --quick ]; then set_up server; else set_up tests; fi || exit 1
say "Building"
dotnet build SolarGisBridge.sln -c Release -v quiet -clp:NoSummary || fail "the build failed."

# What the server gives its engines (src/SolarGis.Server/README.md): without it, tensor work costs several times as much.
engine_environment=(MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=1073741824 MALLOC_TRIM_THRESHOLD_=4294967296 MALLOC_TOP_PAD_=268435456)
logs=$(mktemp -d); trap 'rm -rf "$logs"' EXIT
passed=0 failed=0 skipped=0
count() { # suite passed failed skipped
  printf '   %-34s %4d passed, %d failed, %d skipped\n' "$1" "$2" "$3" "$4" >&2
  passed=$((passed + $2)); failed=$((failed + $3)); skipped=$((skipped + $4))
}
check() { # name command... : one check counts as one test
  local name=$1; shift
  if "$@" >"$logs/check" 2>&1; then count "$name" 1 0 0; else tail -40 "$logs/check" >&2; count "$name" 0 1 0; fi
}
dotnet_suite() { # project
  local name filter=() skips=() total errors bad skip
  name=$(basename "$1")
  case "$mode" in --quick) filter=(-trait- Category=Long -trait- Category=Slow) ;; '') filter=(-trait- Category=Long) ;; esac
  # With the real data at hand nothing may skip.
  [ -n "${SOLARGIS_SHARED_DATA:-}" ] && skips=(-failSkips)
  timeout 1500 env "${engine_environment[@]}" "$1/bin/Release/net10.0/$name" -noLogo -noColor "${filter[@]}" "${skips[@]}" >"$logs/$name" 2>&1
  local code=$?
  if grep -qE 'Total: 0$' "$logs/$name"; then count "$name (holds no tests yet)" 0 0 0; return; fi
  read -r total errors bad skip < <(sed -nE 's/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+).*/\1 \2 \3 \4/p' "$logs/$name" | tail -1)
  if [ -z "${total:-}" ]; then tail -40 "$logs/$name" >&2; count "$name (did not finish, exit $code)" 0 1 0; return; fi
  [ $code = 0 ] || grep -vE '^\s*(Discover|Start|Finish)' "$logs/$name" | head -150 >&2
  bad=$((bad + errors)); [ $code != 0 ] && [ "$bad" = 0 ] && bad=1
  count "$name" $((total - bad - skip)) "$bad" "$skip"
}
script_suite() { # name command... : the command's last line is "N passed, N failed, N skipped"
  local name=$1 p f s; shift
  timeout 1800 "$@" >"$logs/$name" 2>&1
  local code=$?
  read -r p f s < <(sed -nE 's/^([0-9]+) passed, ([0-9]+) failed(, ([0-9]+) skipped)?$/\1 \2 \4/p' "$logs/$name" | tail -1)
  if [ -z "${p:-}" ]; then tail -60 "$logs/$name" >&2; count "$name (did not finish, exit $code)" 0 1 0; return; fi
  [ $code = 0 ] || { tail -120 "$logs/$name" >&2; [ "$f" = 0 ] && f=1; }
  count "$name" "$p" "$f" "${s:-0}"
}
published_for_windows() {
  dotnet publish src/SolarGis.Server -c Release -r win-x64 -p:TargetsWindows=true --self-contained false -p:TorchBackend=none -p:UseAppHost=false \
    --artifacts-path "$logs/win-x64" -v quiet
}

say "Running the suites"
for project in tests/*.Tests; do dotnet_suite "$project"; done
if [ "$mode" != --quick ]; then
  check "dotnet format" dotnet format SolarGisBridge.sln --verify-no-changes --no-restore
  check "publish for win-x64 (compile)" published_for_windows
fi
for suite in tests/end-to-end tests/qgis; do
  # Both need packages that --quick does not install.
  [ -x "$suite/run.sh" ] && [ "$mode" != --quick ] || continue
  script_suite "${suite#tests/}" "$suite/run.sh"
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
