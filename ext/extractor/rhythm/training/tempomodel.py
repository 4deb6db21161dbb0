# SPDX-License-Identifier: GPL-3.0-or-later
"""The log-linear model that says how likely each tempo of TempoGrid is; see
TempoScorer, which computes the same. NumPy only."""
import numpy as np

TEMPI = 96            # TempoGrid::kTempi
LOWEST_BPM = 40.0     # TempoGrid::kLowest_bpm
PER_OCTAVE = 36       # TempoGrid::kPerOctave
SERIES, PERIODS = 7, 9  # Tempogram::kSeries, TempoGrid::kPeriods
HALF, WHOLE, DOUBLE = 2, 4, 6  # places in TempoGrid::kPeriods
HATS = 10             # TempoScorer::kHats
GRID_BPM = LOWEST_BPM * 2 ** (np.arange(TEMPI) / PER_OCTAVE)
OCTAVES = np.log2(GRID_BPM / 110).astype('f4')


def hats():
    """TEMPI x HATS: where on the logarithmic scale a tempo lies, between which
    of HATS equally spaced places."""
    place = np.arange(TEMPI) * (HATS - 1) / (TEMPI - 1)
    return np.maximum(
        0, 1 - np.abs(place[:, None] - np.arange(HATS))).astype('f4')


def inputs(grid):
    """Rows x TEMPI x TempoScorer::kInputs from rows x TEMPI x kValues."""
    x = grid.astype('f4')
    each = x.reshape(len(x), TEMPI, SERIES, PERIODS)
    half, whole, double = each[..., HALF], each[..., WHOLE], each[..., DOUBLE]
    rise = np.maximum(whole, 0)
    more = np.stack([rise * np.maximum(double, 0), whole * half,
                     np.minimum(whole, double), np.minimum(whole, half),
                     rise * rise], axis=-1)
    return np.concatenate([x, more.reshape(len(x), TEMPI, -1)], axis=2)


def right_tempi(bpm, tolerance):
    """Rows x TEMPI: 1 where the tempo is the label's."""
    return (np.abs(np.log(GRID_BPM / bpm[:, None])) <
            tolerance).astype('f4')


def minimise(loss, start, steps, memory=10):
    """L-BFGS (Nocedal 1980) with backtracking; @loss gives value and slope."""
    at = start
    value, slope = loss(at)
    pairs = []
    for _ in range(steps):
        way, shares = -slope, []
        for s, y in reversed(pairs):
            shares.append(s @ way / (s @ y))
            way = way - shares[-1] * y
        if pairs:
            s, y = pairs[-1]
            way = way * (s @ y) / (y @ y)
        for (s, y), share in zip(pairs, reversed(shares)):
            way = way + (share - y @ way / (s @ y)) * s
        length = 1.0 if pairs else 1 / max(np.abs(slope).sum(), 1)
        while True:
            new_value, new_slope = loss(at + length * way)
            if new_value <= value + 1e-4 * length * (slope @ way):
                break
            length /= 2
            if length < 1e-10:
                return at
        s, y = length * way, new_slope - slope
        at, value, slope = at + s, new_value, new_slope
        if s @ y > 1e-12:
            pairs = (pairs + [(s, y)])[-memory:]
        if np.abs(slope).max() < 1e-6:
            break
    return at


class Settings:
    components = 40      # of the features, that preferences may follow
    decay = 1e-3         # of all weights
    sound_decay = 3      # of those of the components, relative to that
    tolerance = 0.035    # natural log; tempi so near the label are right
    steps = 120


class Normaliser:
    """Features to about -3..3."""

    def __init__(self, features):
        self.mean = features.mean(axis=0)
        self.scale = 1 / (features.std(axis=0) + 1e-6)

    def __call__(self, features):
        return np.clip((features - self.mean) * self.scale, -3, 3).astype('f4')


class Model:
    def __init__(self, data, rows, settings):
        """Fits to @rows (indices) of @data."""
        right = right_tempi(data.bpm, settings.tolerance)
        rows = rows[right[rows].sum(axis=1) > 0]
        self.normaliser = Normaliser(data.features[rows])
        sound = self.normaliser(data.features[rows])
        # Principal components in units of the first one's deviation.
        values, axes = np.linalg.eigh(sound.T @ sound / len(sound))
        axes = axes[:, ::-1][:, :settings.components] / values[-1] ** .5
        components = sound @ axes
        columns = np.concatenate(
            [inputs(data.grid[rows]),
             np.broadcast_to(hats(), (len(rows), TEMPI, HATS)),
             components[:, None] * OCTAVES[:, None],
             components[:, None] * OCTAVES[:, None] ** 2], axis=2)
        count = columns.shape[2]
        penalty = np.full(count, settings.decay)
        penalty[-2 * settings.components:] *= settings.sound_decay
        weights = minimise(
            self._loss(columns.reshape(-1, count), right[rows],
                       data.weight[rows], penalty), np.zeros(count),
            settings.steps)
        self.inputs, self.hats, slope, bend = np.split(
            weights, np.cumsum([count - HATS - 2 * settings.components, HATS,
                                settings.components]))
        self.slope, self.bend = axes @ slope, axes @ bend

    @staticmethod
    def _loss(columns, right, weight, penalty):
        """Minus the logarithm of the probability of the right tempi."""
        weight = (weight / weight.sum())[:, None]

        def loss(at):
            score = (columns @ at.astype('f4')).reshape(right.shape)
            p = np.exp(score - score.max(axis=1, keepdims=True))
            p /= p.sum(axis=1, keepdims=True)
            hit = (p * right).sum(axis=1, keepdims=True) + 1e-6
            slope = columns.T @ ((p - p * right / hit) * weight).ravel()
            value = -(weight * np.log(hit)).sum() + (penalty * at * at).sum()
            return float(value), slope + 2 * penalty * at

        return loss

    def scores(self, grid, features):
        """Rows x TEMPI."""
        sound = self.normaliser(features)
        return (inputs(grid) @ self.inputs.astype('f4') + hats() @ self.hats +
                (sound @ self.slope)[:, None] * OCTAVES +
                (sound @ self.bend)[:, None] * OCTAVES ** 2)
