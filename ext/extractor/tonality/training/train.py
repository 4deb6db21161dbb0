#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fits the profiles of the keys to labelled music, and writes keyweights.cpp:

    train.py FOLDER --printer BUILD/.../key-printer --output ../keyweights.cpp

FOLDER holds keytempo.csv (columns set id file artist key_pc key_mode) and the
files it names. Needs NumPy and gst-launch-1.0. All figures are of artists that
the weights were not fitted to, told live by KeyTracker from each clip's start.
"""
import argparse
import csv
import os
import subprocess
import sys
import tempfile

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', '..', 'mood', 'training'))
from dataset import decode  # noqa: E402

FRAME_S = 2048 / 22050    # KeyListener
FOLDS = 8
# Lengths and steps of what the profiles are fitted to, seconds.
SPANS_S = ((3, 3), (6, 3), (10, 5), (20, 10), (30, 15))
TIMES_S = (3, 6, 10, 20, 30)
RIDGE = 0.03
NONE = 24
# Key k in a column, its classes from the tonic on in a row.
TURNS = np.add.outer(np.arange(12), np.arange(12)) % 12


class Clip:
    def __init__(self, row, folder):
        self.set, self.artist = row['set'], row['artist']
        self.path = os.path.join(folder, row['file'])
        self.key = (int(float(row['key_pc'])) +
                    12 * (row['key_mode'] == 'minor'))


def read_manifest(folder):
    with open(os.path.join(folder, 'keytempo.csv'), newline='') as file:
        return [Clip(row, folder) for row in csv.DictReader(file)
                if row['key_pc'] and row['key_mode']]


def decode_all(clips, scratch):
    """Lines for key-printer."""
    lines = []
    for index, clip in enumerate(clips):
        samples, rate_hz = decode(clip.path)
        name = os.path.join(scratch, '%d.f32' % index)
        samples.tofile(name)
        lines.append('%d %s\n' % (rate_hz, name))
    return lines


def run_printer(printer, arguments, lines, width):
    """An array (frames, width) for each line."""
    output = subprocess.run([printer] + arguments, check=True,
                            input=''.join(lines).encode(),
                            stdout=subprocess.PIPE).stdout
    arrays, at = [], 0
    while at < len(output):
        count = int(np.frombuffer(output, 'u4', 1, at)[0])
        arrays.append(np.frombuffer(output, 'f4', count * width, at + 4)
                      .reshape(count, width).astype('f8'))
        at += 4 + 4 * count * width
    return arrays


def spans_of(chroma):
    """Mean chroma of spans of a clip, each of sum 1."""
    sums = np.vstack([np.zeros((1, 12)), np.cumsum(chroma, axis=0)])
    spans = []
    for length_s, step_s in SPANS_S:
        length, step = int(length_s / FRAME_S), int(step_s / FRAME_S)
        for start in range(0, max(1, len(chroma) - length + 1), step):
            # Clips are cut to round lengths: a frame or two may be missing.
            if start + length <= len(chroma) + 3:
                end = min(len(chroma), start + length)
                span = sums[end] - sums[start]
                spans.append(span / (span.sum() + 1e-9))
    return spans


def weights_of(clips):
    """Artists with many clips count for more, but not in proportion."""
    counts = {}
    for clip in clips:
        counts[clip.artist] = counts.get(clip.artist, 0) + 1
    whole = {'gtzan': 1.5, 'pop909': 1.5}  # long clips, surer labels
    return [whole.get(clip.set, 1) / np.sqrt(counts[clip.artist])
            for clip in clips]


class Examples:
    """What 24 keys' scores are linear in: row k of an example's matrix holds
    the 25 numbers that major, minor and the bias are multiplied with."""

    def __init__(self, clips, chroma):
        weight = weights_of(clips)
        turned, self.clip, self.weight = [], [], []
        for index, frames in enumerate(chroma):
            spans = spans_of(frames)
            for span in spans:
                turned.append((span - 1 / 12)[TURNS])
                self.clip.append(index)
                self.weight.append(weight[index] / len(spans))
        turned = np.array(turned)
        # The ridge belongs to numbers of deviation one.
        self.scale = turned.std()
        self.numbers = np.zeros((len(turned), 24, 25))
        self.numbers[:, :12, :12] = turned / self.scale
        self.numbers[:, 12:, 12:24] = turned / self.scale
        self.numbers[:, 12:, 24] = 1
        self.clip = np.array(self.clip)
        self.weight = np.array(self.weight)
        self.key = np.array([clips[i].key for i in self.clip])


def fit(examples, chosen):
    """Softmax regression over 24 keys that share two profiles, by Newton."""
    x, y = examples.numbers[chosen], examples.key[chosen]
    w = examples.weight[chosen] / examples.weight[chosen].sum()
    ridge = np.full(25, 2 * RIDGE)
    ridge[24] = 1e-6
    beta = np.zeros(25)
    for _ in range(12):
        scores = x @ beta
        p = np.exp(scores - scores.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        mean = np.einsum('nk,nkd->nd', p, x)
        slope = w @ (mean - x[np.arange(len(y)), y]) + ridge * beta
        bend = np.einsum('nk,nkd,nke->de', p * w[:, None], x, x, optimize=True)
        bend -= (mean * w[:, None]).T @ mean
        beta -= np.linalg.solve(bend + np.diag(ridge), slope)
    return np.concatenate([beta[:24] / examples.scale, beta[24:]])


def folds_of(clips, seed):
    """Fold of each clip; all of an artist in one, folds of like size."""
    counts = {}
    for clip in clips:
        counts[clip.artist] = counts.get(clip.artist, 0) + 1
    random = np.random.RandomState(seed)
    order = sorted(sorted(counts), key=lambda a: (-counts[a], random.rand()))
    load, fold = np.zeros(FOLDS), {}
    for artist in order:
        fold[artist] = int(load.argmin())
        load[fold[artist]] += counts[artist]
    return np.array([fold[clip.artist] for clip in clips])


def tell(printer, weights, confidence, lines):
    """KeyTracker's keys, confidences and leads with these weights."""
    with tempfile.NamedTemporaryFile('w') as file:
        file.write(' '.join('%.9g' % v for v in (*weights, *confidence)))
        file.flush()
        return run_printer(printer, ['--keys', file.name], lines, 3)


def fit_confidence(lead, right):
    """Offset and slope of the logistic function, by Newton."""
    x = np.column_stack([np.ones(len(lead)), lead])
    beta = np.zeros(2)
    for _ in range(20):
        p = 1 / (1 + np.exp(-x @ beta))
        beta -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x,
                                x.T @ (p - right))
    return beta


def moments(clips, told, at_s=(2, 3, 4, 6, 8, 10, 15, 20, 25, 30)):
    """Lead, confidence and rightness where a key is told."""
    rows = [(frames[int(t / FRAME_S) - 1], clip.key)
            for clip, frames in zip(clips, told) for t in at_s
            if int(t / FRAME_S) <= len(frames)]
    rows = [(row[2], row[1], row[0] == key) for row, key in rows
            if row[0] != NONE]
    return [np.array(column, float) for column in zip(*rows)]


def mirex(told, key):
    """Score of the MIREX contest: fifths, relative and parallel keys count."""
    if told == NONE or told == key:
        return float(told == key)
    steps, minor = (told - key) % 12, key >= 12
    if (told >= 12) == minor:
        return 0.5 if steps in (5, 7) else 0.0
    if steps == 0:
        return 0.2
    return 0.3 if steps == (3 if minor else 9) else 0.0


def report(clips, told):
    print('live, by artist: exact/MIREX after', TIMES_S, 's, changes a minute')
    for name in sorted({clip.set for clip in clips}):
        text = '%9s' % name
        mine = [(c, f) for c, f in zip(clips, told) if c.set == name]
        for time_s in TIMES_S:
            if time_s > 1.2 * max(len(f) for _, f in mine) * FRAME_S:
                continue
            last = [(int(f[min(len(f), int(time_s / FRAME_S)) - 1][0]), c.key)
                    for c, f in mine]
            text += '  %.2f/%.2f' % (np.mean([a == b for a, b in last]),
                                     np.mean([mirex(a, b) for a, b in last]))
        late = [f[int(5 / FRAME_S):int(30 / FRAME_S), 0] for _, f in mine]
        text += '  %.1f' % (np.mean([np.mean(np.diff(f) != 0) for f in late])
                            * 60 / FRAME_S)
        text += ', none at the end: %d of %d' % (
            sum(f[-1][0] == NONE for _, f in mine), len(mine))
        print(text)
    _, confidence, right = moments(clips, told)
    for low in (0, .45, .55, .65):
        inside = (confidence >= low) & (confidence < dict(
            zip((0, .45, .55, .65), (.45, .55, .65, 2)))[low])
        if inside.any():
            print('confidence %.2f: %.2f right, of %d' % (
                confidence[inside].mean(), right[inside].mean(), inside.sum()))


SOURCE = '''/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Generated by ext/extractor/tonality/training/train.py: do not edit. */
// clang-format off
#include "tonality/keyweights.h"

namespace mood {

const KeyWeights kKeyWeights = {
    {{{%s},
      {%s}}},
    %s,
    %s,
    %s,
};

}  // namespace mood
'''


def export(path, weights, confidence):
    def numbers(values):
        items = ['%.4ff' % v for v in values]
        return ',\n       '.join(', '.join(items[i:i + 6]) for i in (0, 6))
    with open(path, 'w') as file:
        file.write(SOURCE % (numbers(weights[:12]), numbers(weights[12:24]),
                             *('%.4ff' % v for v in (weights[24],
                                                     *confidence))))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('folder')
    parser.add_argument('--printer', required=True)
    parser.add_argument('--output')
    parser.add_argument('--seed', type=int, default=0, help='of the folds')
    options = parser.parse_args()
    clips = read_manifest(options.folder)
    with tempfile.TemporaryDirectory() as scratch:
        lines = decode_all(clips, scratch)
        chroma = run_printer(options.printer, ['--chroma'], lines, 12)
        examples = Examples(clips, chroma)
        fold = folds_of(clips, options.seed)

        def tell_by_folds(confidence):
            told = [None] * len(clips)
            for number in range(FOLDS):
                weights = fit(examples, fold[examples.clip] != number)
                mine = np.flatnonzero(fold == number)
                for index, frames in zip(mine, tell(
                        options.printer, weights, confidence[number],
                        [lines[i] for i in mine])):
                    told[index] = frames
            return told

        told = tell_by_folds(np.zeros((FOLDS, 2)))

        def confidence_without(number):
            others = [i for i in range(len(clips)) if fold[i] != number]
            lead, _, right = moments([clips[i] for i in others],
                                     [told[i] for i in others])
            return fit_confidence(lead, right)

        report(clips, tell_by_folds([confidence_without(n)
                                     for n in range(FOLDS)]))
        if options.output:
            export(options.output, fit(examples, slice(None)),
                   confidence_without(FOLDS))


if __name__ == '__main__':
    main()
