#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# install-deps.sh SET...
#
# Installs the Debian packages of each SET that are not there yet:
#   run       to build the plugins and the demonstration and to play files
#   sound     to play on the machine's audio output
#   pulse     to listen to PulseAudio
#   pipewire  to listen to PipeWire
#   test      to build and run all tests (with run)
set -euo pipefail

declare -A packages=(
  [run]='g++ meson ninja-build pkg-config libgstreamer1.0-dev
         libgstreamer-plugins-base1.0-dev libaubio-dev libfftw3-dev libsoxr-dev
         libsoup-3.0-dev libjson-glib-dev libmosquitto-dev
         gstreamer1.0-tools gstreamer1.0-plugins-base gstreamer1.0-plugins-good'
  [sound]='gstreamer1.0-alsa gstreamer1.0-pulseaudio'
  [pulse]='gstreamer1.0-pulseaudio'
  [pipewire]='gstreamer1.0-pipewire'
  [test]='libgtest-dev openssl python3 python3-gi python3-numpy gir1.2-gstreamer-1.0 dbus-daemon
          mosquitto mosquitto-clients
          pipewire wireplumber pipewire-pulse pulseaudio-utils
          gstreamer1.0-pulseaudio gstreamer1.0-pipewire'
)

die() {
  echo "install-deps.sh: $*" >&2
  exit 1
}

is_installed() {
  [[ $(dpkg-query -W -f '${Status}' "$1" 2>/dev/null) == 'install ok installed' ]]
}

as_root() {
  if [[ $EUID -eq 0 ]]; then
    "$@"
  else
    sudo "$@"
  fi
}

# What is missing outside Debian, nobody can tell by package names: the build
# will.
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "Not a Debian system: install the equivalents of these yourself:" >&2
  for set in "$@"; do echo "${packages[$set]:-}" >&2; done
  missing_tools=()
  for tool in g++ meson ninja pkg-config; do
    command -v "$tool" >/dev/null || missing_tools+=("$tool")
  done
  [[ ${#missing_tools[@]} -eq 0 ]] || die "not found: ${missing_tools[*]}"
  exit 0
fi

missing=()
for set in "$@"; do
  [[ -n ${packages[$set]:-} ]] || die "there is no set \"$set\""
  for package in ${packages[$set]}; do
    is_installed "$package" || missing+=("$package")
  done
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

if [[ $EUID -ne 0 ]] && ! command -v sudo >/dev/null; then
  die "to be installed by root, as there is no sudo: ${missing[*]}"
fi
echo "Installing ${missing[*]}"
as_root apt-get -qq update
as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y \
  --no-install-recommends "${missing[@]}" >/dev/null
