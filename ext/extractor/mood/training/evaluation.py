# SPDX-License-Identifier: GPL-3.0-or-later
"""Cross-validation by artist and across sets, and its table."""
from math import erf, sqrt

import numpy as np

from dataset import MIDDLE_BLOCKS, SHORT_BLOCKS
from model import GENRES

FAMILIES = {'electronic': 0, 'hip_hop': 1, 'rock': 2, 'metal': 2, 'jazz': 3,
            'blues': 3, 'classical': 4, 'ambient': 4, 'pop': 5, 'acoustic': 5}


def artist_folds(spans, count, seed):
    """Fold of every row; an artist's clips lie in one fold of whatever set."""
    random = np.random.RandomState(seed)
    artists, sizes = np.unique([c.artist for c in spans.clips],
                               return_counts=True)
    order = np.argsort(-sizes + random.rand(len(sizes)) * 0.9)
    load = np.zeros(count)
    fold_of = {}
    for i in order:
        fold = np.argmin(load + random.rand(count) * 0.5)
        fold_of[artists[i]] = fold
        load[fold] += sizes[i]
    return np.array([fold_of[a] for a in spans.artist])


def concordance(x, y):
    """Lin's concordance correlation coefficient."""
    return (2 * np.cov(x, y, bias=True)[0, 1] /
            (x.var() + y.var() + (x.mean() - y.mean()) ** 2))


def quadrant(moods):
    return np.where(moods[:, 0] >= 0, np.where(moods[:, 1] >= 0, 1, 4),
                    np.where(moods[:, 1] >= 0, 2, 3))


class Predictions:
    """Held-out predictions of every row, and the clips' means of them."""

    def __init__(self, spans):
        self.spans = spans
        self.moods = np.full((len(spans.clip), 2), np.nan)
        self.genres = np.full((len(spans.clip), len(GENRES)), np.nan)
        self.familiarity = np.full(len(spans.clip), np.nan)

    def add(self, model, rows):
        features = self.spans.features[rows]
        self.moods[rows], self.genres[rows] = model.predict(features)
        self.familiarity[rows] = model.familiarity(features)

    def _clip_rows(self, wanted, blocks):
        """Per clip, its undisturbed rows of that length; of clips without any,
        of their longest."""
        spans = self.spans
        result = []
        for index, clip in enumerate(spans.clips):
            rows = (spans.clip == index) & (spans.copy == 0)
            rows &= ~np.isnan(self.moods[:, 0])
            if not wanted(clip) or not rows.any():
                continue
            lengths = spans.blocks[rows]
            rows &= spans.blocks == (blocks if (lengths == blocks).any()
                                     else lengths.max())
            result.append((clip, np.where(rows)[0]))
        return result

    def moods_of(self, name, blocks=(MIDDLE_BLOCKS, SHORT_BLOCKS)):
        """Predicted and true (valence, arousal) of a set's clips: means of the
        judgements over a clip, each of them of spans of @blocks, by default
        as long as the extractor judges by."""
        found = [self._clip_rows(lambda c: c.set == name and
                                 c.arousal is not None, b) for b in blocks]
        guess = [[self.moods[rows, i].mean() for _, rows in found[i]]
                 for i in (0, 1)]
        truth = [(c.valence, c.arousal) for c, _ in found[0]]
        return np.array(guess).T, np.array(truth)

    def mood_figures(self, name, gains=(1, 1),
                     blocks=(MIDDLE_BLOCKS, SHORT_BLOCKS)):
        guess, truth = self.moods_of(name, blocks)
        if len(guess) < 3:
            return None
        guess = np.clip(guess * gains, -1, 1)
        right = quadrant(guess) == quadrant(truth)
        return [len(guess)] + [
            f(guess[:, i], truth[:, i]) for i in (1, 0)
            for f in (lambda x, y: np.corrcoef(x, y)[0, 1], concordance)
        ] + [right.mean()]

    def genre_probabilities(self, sharpness):
        """Clips with one of the ten genres, their probabilities and truth."""
        found = self._clip_rows(lambda c: c.genre in FAMILIES, MIDDLE_BLOCKS)
        scores = np.array([self.genres[rows].mean(axis=0)
                           for _, rows in found])[:, :10]
        weight = np.exp(sharpness * (scores - scores.max(axis=1)[:, None]))
        truth = np.array([GENRES.index(c.genre) for c, _ in found])
        return weight / weight.sum(axis=1)[:, None], truth

    def genre_figures(self, sharpness):
        p, truth = self.genre_probabilities(sharpness)
        family = np.array([FAMILIES[g] for g in GENRES[:10]])
        families = np.array([p[:, family == f].sum(axis=1)
                             for f in range(6)]).T
        best = p.argmax(axis=1)
        second = np.argsort(-p, axis=1)[:, :2]
        sure = np.argsort(-p.max(axis=1))[:len(p) // 2]
        return [len(p), (best == truth).mean(),
                (families.argmax(axis=1) == family[truth]).mean(),
                (second == truth[:, None]).any(axis=1).mean(),
                (best == truth)[sure].mean(), p.max(axis=1).mean()]


def sign_confidence(moods, errors):
    """Chance that both signs, hence the quadrant, are right, if errors are
    normally distributed."""
    sure = [[(1 + erf(abs(x) / e / sqrt(2))) / 2 for x, e in zip(m, errors)]
            for m in moods]
    return np.prod(sure, axis=1)


def cross_validate(spans, settings, make_model, folds=8, seed=0):
    """Predictions by models that never heard the artist."""
    predictions = Predictions(spans)
    fold = artist_folds(spans, folds, seed)
    for f in range(folds):
        model = make_model(spans, fold != f, settings)
        rows = (fold == f) & (spans.copy == 0)
        predictions.add(model, rows)
    return predictions


def across_sets(spans, settings, make_model, name):
    """Predictions for a set, by a model that never heard any of it, nor any of
    its artists."""
    predictions = Predictions(spans)
    rows = (spans.set == name) & (spans.copy == 0)
    artists = np.unique(spans.artist[rows])
    model = make_model(spans, ~np.isin(spans.artist, artists), settings)
    predictions.add(model, rows)
    return predictions


def print_moods(title, figures):
    if figures is not None:
        print('%-22s n %3d   arousal r %.3f CCC %.3f   valence r %.3f CCC '
              '%.3f   quadrant %.3f' % (title, *figures))


def print_genres(title, figures):
    print('%-22s n %3d   ten %.3f   families %.3f   top-2 %.3f   '
          'surer half %.3f   mean confidence %.3f' % (title, *figures))
