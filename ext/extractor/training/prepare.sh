# SPDX-License-Identifier: GPL-3.0-or-later
# For scripts that train: sourced with the program in $printer through which
# the training hears music. Builds it in $build, and finds $python.
root=$(cd "$here/../../../.." && pwd)
build=${BUILD:-$root/build-train}
python=${PYTHON:-python3}
"$python" -c 'import numpy' || exit 1

[ -f "$build/build.ninja" ] || meson setup "$build" "$root" \
  -Dextractor=enabled -Dtests=disabled -Dbenchmarks=disabled \
  -Dexamples=disabled
ninja -C "$build" "$printer"
