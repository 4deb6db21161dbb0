#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains what judges the tempo: a folder of labelled music in, a C++ file with
weights out, and a table of how well it does on music it has not heard.

The folder holds keytempo.csv (set, id, file, artist, tempo in BPM; rows without
a tempo are skipped). The same input gives the same output, byte for byte on one
machine."""
import argparse
import csv
import os
import struct
import subprocess
import sys
import tempfile

# Sums in a fixed order, whatever the number of cores.
os.environ.setdefault('OMP_NUM_THREADS', '1')
os.environ.setdefault('OPENBLAS_NUM_THREADS', '1')

import numpy as np

import tempoexport
import tempomodel

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', '..', 'mood', 'training'))
import dataset  # the decoder, shared with the mood's training

SPEEDS = (1, .84, .92, 1.09, 1.19)  # of the copies that are learned from
EVERY = 10                          # updates between rows, 5 s
INPUTS = 63                         # TempoGrid::kValues
# How much a set's clips count: short clips, of which the tempo was told for a
# longer record, less, and small sets more.
WEIGHTS = {'gtzan': 1, 'muse': .5, 'pop909': .8, 'waivops': .8, 'lmms': 1.2,
           'edmsynth': 1.2}


class Data:
    """Rows of all clips and their copies."""

    def __init__(self, clips, clip, speed, rows):
        self.clip, self.speed = np.array(clip), np.array(speed)
        rows = np.concatenate(rows)
        self.seconds = rows[:, 0]
        grid = rows[:, 1:1 + tempomodel.TEMPI * INPUTS]
        self.grid = grid.reshape(len(rows), tempomodel.TEMPI, INPUTS).astype('f2')
        self.features = rows[:, 1 + tempomodel.TEMPI * INPUTS:]
        of = lambda name: np.array([c[name] for c in clips])[self.clip]
        self.set, self.artist, self.id = of('set'), of('artist'), of('id')
        self.bpm = of('tempo').astype(float) * self.speed
        self.weight = np.array([WEIGHTS.get(s, 1) for s in self.set], 'f4')
        last = {}
        for row, key in enumerate(zip(self.clip, self.speed)):
            last[key] = row
        self.last = np.zeros(len(rows), bool)
        self.last[list(last.values())] = True


def read_manifest(folder):
    with open(os.path.join(folder, 'keytempo.csv'), newline='') as file:
        return [row for row in csv.DictReader(file) if row['tempo']]


def layout_of(tool):
    """What tells the features apart from others, and their number."""
    layout, count = subprocess.run([tool, '--layout'], check=True, text=True,
                                   capture_output=True).stdout.split()
    return layout, int(count)


def read_rows(stream, features):
    width = 1 + tempomodel.TEMPI * INPUTS + features
    count, = struct.unpack('=I', stream.read(4))
    rows = np.frombuffer(stream.read(4 * count * width), 'f4')
    return rows.reshape(count, width)


def hear(path, tool, features):
    """Rows of a file at each of SPEEDS."""
    samples, rate_hz = dataset.decode(path)
    with tempfile.TemporaryDirectory() as scratch:
        file = os.path.join(scratch, 'samples')
        samples.tofile(file)
        lines = ''.join('%d %d %s\n' % (round(rate_hz * speed), EVERY, file)
                        for speed in SPEEDS)
        output = os.path.join(scratch, 'rows')
        with open(output, 'wb') as out:
            subprocess.run([tool], check=True, text=True, stdout=out,
                           input=lines)
        with open(output, 'rb') as stream:
            return [read_rows(stream, features) for _ in SPEEDS]


def load(folder, tool):
    clips = read_manifest(folder)
    features = layout_of(tool)[1]
    clip, speed, rows = [], [], []
    for index, row in enumerate(clips):
        heard = hear(os.path.join(folder, row['file']), tool, features)
        for factor, some in zip(SPEEDS, heard):
            rows.append(some)
            clip += [index] * len(some)
            speed += [factor] * len(some)
    return Data(clips, clip, speed, rows)


def artist_folds(data, count, seed):
    """Fold of every row; an artist's clips lie in one fold of whatever set."""
    artists = np.unique(data.artist)
    order = np.random.RandomState(seed).permutation(len(artists))
    fold_of = dict(zip(artists[order], np.arange(len(artists)) % count))
    return np.array([fold_of[a] for a in data.artist])


def cross_validate(data, settings, folds, seed):
    scores = np.zeros((len(data.bpm), tempomodel.TEMPI), 'f4')
    fold = artist_folds(data, folds, seed)
    for f in range(folds):
        model = tempomodel.Model(data, np.flatnonzero(fold != f), settings)
        rows = np.flatnonzero((fold == f) & (data.speed == 1))
        scores[rows] = model.scores(data.grid[rows], data.features[rows])
    return scores


def accuracies(scores, bpm):
    """Acc1 (within 4 %) and Acc2 (or of twice, three times, a half, a third),
    Gouyon et al. 2006, per row."""
    ratio = tempomodel.GRID_BPM[scores.argmax(axis=1)] / bpm
    near = lambda factor: np.abs(ratio / factor - 1) < .04
    return near(1), near(1) | near(2) | near(3) | near(.5) | near(1 / 3)


def report(data, scores):
    print('\nBy artist, from one look at the last 10 s')
    first, second = accuracies(scores, data.bpm)
    for name in dict.fromkeys(data.set):
        of_set = (data.set == name) & (data.speed == 1)
        ends = of_set & data.last
        later = of_set & (data.seconds > 9)
        line = '%-9s %3d clips, at their end Acc1 %.2f Acc2 %.2f' % (
            name, ends.sum(), first[ends].mean(), second[ends].mean())
        if later.any():
            line += ', every 5 s from 9 s on %.2f %.2f' % (
                first[later].mean(), second[later].mean())
        print(line)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('folder')
    parser.add_argument('--listener', required=True,
                        help='the built mood-tempo-printer')
    parser.add_argument('--output', help='where to write tempoweights.cpp')
    parser.add_argument('--folds', type=int, default=8, help='0: no table')
    options = parser.parse_args()
    data = load(options.folder, options.listener)
    settings = tempomodel.Settings()
    if options.folds:
        report(data, cross_validate(data, settings, options.folds, 0))
    if options.output:
        model = tempomodel.Model(data, np.arange(len(data.bpm)), settings)
        tempoexport.write(model, layout_of(options.listener)[0],
                          options.output)


if __name__ == '__main__':
    main()
