"""Uniforms and normals named by (path, month, purpose, index): docs/model.md section 1."""

import numpy as np

from philox import philox4x32

DEMAND_SHOCKS, DEMAND_EVENTS, SUPPLY, RELEASE_SLIP, QUOTE, OPERATOR, CUSTOMER, COMMISSIONING, LEASE_LINE = range(1, 10)


class Draws:
    """The random numbers of paths `first .. first + paths - 1` under one seed."""

    def __init__(self, seed, paths, first=0):
        path = np.arange(first, first + paths, dtype=np.uint64)
        self.paths = paths
        self.path_words = path & np.uint64(0xFFFFFFFF), path >> np.uint64(32)
        self.key = seed & 0xFFFFFFFF, seed >> 32

    def uniforms(self, purpose, month, index):
        """(u1, u2), each one of the 2^52 midpoints of (0, 1)."""
        w0, w1, w2, w3 = philox4x32((*self.path_words, month, purpose * 65536 + index), self.key)
        return midpoint(w0, w1), midpoint(w2, w3)

    def normals(self, purpose, month, index):
        """(z1, z2) by Box and Muller."""
        u1, u2 = self.uniforms(purpose, month, index)
        radius, angle = np.sqrt(-2 * np.log(u1)), 2 * np.pi * u2
        return radius * np.cos(angle), radius * np.sin(angle)


def midpoint(low, high):
    bits = low | high << np.uint64(32)
    return ((bits >> np.uint64(12)).astype(float) + 0.5) * 2.0**-52
