#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tempo, beats and key of whole files, computed with librosa, offline.

    librosa_songs.py FILE...

Each FILE is a WAV file of mono 32-bit floats at 22 050 Hz. Prints three lines
for each: "tempo BPM", "beats SECONDS...", "key NAME MODE" (Krumhansl and
Kessler's profiles on the mean of chroma_cqt). Exits with 77 if librosa cannot
be imported.
"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "..", "features"))
# Exits with 77 if librosa cannot be imported.
from librosa_features import RATE, estimate_key, librosa, np, read_wav

for path in sys.argv[1:]:
    y, _ = read_wav(path)
    tempo, beats = librosa.beat.beat_track(y=y, sr=RATE)
    print("tempo", float(np.atleast_1d(tempo)[0]))
    print("beats", *librosa.frames_to_time(beats, sr=RATE))
    chroma = librosa.feature.chroma_cqt(y=y, sr=RATE).mean(axis=1)
    _, key, mode = estimate_key(chroma)
    print("key", key, mode)
    sys.stdout.flush()
