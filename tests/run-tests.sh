#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# run-tests.sh [--quick]
#
# Installs what is missing, builds with warnings as errors and runs all tests;
# then, except with --quick, those that need no sound server once more with
# AddressSanitizer and UndefinedBehaviorSanitizer and once more with
# ThreadSanitizer. The last line says "N passed, M failed".
set -euo pipefail

quick=false
for argument in "$@"; do
  case $argument in
    --quick) quick=true ;;
    *)
      echo "usage: run-tests.sh [--quick]" >&2
      exit 2
      ;;
  esac
done

tests=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$tests")
builds=()
broken=0

# Sanitizers slow programs down: what measures time, or takes long as it is,
# runs in the ordinary build only, and so does what only looks at tables.
long_suites=(soak)
not_sanitized=(pipelines soak long accuracy)
# One thread has no races: it would only be slow.
not_threaded=(extractor features moodmodel control)

# build NAME "TARGETS" "MESON OPTIONS"
build() {
  # shellcheck disable=SC2086  # lists of options
  "$tests/build.sh" "$root/build-$1" $2 -- -Dextractor=enabled -Dhttp=enabled \
    -Dmqtt=enabled -Dtests=enabled $3
}

# build_later NAME ...: the same, out of the way of the tests that run meanwhile.
build_later() {
  renice -n 19 "$BASHPID" >/dev/null
  build "$@"
}

# run NAME BUILT TIMEOUT-MULTIPLIER SUITE... runs all tests but those of SUITE...,
# if BUILT is 0, as the build's status.
run() {
  local name=$1 built=$2 patience=$3
  local folder=$root/build-$name
  shift 3
  if [[ $built -ne 0 ]]; then
    echo "build-$name does not build"
    broken=$((broken + 1))
    return
  fi
  builds+=("$folder")
  # Nothing of an earlier run may count.
  rm -f "$folder"/*.xml "$folder"/meson-logs/testlog*
  "${launcher[@]}" meson test -C "$folder" --no-rebuild --print-errorlogs \
    --timeout-multiplier "$patience" "${@/#/--no-suite=}" || true
}

# finish PID: waits for a build_later in the background; its status in $built.
finish() {
  built=0
  wait "$1" || built=$?
}

# Warnings are errors in the ordinary build; here, gcc has some about its own
# sanitizers. -Og and short debugging information take half the time to build,
# and so do files that are compiled together (docs/development.md, Sanitizers).
sanitized='-Dwerror=false -Doptimization=g -Ddebug=false -Dcpp_args=-g1
  -Dexamples=disabled -Dbenchmarks=disabled -Db_lundef=false
  -Dunity=on -Dunity_size=1000'

trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
"$tests/install-deps.sh" run test

# Most tests wait most of the time: the next build goes on behind them.
built=0
build test "" -Dwerror=true || built=$?
if ! $quick; then
  build_later asan "--for-tests-but ${not_sanitized[*]}" \
    "$sanitized -Db_sanitize=address,undefined" &
  asan=$!
fi
launcher=(env)
run test "$built" 1 "${long_suites[@]}"

if ! $quick; then
  finish "$asan"
  build_later tsan "--for-tests-but ${not_sanitized[*]} ${not_threaded[*]}" \
    "$sanitized -Db_sanitize=thread" &
  tsan=$!
  # The scanner process of GStreamer is not instrumented and cannot load what
  # is; the plugins are then scanned by the test itself.
  launcher=(env GST_REGISTRY_FORK=no)
  run asan "$built" 4 "${not_sanitized[@]}"

  finish "$tsan"
  # ThreadSanitizer wants the memory layout that it knows.
  if setarch "$(uname -m)" -R true 2>/dev/null; then
    launcher+=(setarch "$(uname -m)" -R)
  fi
  run tsan "$built" 4 "${not_sanitized[@]}" "${not_threaded[@]}"
fi

python3 "$tests/count-results.py" --broken "$broken" "${builds[@]}"
