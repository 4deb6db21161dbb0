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
# runs in the ordinary build only.
long_suites=(soak)
timed_suites=(pipelines soak long)
# One thread has no races: the extractor's own tests would only be slow.
single_threaded_suites=(extractor features moodmodel accuracy)

# build_and_test NAME "TARGETS" "MESON OPTIONS" TIMEOUT-MULTIPLIER
# runs the tests but those of $left_out.
build_and_test() {
  local name=$1 targets=$2 setup_options=$3 patience=$4
  local build=$root/build-$name
  # shellcheck disable=SC2086  # lists of options
  if ! "$tests/build.sh" "$build" $targets -- -Dextractor=enabled \
    -Dtests=enabled $setup_options; then
    echo "build-$name does not build"
    broken=$((broken + 1))
    return
  fi
  builds+=("$build")
  # Nothing of an earlier run may count.
  rm -f "$build"/*.xml "$build"/meson-logs/testlog*
  "${launcher[@]}" meson test -C "$build" --no-rebuild --print-errorlogs \
    --timeout-multiplier "$patience" "${left_out[@]/#/--no-suite=}" || true
}

"$tests/install-deps.sh" run test

launcher=(env)
left_out=("${long_suites[@]}")
build_and_test test "" -Dwerror=true 1

if ! $quick; then
  # Warnings were errors above; here, gcc has some about its own sanitizers.
  # -Og and short debugging information take half the time to build, and so do
  # files that are compiled together (docs/development.md, Sanitizers).
  # The scanner process of GStreamer is not instrumented and cannot load what
  # is; the plugins are then scanned by the test itself.
  launcher=(env GST_REGISTRY_FORK=no)
  sanitized='-Dwerror=false -Doptimization=g -Ddebug=false -Dcpp_args=-g1
    -Dexamples=disabled -Dbenchmarks=disabled -Db_lundef=false
    -Dunity=on -Dunity_size=1000'
  left_out=("${timed_suites[@]}")
  build_and_test asan "--for-tests-but ${left_out[*]}" \
    "$sanitized -Db_sanitize=address,undefined" 4
  # ThreadSanitizer wants the memory layout that it knows.
  if setarch "$(uname -m)" -R true 2>/dev/null; then
    launcher+=(setarch "$(uname -m)" -R)
  fi
  left_out+=("${single_threaded_suites[@]}")
  build_and_test tsan "--for-tests-but ${left_out[*]}" \
    "$sanitized -Db_sanitize=thread" 4
fi

python3 "$tests/count-results.py" --broken "$broken" "${builds[@]}"
