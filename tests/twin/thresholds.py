"""Comparisons that remember how close they were.

Two correct programs round differently, so a path that sits on a threshold may fall either way. `Thresholds` keeps for
each path the least relative distance to any threshold at which the model jumps; comparisons at which it is continuous
(a minimum of two amounts, say) are not of that kind and are not noted.
"""

import numpy as np


class Thresholds:
    def __init__(self, paths):
        self.least_distance = np.full(paths, np.inf)

    def below(self, value, limit, asked=True):
        """value < limit, on the paths where the question is `asked`; False elsewhere."""
        with np.errstate(invalid="ignore", divide="ignore"):
            scale = np.maximum(np.abs(value), np.abs(limit))
            distance = np.where(scale > 0, np.abs(np.subtract(value, limit)) / scale, np.inf)  # 0 < 0 is no close call
        self._note(np.where(asked & np.isfinite(distance), distance, np.inf))
        return np.less(value, limit) & asked

    def whole(self, value, asked=True):
        """floor(value) for value >= 0."""
        nearest = np.round(value)
        self._note(np.where(asked & (nearest >= 1), np.abs(value - nearest) / np.maximum(nearest, 1), np.inf))
        return np.floor(value)

    def _note(self, distance):
        np.minimum(self.least_distance, distance, out=self.least_distance)
