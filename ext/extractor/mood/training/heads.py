# SPDX-License-Identifier: GPL-3.0-or-later
"""Kernel machines on a projection, and what scales their features."""
from dataclasses import dataclass

import numpy as np


def mood_relevance(values, target, sets, mix):
    """Absolute correlation with the target: that of each set, weighted, so
    that what holds for one kind of music only counts less."""
    total = np.zeros(values.shape[1])
    for name, share in mix.items():
        rows = sets == name
        if rows.sum() < 8:
            continue
        x = values[rows] - values[rows].mean(axis=0)
        y = target[rows] - target[rows].mean()
        norm = np.sqrt((x * x).sum(axis=0) * (y * y).sum()) + 1e-9
        total += share * (x * y[:, None]).sum(axis=0) / norm
    return np.abs(total)


def genre_relevance(values, genres):
    """Root of the share of the variance that lies between the genres."""
    between = np.zeros(values.shape[1])
    for genre in np.unique(genres):
        rows = values[genres == genre]
        between += len(rows) * (rows.mean(axis=0) - values.mean(axis=0)) ** 2
    variance = ((values - values.mean(axis=0)) ** 2).sum(axis=0) + 1e-9
    return np.sqrt(between / variance)


def as_scale(relevance):
    return relevance / np.sqrt((relevance ** 2).mean())


def to_int8(values, axis=None):
    """Rounded to 127 steps, and the step."""
    step = np.abs(values).max(axis=axis) / 127 + 1e-12
    step = np.asarray(step).astype('f4').astype('f8')
    return np.round(values / step), step


@dataclass(frozen=True)
class HeadSettings:
    dimensions: int  # of the projection
    width: float     # of the kernel
    linear: float    # how much the linear part may explain
    ridge: float


class Head:
    """z = x P - m, y = sum_l exp(-w |z - z_l|^2) a_l + z b + c

    x are normalised features. P is a principal component analysis of the
    landmarks' features, each scaled with its relevance, which regularises:
    directions that the music does not use are left out. P and the landmarks
    z_l are rounded to 8 bit before a, b and c are fitted."""

    def __init__(self, scale, settings, landmarks):
        self.settings = settings
        scaled = landmarks * scale
        mean = scaled.mean(axis=0)
        _, _, directions = np.linalg.svd(scaled - mean, full_matrices=False)
        count = min(settings.dimensions, len(directions))
        # Signs are arbitrary: the largest entry is positive.
        directions = directions[:count]
        largest = np.abs(directions).argmax(axis=1)
        directions *= np.sign(directions[np.arange(count), largest])[:, None]
        self.projection, self.projection_step = to_int8(
            scale[:, None] * directions.T, axis=0)
        self.offset = landmarks.mean(axis=0) @ self._matrix()
        self.width = settings.width / len(scale)
        self.linear = settings.linear / np.sqrt(len(scale))
        self.landmarks, self.landmark_step = to_int8(self.project(landmarks))

    def _matrix(self):
        return self.projection * self.projection_step

    def project(self, values):
        return values @ self._matrix() - self.offset

    def kernel(self, z):
        marks = self.landmarks * self.landmark_step
        square = ((z * z).sum(axis=1)[:, None] +
                  (marks * marks).sum(axis=1)[None] - 2 * z @ marks.T)
        return np.exp(-self.width * np.maximum(square, 0))

    def fit(self, values, targets, weights):
        """Ridge regression in the kernel's space (Williams & Seeger 2001)."""
        marks = self.landmarks * self.landmark_step
        own = self.kernel(marks) + 1e-2 * np.eye(len(marks))
        eigen, vectors = np.linalg.eigh(own)
        root = vectors / np.sqrt(eigen)
        z = self.project(values)
        design = np.hstack([self.kernel(z) @ root, z * self.linear,
                            np.ones((len(z), 1))])
        weighted = design * (weights / weights.sum())[:, None]
        penalty = np.full(design.shape[1], self.settings.ridge)
        penalty[-1] = 1e-9
        solution = np.linalg.solve(weighted.T @ design + np.diag(penalty),
                                   weighted.T @ targets)
        count = len(marks)
        self.kernel_weights = root @ solution[:count]
        self.linear_weights = solution[count:-1] * self.linear
        self.bias = solution[-1]
        return self

    def familiarity(self, values):
        """1 = on a landmark, 0 = like none of them."""
        return self.kernel(self.project(values)).max(axis=1)

    def __call__(self, values):
        z = self.project(values)
        return (self.kernel(z) @ self.kernel_weights +
                z @ self.linear_weights + self.bias)
