#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# with-sound-server.py moodwatch.sh MOODWATCH
#
# The demonstration does what it says.
set -euo pipefail

moodwatch=$(realpath "$1")
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

fail() {
  echo "failed: $1" >&2
  cat output.txt >&2
  exit 1
}

expect() {
  grep -qE "$1" output.txt || fail "no $1"
}

echo 'The tune, in no time.'
"$moodwatch" --fast >output.txt || fail 'tune'
for state in ambient build silence '(peak|intense)'; do
  expect "^ +[0-9]+:[0-9.]+  mood    $state "
done
expect '^ .*  effect .* #[0-9a-f]{6} #[0-9a-f]{6} .*\(state:(peak|intense)\)$'
expect '^ .*  effect .* #[0-9a-f]{6} #[0-9a-f]{6} .*\(event:beat-drop\)$'
expect '  section drop  .*beat-drop$'
expect '  release .*\(stop\)$'

echo 'A file.'
gst-launch-1.0 -q audiotestsrc num-buffers=200 wave=pink-noise ! flacenc ! \
  filesink location='a song.flac'
"$moodwatch" --fast 'a song.flac' >output.txt || fail 'file'
expect '  mood    [a-z]+ '

echo 'What is not there, or is no music, is an error.'
for file in missing.flac output.txt; do
  if "$moodwatch" --fast "$file" >errors.txt; then fail "$file passed"; fi
  grep -q '^error: ' errors.txt || fail "no error for $file"
done

echo 'The tune, played into the null sink, is heard through both servers.'
coproc player { exec "$moodwatch" --loop; }
exec {played}<&"${player[0]}"
pid=$!
while read -r line <&"$played" &&
  [[ ! $line =~ mood\ +(ambient|chill) ]]; do :; done
for input in pulse pipewire; do
  "$moodwatch" "$input" --seconds 4 >output.txt || fail "$input"
  expect '  mood    (ambient|chill|groove|build|peak|intense) '
done

echo 'Ctrl-C ends it well, and the lamps are released.'
kill -INT "$pid"
cat <&"$played" >output.txt
wait "$pid" || fail "status $?"
expect '  release '
