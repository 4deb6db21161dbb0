#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains the mood model: a folder of labelled music in, two C++ files with
weights out, and a table of how well it does on music it has not heard.

The folder holds mood.csv (set, id, file, artist, valence, arousal in -1..1,
quadrant 1..4) and genre.csv (set, id, file, artist, ledfx_genre). The same
input gives the same output, byte for byte on one machine."""
import argparse
import os

# Sums in a fixed order, whatever the number of cores.
os.environ.setdefault('OMP_NUM_THREADS', '1')
os.environ.setdefault('OPENBLAS_NUM_THREADS', '1')

import numpy as np

import dataset
import evaluation
import export
from model import GENRES, Model, Settings

REAL = 'muse'  # the set that gains and errors are taken from
SETS = ('muse', 'film', 'vgmidi', 'emopia')
# Blocks of the spans that valence and arousal are judged by.
SPANS = (('5.5 s', (dataset.SHORT_BLOCKS, dataset.SHORT_BLOCKS)),
         ('15 s', (dataset.MIDDLE_BLOCKS, dataset.SHORT_BLOCKS)))
GENRE_SET = 'gtzan'  # records whose genre is known, not rated


def cross_validate(spans, settings, folds, seeds):
    runs = [evaluation.cross_validate(spans, settings, Model, folds, seed)
            for seed in range(seeds)]
    mean = evaluation.Predictions(spans)
    for name in ('moods', 'genres', 'familiarity'):
        setattr(mean, name, np.mean([getattr(r, name) for r in runs], axis=0))
    return runs, mean


def calibrate(model, predictions):
    """Ridge regression shrinks: arousal is stretched to the spread of the
    ratings, valence, of which less is known, by a third of that."""
    guess, truth = predictions.moods_of(REAL)
    stretch = truth.std(axis=0) / guess.std(axis=0)
    model.gains = stretch ** np.array([0.33, 1])
    model.errors = (guess * model.gains - truth).std(axis=0)
    model.familiar = np.nanpercentile(predictions.familiarity, 2)
    grid = np.arange(2, 15, 0.5)
    losses = []
    for sharpness in grid:
        p, truth = predictions.genre_probabilities(sharpness)
        losses.append(-np.log(p[np.arange(len(p)), truth] + 1e-6).mean())
    model.sharpness = float(grid[np.argmin(losses)])


def report(runs, model):
    print('\nBy artist, mean of %d runs' % len(runs))
    for title, blocks in SPANS:
        print('valence from the mean over spans of %s:' % title)
        for name in SETS:
            figures = [r.mood_figures(name, model.gains, blocks) for r in runs]
            if all(figures):
                evaluation.print_moods(name, np.mean(figures, axis=0))
    evaluation.print_genres('genres', np.mean(
        [r.genre_figures(model.sharpness) for r in runs], axis=0))


def report_confidence(predictions, model):
    print('\nConfidence that the quadrant is right, and how often it is')
    for name in SETS:
        guess, truth = predictions.moods_of(name)
        guess = guess * model.gains
        sure = evaluation.sign_confidence(guess, model.errors)
        right = evaluation.quadrant(guess) == evaluation.quadrant(truth)
        order = np.argsort(sure)
        if len(order) < 30:
            continue
        print('%-22s' % name, '   '.join(
            '%.2f: %.2f' % (sure[part].mean(), right[part].mean())
            for part in np.array_split(order, 3)))


def report_across_sets(spans, settings, gains, sharpness):
    print('\nAcross sets: trained without the set and its artists')
    for name in SETS + (GENRE_SET,):
        if not (spans.set == name).any():
            continue
        predictions = evaluation.across_sets(spans, settings, Model, name)
        figures = predictions.mood_figures(name, gains)
        if figures is not None:
            evaluation.print_moods(name, figures)
        if name == GENRE_SET:
            evaluation.print_genres(name,
                                    predictions.genre_figures(sharpness))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('music', help='folder with mood.csv and genre.csv')
    parser.add_argument('--listener', required=True,
                        help='the program mood-span-printer')
    parser.add_argument('--output', default=None,
                        help='folder for the weights; none = only evaluate')
    parser.add_argument('--tests', default=None,
                        help="folder for the network test's cases; default: "
                        'that of the weights')
    parser.add_argument('--copies', type=int, default=2,
                        help='disturbed copies of each clip')
    parser.add_argument('--folds', type=int, default=8)
    parser.add_argument('--seeds', type=int, default=2)
    options = parser.parse_args()

    spans, names = dataset.load(options.music, options.listener,
                                options.copies)
    print('%d clips, %d spans, %d features' % (
        len(spans.clips), len(spans.clip), len(names)))
    settings = Settings()
    runs, predictions = cross_validate(spans, settings, options.folds,
                                       options.seeds)
    model = Model(spans, np.ones(len(spans.clip), bool), settings)
    calibrate(model, predictions)
    report(runs, model)
    report_confidence(predictions, model)
    report_across_sets(spans, settings, model.gains, model.sharpness)
    if options.output:
        export.write(model, spans, names, options.output,
                     options.tests or options.output)


if __name__ == '__main__':
    main()
