"""Comparisons that remember how close they were.

Two correct programs round differently, so a path that sits on a threshold may fall either way. `Thresholds` keeps for
each path the least relative distance to any threshold at which the model jumps; comparisons at which it is continuous
(a minimum of two amounts, say) are not of that kind and are not noted. Nor are exact ties: they come from round terms (a
cure just as large as its cap) and not from chance, and both must decide them alike.
"""

import numpy as np


class Thresholds:
    def __init__(self, paths):
        self.least_distance = np.full(paths, np.inf)

    def below(self, value, limit, asked=True):
        """value < limit, on the paths where the question is `asked`; False elsewhere."""
        with np.errstate(invalid="ignore", divide="ignore"):
            scale = np.maximum(np.abs(value), np.abs(limit))
            distance = np.abs(np.subtract(value, limit)) / scale
        self._note(np.where(asked & (distance > 0), distance, np.inf))
        return np.less(value, limit) & asked

    def whole(self, value, asked=True):
        """floor(value) for value >= 0."""
        nearest = np.round(value)
        distance = np.abs(value - nearest) / np.maximum(nearest, 1)
        self._note(np.where(asked & (nearest >= 1) & (distance > 0), distance, np.inf))
        return np.floor(value)

    def _note(self, distance):
        np.minimum(self.least_distance, distance, out=self.least_distance)
