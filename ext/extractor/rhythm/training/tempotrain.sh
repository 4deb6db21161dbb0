#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Trains what judges the tempo on a folder of labelled music and writes its
# weights into this source tree:
#
#   tempotrain.sh FOLDER [options of tempotrain.py]
#
# Needs python3 with NumPy (another one: PYTHON=...), gst-launch-1.0 with the
# decoders for that music, and what the extractor is built with.
set -eu

if [ $# -lt 1 ]; then
  sed -n '3,9s/^# \{0,1\}//p' "$0"
  exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
printer=ext/extractor/rhythm/training/mood-tempo-printer
. "$here/../../training/prepare.sh"
"$python" "$here/tempotrain.py" --listener "$build/$printer" \
  --output "$here/.." "$@"
