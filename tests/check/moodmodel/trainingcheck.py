#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains on made-up features, twice: the weights must be the same, byte for
byte, and the model must have learned what there was to learn. Exits with 77
(skipped) without NumPy."""
import os
import sys
import tempfile

os.environ['OMP_NUM_THREADS'] = os.environ['OPENBLAS_NUM_THREADS'] = '1'
try:
    import numpy as np
except ImportError:
    print('NumPy is not installed')
    sys.exit(77)

sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import dataset
import evaluation
import export
from model import GENRES, Model, Settings

FEATURES = 60
CLIPS = 160


class SmallSettings(Settings):
    features = 40
    landmarks = 60
    piano_landmarks = 40


def spans():
    random = np.random.RandomState(7)
    clips, rows = [], {'clip': [], 'copy': [], 'blocks': [], 'features': []}
    for i in range(CLIPS):
        name = ('muse', 'muse', 'vgmidi', 'emopia')[i % 4]
        mood = random.uniform(-0.8, 0.8, 2)
        genre = GENRES[i // 4 % 10]
        clip = dataset.Clip({'id': str(i), 'set': name, 'file': '',
                             'artist': str(i // 2)})
        clip.add({'valence': mood[0], 'arousal': mood[1], 'quadrant':
                  evaluation.quadrant(mood[None])[0], 'ledfx_genre': genre})
        clips.append(clip)
        values = random.normal(0, 0.3, FEATURES)
        values[:10] += mood[1]
        values[10:20] += mood[0]
        values[20 + GENRES.index(genre)] += 2
        for copy in range(2):
            for blocks in (4, 12, 32):
                rows['clip'].append(i)
                rows['copy'].append(copy)
                rows['blocks'].append(blocks)
                rows['features'].append(
                    values + random.normal(0, 0.1, FEATURES))
    return dataset.Spans(clips, **rows)


def train(folder):
    data = spans()
    model = Model(data, np.ones(len(data.clip), bool), SmallSettings())
    export.write(model, data, ['f%d' % i for i in range(FEATURES)], folder,
                 folder)
    return {name: open(os.path.join(folder, name), 'rb').read()
            for name in sorted(os.listdir(folder))}


def main():
    with tempfile.TemporaryDirectory() as a, \
            tempfile.TemporaryDirectory() as b:
        first, second = train(a), train(b)
    assert list(first) == ['genreweights.cpp', 'moodweights.cpp',
                           'networkcases.inc'], list(first)
    assert first == second, 'two runs differ'

    data = spans()
    predictions = evaluation.cross_validate(data, SmallSettings(), Model, 4)
    for name in ('muse', 'vgmidi'):
        count, arousal, _, valence, _, _ = predictions.mood_figures(name)
        assert arousal > 0.8 and valence > 0.8, (name, arousal, valence)
    fold = evaluation.artist_folds(data, 4, 0)
    for artist in np.unique(data.artist):
        assert len(np.unique(fold[data.artist == artist])) == 1, artist
    # FNV-1a of "a\n", known from its definition.
    assert export.layout_of(['a']) == 0x089bdc07b544e7b2, \
        hex(export.layout_of(['a']))


main()
