"""Reads the resolved world that `waferline explain WORLD --json` prints (its shape: src/waferline/world/describe.h).

Nouns keep the names and units of the world file: `world.market.substitution`, `world.chip[0].price_usd`. A month becomes
its index from the start; a table is a list of [index, value].
"""

import calendar
import json
from types import SimpleNamespace

PYTHON_WORDS = {"from": "from_"}


def load_world(path):
    with open(path, encoding="utf-8") as file:
        return resolve(json.load(file))


def resolve(document):
    world = plain(document)
    world.start_year, world.start_month = (int(part) for part in document["start"]["text"].split("-")[:2])
    return world


def plain(node):
    if isinstance(node, dict):
        if node.keys() == {"index", "text"}:
            return node["index"]
        return SimpleNamespace(**{PYTHON_WORDS.get(key, key): plain(value) for key, value in node.items()})
    return [plain(item) for item in node] if isinstance(node, list) else node


def days_in_month(world, t):
    year, month = divmod(world.start_year * 12 + world.start_month - 1 + t, 12)
    return calendar.monthrange(year, month + 1)[1]


def step_at(table, t):
    """The value of the last row at or before t; nothing before the first."""
    return max(((month, value) for month, value in table if month <= t), default=(0, 0.0))[1]


def linear_at(table, t):
    """Linear between rows, flat outside."""
    if t <= table[0][0]:
        return table[0][1]
    for (m0, v0), (m1, v1) in zip(table, table[1:]):
        if t <= m1:
            return v0 + (v1 - v0) * (t - m0) / (m1 - m0)
    return table[-1][1]
