#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# demo.sh [OPTION...] [FILE | pulse | pipewire]
#
# Installs what is missing, builds, and shows the mood of music and what lamps
# would do about it. --help tells the options.
set -euo pipefail

tests=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$tests")
build=$root/build

sets=(run)
case " $* " in
  *' pulse '*) sets+=(pulse) ;;
  *' pipewire '*) sets+=(pipewire) ;;
  *' --fast '* | *' --mute '* | *' --help '* | *' -h '*) ;;
  *) sets+=(sound) ;;
esac
"$tests/install-deps.sh" "${sets[@]}"
"$tests/build.sh" "$build" gst/mood/libgstmood.so ext/extractor/mood-extractor \
  ext/extractor/mood-extractor-module.so tests/examples/moodwatch -- \
  -Dextractor=enabled -Dexamples=enabled -Dtests=disabled -Dbenchmarks=disabled

# Not "meson devenv": it would change into the build directory, and FILE is
# seen from here.
export GST_PLUGIN_PATH_1_0=$build/gst/mood${GST_PLUGIN_PATH_1_0:+:$GST_PLUGIN_PATH_1_0}
export GST_REGISTRY_1_0=$build/registry.dat
export GST_MOOD_EXTRACTOR=$build/ext/extractor/mood-extractor
exec "$build/tests/examples/moodwatch" "$@"
