#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Trains what hears beats on a folder of labelled music and writes its weights
# into this source tree:
#
#   beattrain.sh FOLDER [options of beattrain.py]
#
# Needs python3 with NumPy (another one: PYTHON=...), gst-launch-1.0 with the
# decoders for that music, and what the extractor is built with.
set -eu

if [ $# -lt 1 ]; then
  sed -n '3,9s/^# \{0,1\}//p' "$0"
  exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
printer=ext/extractor/rhythm/training/mood-beat-printer
. "$here/../../training/prepare.sh"
"$python" "$here/beattrain.py" --listener "$build/$printer" \
  --output "$here/../beatweights.cpp" "$@"
