#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# installed.sh BUILD PLUGIN-SUBDIR PROGRAM [ARGUMENT...]
#
# Installs into a folder, moves that somewhere else and runs the test PROGRAM
# with nothing but GStreamer's plugin path pointing there: the plugin has to
# find its helper from where it lies.
set -euo pipefail

build=$1
plugins=$2
shift 2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

meson install -C "$build" --no-rebuild --quiet --destdir "$folder/first"
mkdir "$folder/moved here"
mv "$folder/first" "$folder/moved here/second"
prefix=$(realpath "$folder/moved here/second")

unset GST_MOOD_EXTRACTOR GST_MOOD_EXTRACTOR_MODULE GST_PLUGIN_PATH
export GST_PLUGIN_PATH_1_0=$prefix/$plugins
export GST_REGISTRY_1_0=$folder/registry.dat
export MOOD_TEST_PREFIX=$prefix
"$@"
