#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# build.sh BUILD [TARGET... | --for-tests-but SUITE...] [-- MESON-OPTION...]
#
# Builds in the folder BUILD, which is set up first where that has not
# happened, or happened with other options or another source folder: everything,
# the targets, or what the tests need that are not of those suites.
set -euo pipefail

root=$(dirname "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)")
build=$1
shift
targets=()
while [[ $# -gt 0 && $1 != -- ]]; do
  targets+=("$1")
  shift
done
[[ $# -eq 0 ]] || shift
setup="$root $*"

log=$(mktemp)
trap 'rm -f "$log"' EXIT

quietly() {
  if ! "$@" >"$log" 2>&1; then
    cat "$log" >&2
    return 1
  fi
}

run_ninja() {
  if [[ -t 1 ]]; then
    ninja -C "$build" "${targets[@]}"
  else
    quietly ninja -C "$build" "${targets[@]}"
  fi
}

# The note is written last: a setup that was interrupted leaves none.
note=$build/setup-by-script
if [[ ! -f $note || $(<"$note") != "$setup" ]]; then
  [[ ! -d $build/meson-private ]] || rm -rf "$build"
  echo "Setting up $build"
  quietly meson setup "$build" "$root" "$@"
  echo "$setup" >"$note"
fi
if [[ ${targets[0]:-} == --for-tests-but ]]; then
  # What is asked for its targets has to know of changed meson.build files.
  quietly ninja -C "$build" build.ninja
  mapfile -t targets < <("$root/tests/test-targets.py" "$build" "${targets[@]:1}")
fi
echo "Building in $build"
run_ninja
