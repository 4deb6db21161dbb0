# SPDX-License-Identifier: GPL-3.0-or-later
"""The mood model: quantile normalisation, then kernel machines, each on a
projection of its own. MoodNetwork runs what this fits."""
from statistics import NormalDist

import numpy as np

from dataset import SHORT_BLOCKS
from heads import (Head, HeadSettings, as_scale, genre_relevance,
                   mood_relevance)

KNOTS = 9
GENRES = ('electronic', 'rock', 'jazz', 'classical', 'hip_hop', 'acoustic',
          'metal', 'pop', 'ambient', 'blues', 'other')
# Sets of rendered piano. They sound alike and unlike records, so they have an
# arousal head of their own; a gate tells how much of it counts.
RENDERED = ('vgmidi', 'emopia')


class Settings:
    features = 288  # kept of all
    landmarks = 256
    piano_landmarks = 144
    seed = 1
    # Weight of a clip by set; sets not named count 1.
    valence_weights = {'vgmidi': 0.5, 'emopia': 0.35}
    arousal_weights = {'vgmidi': 0.8, 'emopia': 0.8}
    piano_others = 0.05
    # Shares of the sets in a feature's relevance.
    mix = {'muse': 0.4, 'vgmidi': 0.3, 'emopia': 0.3}
    piano_mix = {'muse': 0.1, 'vgmidi': 0.45, 'emopia': 0.45}
    genre_power = 0.5
    valence = HeadSettings(dimensions=24, width=0.5, linear=0.5, ridge=2e-3)
    arousal = HeadSettings(dimensions=32, width=0.8, linear=1.0, ridge=1e-3)
    piano = HeadSettings(dimensions=48, width=0.5, linear=1.0, ridge=6e-4)
    genre = HeadSettings(dimensions=88, width=0.6, linear=1.0, ridge=1e-3)


class Normaliser:
    """Maps each feature piecewise linearly so that it is about normally
    distributed; beyond the outermost knots it is clipped."""

    RANKS = np.linspace(0.01, 0.99, KNOTS)
    LEVELS = np.array([NormalDist().inv_cdf(r) for r in RANKS])

    def __init__(self, features, weights):
        self.knots = np.empty((features.shape[1], KNOTS))
        for i, column in enumerate(features.T):
            order = np.argsort(column, kind='stable')
            cumulated = np.cumsum(weights[order])
            middle = (cumulated - weights[order] / 2) / cumulated[-1]
            self.knots[i] = np.interp(self.RANKS, middle, column[order])
        self._quantise()

    def _quantise(self):
        """Lowest, width, and 16-bit places between: what is exported."""
        self.lowest = self.knots[:, 0].astype('f4').astype('f8')
        width = self.knots[:, -1] - self.lowest
        width = np.maximum(width, 1e-6 + 1e-4 * np.abs(self.lowest))
        self.width = width.astype('f4').astype('f8')
        places = (self.knots - self.lowest[:, None]) / self.width[:, None]
        self.places = np.clip(np.round(places * 65535), 0, 65535)
        self.places[:, 0], self.places[:, -1] = 0, 65535
        for i in range(1, KNOTS):  # strictly rising
            self.places[:, i] = np.maximum(self.places[:, i],
                                           self.places[:, i - 1] + 1)
        for i in range(KNOTS - 2, 0, -1):
            self.places[:, i] = np.minimum(self.places[:, i],
                                           self.places[:, i + 1] - 1)

    def keep(self, columns):
        self.lowest, self.width = self.lowest[columns], self.width[columns]
        self.places = self.places[columns]

    def __call__(self, features):
        places = (features - self.lowest) / self.width * 65535
        return np.column_stack([np.interp(column, knots, self.LEVELS)
                                for column, knots in zip(places.T,
                                                         self.places)])


def clip_weights(spans, rows, by_set, default=1.0):
    """Every clip counts its set's weight, shared by its rows: the shorter
    ones count less, since they say less of the clip."""
    share = (np.minimum(spans.blocks[rows], SHORT_BLOCKS) / SHORT_BLOCKS) ** 2
    sums = np.bincount(spans.clip[rows], share, minlength=len(spans.clips))
    weight = np.array([by_set.get(s, default) for s in spans.set[rows]])
    return weight * share / sums[spans.clip[rows]]


def choose_landmarks(spans, kinds, count, seed):
    """Rows: a span each of clips drawn at random from each of @kinds, which
    are pairs of a mask and a share of @count."""
    random = np.random.RandomState(seed)
    chosen = []
    for rows, share in kinds:
        clips = np.unique(spans.clip[rows])
        size = min(len(clips), int(share * count))
        for clip in random.choice(clips, size, replace=False):
            chosen.append(random.choice(np.where(rows &
                                                 (spans.clip == clip))[0]))
    return np.array(chosen)


class Model:
    """Fitted on the rows of @spans that @training tells."""

    def __init__(self, spans, training, settings):
        self.settings = settings
        # Set once predictions for unheard music are known, see train.py.
        self.gains = np.ones(2)        # of (valence, arousal)
        self.errors = np.ones(2)       # deviation of their errors
        self.sharpness = 6.0           # of the genres' probabilities
        self.familiar = 1e-9           # a familiarity that suffices
        plain = training & (spans.copy == 0)
        whole = plain & (spans.blocks >= spans.usual_blocks)
        short = whole & (spans.blocks <= SHORT_BLOCKS)
        self.normaliser = Normaliser(spans.features[short],
                                     clip_weights(spans, short, {}))
        values = self.normaliser(spans.features)
        relevance = self._relevance(spans, whole, values)
        best = np.max([as_scale(r) for r in relevance.values()], axis=0)
        self.columns = np.sort(np.argsort(-best, kind='stable')
                               [:settings.features])
        self.normaliser.keep(self.columns)
        values = values[:, self.columns]
        self.scales = {name: as_scale(r[self.columns])
                       for name, r in relevance.items()}
        rendered = np.isin(spans.set, RENDERED)
        kinds = [(whole & spans.has_mood & ~rendered, 0.5),
                 (whole & spans.has_mood & rendered, 0.35),
                 (whole & ~spans.has_mood, 0.15)]
        marks = values[choose_landmarks(spans, kinds, settings.landmarks,
                                        settings.seed)]
        piano_marks = values[choose_landmarks(
            spans, [(kinds[1][0], 0.8), (kinds[0][0], 0.2)],
            settings.piano_landmarks, settings.seed)]
        self._fit_moods(spans, plain, training, values, marks, piano_marks)
        self._fit_genres(spans, training, values, marks)

    def _relevance(self, spans, whole, values):
        """Per head and feature; on the clips' means."""
        def means(rows):
            clips = np.unique(spans.clip[rows])
            members = [np.where(rows & (spans.clip == c))[0] for c in clips]
            return (np.array([values[m].mean(axis=0) for m in members]),
                    np.array([m[0] for m in members]))
        s = self.settings
        x, rows = means(whole & spans.has_mood)
        sets, moods = spans.set[rows], spans.mood[rows]
        relevance = {
            'valence': mood_relevance(x, moods[:, 0], sets, s.mix),
            'arousal': mood_relevance(x, moods[:, 1], sets, s.mix),
            'piano': mood_relevance(x, moods[:, 1], sets, s.piano_mix)}
        x, rows = means(whole & spans.has_genre)
        relevance['genre'] = genre_relevance(x, spans.genre[rows]) \
            ** s.genre_power
        return relevance

    def _fit_moods(self, spans, plain, training, values, marks, piano_marks):
        s = self.settings
        # Valence gains from disturbed copies, arousal lies in the timbre.
        heard = training & spans.has_mood
        moods = plain & spans.has_mood
        self.valence = Head(self.scales['valence'], s.valence, marks).fit(
            values[heard], spans.mood[heard][:, :1],
            clip_weights(spans, heard, s.valence_weights))
        self.arousal = Head(self.scales['arousal'], s.arousal, marks).fit(
            values[moods], spans.mood[moods][:, 1:],
            clip_weights(spans, moods, s.arousal_weights))
        self.piano = Head(self.scales['piano'], s.piano, piano_marks).fit(
            values[moods], spans.mood[moods][:, 1:],
            clip_weights(spans, moods, {name: 1 for name in RENDERED},
                         s.piano_others))
        weights = clip_weights(spans, moods, s.valence_weights)
        weights /= weights.sum()
        design = np.hstack([values[moods], np.ones((moods.sum(), 1))])
        weighted = design * weights[:, None]
        self.gate = np.linalg.solve(
            weighted.T @ design + 0.1 * np.eye(design.shape[1]),
            weighted.T @ np.isin(spans.set[moods], RENDERED))

    def _fit_genres(self, spans, training, values, marks):
        rows = training & spans.has_genre
        targets = (spans.genre[rows][:, None] == np.array(GENRES)) * 1.0
        weights = clip_weights(spans, rows, {})
        # Rare genres count more, though not as much as frequent ones in all.
        sizes = (targets * weights[:, None]).sum(axis=0)
        weights = weights / np.sqrt(targets @ sizes)
        self.genre = Head(self.scales['genre'], self.settings.genre,
                          marks).fit(values[rows], targets, weights)

    def values(self, features):
        return self.normaliser(features[:, self.columns])

    def piano_share(self, values):
        return np.clip((values @ self.gate[:-1] + self.gate[-1] - 0.3) / 0.4,
                       0, 1)

    def predict(self, features):
        """Valence and arousal, and a score for each of GENRES."""
        values = self.values(features)
        share = self.piano_share(values)
        arousal = ((1 - share) * self.arousal(values)[:, 0] +
                   share * self.piano(values)[:, 0])
        moods = np.column_stack([self.valence(values)[:, 0], arousal])
        trust = np.clip(self.arousal.familiarity(values) / self.familiar, 0, 1)
        return moods * self.gains * trust[:, None], self.genre(values)

    def familiarity(self, features):
        return self.arousal.familiarity(self.values(features))
