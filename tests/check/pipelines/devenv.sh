#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# devenv.sh BUILD
#
# What was built runs without being installed.
set -euo pipefail

build=$1
in_devenv() {
  meson devenv -C "$build" -w . "$@"
}

cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
for element in moodanalyzer moodcontrol; do
  in_devenv gst-inspect-1.0 "$element" >"$element.txt"
  grep -q "^  Name  *mood$" "$element.txt"
done
in_devenv gst-launch-1.0 -q audiotestsrc num-buffers=50 ! \
  moodanalyzer isolation=process ! moodcontrol ! fdsink >commands.txt
grep -q '^{"v":1,"command":"effect",.*}$' commands.txt
