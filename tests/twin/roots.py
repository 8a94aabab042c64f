"""Roots of increasing functions, on many paths at once, always inside a bracket."""

import numpy as np

STEPS = 200


def increasing_root(function, low, high):
    """The x in [low, high] at which an increasing `function` crosses zero, to rounding.

    `function(x)` gives (value, slope). Newton's step is taken where it stays in the bracket, else the bracket is halved;
    the bracket shrinks at every step, so it can not fail, only be slow. Each step's x is one end of the next bracket.
    """
    low, high = (np.array(end, dtype=float) for end in np.broadcast_arrays(low, high))
    x = (low + high) / 2
    for _ in range(STEPS):
        value, slope = function(x)
        low, high = np.where(value <= 0, x, low), np.where(value >= 0, x, high)
        with np.errstate(divide="ignore", invalid="ignore"):
            newton = x - value / slope
        inside = (newton > low) & (newton < high)
        following = np.where(inside, newton, (low + high) / 2)
        done = np.abs(following - x) <= 2e-15 * np.maximum(np.abs(x), 1e-3)
        x = following
        if done.all():
            return x
    return x


def bisect(function, low, high):
    """The same for one number and a function without slope."""
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if function(middle) < 0 else (low, middle)
    return high
