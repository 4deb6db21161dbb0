#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains what hears beats: a folder of labelled music in, a C++ file with
weights out, and how well it does on artists it has not heard.

The folder holds keytempo.csv (set, id, file, artist, tempo in BPM, beats: a
file whose first column is seconds). Music without beats is skipped, but for the
sets named by --grid, whose beats begin at 0 and keep the tempo exactly. The
same input gives the same output, byte for byte on one machine."""
import argparse
import csv
import os
import struct
import subprocess
import sys
import tempfile
import zlib

# Sums in a fixed order, whatever the number of cores.
os.environ.setdefault('OMP_NUM_THREADS', '1')
os.environ.setdefault('OPENBLAS_NUM_THREADS', '1')

import numpy as np

import beatexport
import beatmodel
from beatmodel import STEP_S

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', '..', 'mood', 'training'))
import dataset  # the decoder, shared with the mood's training

STRETCHES = (.87, 1.15)  # of the copies that are learned from
GRID_S = 90  # heard of music on a grid, which is much alike
GRID_WEIGHT = .5
HATS = slice(9, 16)  # bands of a hi-hat
HATS_SHARE = .3  # of the copies get some
FOLDS = 4


def hear(path, tool):
    """BeatSpectrum's frames of a file."""
    samples, rate_hz = dataset.decode(path)
    with tempfile.TemporaryDirectory() as scratch:
        file = os.path.join(scratch, 'samples')
        samples.tofile(file)
        heard = subprocess.run([tool], check=True, stdout=subprocess.PIPE,
                               input=b'%d %s\n' % (rate_hz, file.encode()))
    count, = struct.unpack_from('=I', heard.stdout)
    frames = np.frombuffer(heard.stdout, 'f4', offset=4)
    return frames.reshape(count, beatmodel.CHANNELS)


def stretch(frames, factor):
    place = np.arange(int(len(frames) * factor)) / factor
    before = np.minimum(place.astype(int), len(frames) - 2)
    part = (place - before)[:, None]
    return ((1 - part) * frames[before] +
            part * frames[before + 1]).astype(np.float32)


def with_hats(frames, beats_s, random):
    """Adds hi-hats between the beats, often louder than all else: what is loud
    need not be the beat."""
    frames = frames.copy()
    peak = np.percentile(frames[:, HATS], 98, axis=0) + random.uniform(-1, 1.5)
    peak[0] -= 1
    decay = random.uniform(.3, 1)
    for time in (beats_s[:-1] + beats_s[1:]) / 2:
        start = int(np.ceil((time + .012) / STEP_S - 1))
        if random.random() < .04 or start < 0:
            continue
        for age, frame in enumerate(frames[start:start + 30]):
            level = peak - (1.2 if age == 0 else decay * max(0, age - 2))
            frame[HATS] = np.logaddexp(frame[HATS], level)
            if age < 3:
                flux = (.25, .5, .25)[age] * random.uniform(.6, 1.2)
                frame[beatmodel.BANDS] += flux
    return frames


class Clip:
    def __init__(self, row, folder, tool, grids):
        self.set, self.artist = row['set'], row['artist']
        self.on_grid = row['set'] in grids
        self.frames = hear(os.path.join(folder, row['file']), tool)
        if self.on_grid:
            self.frames = self.frames[:int(GRID_S / STEP_S)]
        length_s = len(self.frames) * STEP_S
        if self.on_grid:
            self.beats_s = np.arange(0, length_s, 60 / float(row['tempo']))
        else:
            labels = np.loadtxt(os.path.join(folder, row['beats']), ndmin=2)
            self.beats_s = labels[labels[:, 0] < length_s, 0]

    def fold(self):
        return zlib.crc32(self.artist.encode()) % FOLDS

    def examples(self, random):
        yield self.example(self.frames, self.beats_s)
        for factor in () if self.on_grid else STRETCHES:
            beats_s = self.beats_s * factor
            frames = stretch(self.frames, factor)
            if random.random() < HATS_SHARE:
                frames = with_hats(frames, beats_s, random)
            yield self.example(frames, beats_s)

    def example(self, frames, beats_s):
        time_s = np.arange(len(frames)) * STEP_S
        used = ((time_s > beats_s[0] - .3) & (time_s < beats_s[-1] + .3))
        return (beatmodel.channels(frames),
                beatmodel.targets(len(frames), beats_s), used,
                GRID_WEIGHT if self.on_grid else 1)


def load(folder, tool, grids):
    with open(os.path.join(folder, 'keytempo.csv'), newline='') as file:
        rows = list(csv.DictReader(file))
    return [Clip(row, folder, tool, grids) for row in rows
            if row['beats'] or row['set'] in grids]


def learn(clips, seed):
    random = np.random.default_rng(seed)
    return beatmodel.train([example for clip in clips
                            for example in clip.examples(random)], seed)


def report(clips, seed):
    """Mean activation on the beats and between them, by folds over artists."""
    found = {}
    for fold in range(FOLDS):
        network = learn([c for c in clips if c.fold() != fold], seed)
        for clip in (c for c in clips if c.fold() == fold):
            values, wanted, used, _ = clip.example(clip.frames, clip.beats_s)
            said = beatmodel.activations(network, values)[used]
            found.setdefault(clip.set, []).append(
                (said[wanted[used] == 1].mean(), said[wanted[used] == 0].mean()))
    for name, pairs in found.items():
        print('%-10s %3d clips, activation on beats %.3f, between %.3f' %
              (name, len(pairs), *np.mean(pairs, 0)))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument('folder')
    parser.add_argument('--listener', required=True, help='mood-beat-printer')
    parser.add_argument('--output', required=True, help='C++ file to write')
    parser.add_argument('--grid', nargs='*', default=['edmsynth'])
    parser.add_argument('--seed', type=int, default=7)
    parser.add_argument('--no-report', action='store_true')
    options = parser.parse_args()
    clips = load(options.folder, options.listener, options.grid)
    beatexport.write_source(options.output, learn(clips, options.seed))
    if not options.no_report:
        report(clips, options.seed)


if __name__ == '__main__':
    main()
