#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tempo, beats and key of whole files, computed with librosa, offline.

    librosa_songs.py FILE...

Each FILE is a WAV file of mono 32-bit floats at 22 050 Hz, of which the samples
begin at byte 44. Prints three lines for each:
"tempo BPM", "beats SECONDS...", "key NAME MODE" (Krumhansl and Kessler's
profiles on the mean of chroma_cqt). Exits with 77 if librosa cannot be
imported.
"""
import sys

try:
    import librosa
    import numpy as np
except ImportError as error:
    print(error, file=sys.stderr)
    sys.exit(77)

RATE = 22050
NAMES = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]
# Krumhansl and Kessler 1982, from the tonic.
PROFILES = {
    "major": [6.35, 2.23, 3.48, 2.33, 4.38, 4.09,
              2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
    "minor": [6.33, 2.68, 3.52, 5.38, 2.60, 3.53,
              2.54, 4.75, 3.98, 2.69, 3.34, 3.17],
}


def key_of(chroma):
    fits = [(np.corrcoef(chroma, np.roll(profile, tonic))[0, 1], tonic, mode)
            for mode, profile in PROFILES.items() for tonic in range(12)]
    _, tonic, mode = max(fits)
    return f"{NAMES[tonic]} {mode}"


for path in sys.argv[1:]:
    y = np.fromfile(path, dtype="<f4", offset=44)
    tempo, beats = librosa.beat.beat_track(y=y, sr=RATE)
    print("tempo", float(np.atleast_1d(tempo)[0]))
    print("beats", *librosa.frames_to_time(beats, sr=RATE))
    print("key", key_of(librosa.feature.chroma_cqt(y=y, sr=RATE).mean(axis=1)))
    sys.stdout.flush()
