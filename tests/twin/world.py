"""Reads the resolved world that `waferline explain WORLD --json` prints, into plain numbers and months from the start.

Nouns keep the names and units of the world file: `world.market.substitution`, `world.chip[0].price_usd`. A number with a
pedigree becomes the number; "2030-08" becomes months from the start; a table becomes a list of (month, value).
"""

import calendar
import json
import re
from types import SimpleNamespace

MONTH = re.compile(r"(\d{4})-(\d{2})(-\d{2})?$")
PYTHON_WORDS = {"from": "from_"}


def load_world(path):
    with open(path, encoding="utf-8") as file:
        return resolve(json.load(file))


def resolve(document):
    year, month = (int(part) for part in MONTH.match(bare(document["start"])).groups()[:2])
    world = Reader(year * 12 + month - 1).read(document)
    world.start_year, world.start_month = year, month
    return world


def bare(value):
    return value["value"] if isinstance(value, dict) and "value" in value else value


class Reader:
    def __init__(self, start):
        self.start = start

    def read(self, node):
        if isinstance(node, dict):
            if "rows" in node:
                return [(self.read(row["month"]), row["value"]) for row in node["rows"]]
            if "value" in node and not isinstance(node["value"], dict):
                return self.read(node["value"])
            return SimpleNamespace(**{PYTHON_WORDS.get(key, key): self.read(value) for key, value in node.items()})
        if isinstance(node, list):
            return [self.read(item) for item in node]
        if isinstance(node, str) and MONTH.match(node):
            year, month = (int(part) for part in MONTH.match(node).groups()[:2])
            return year * 12 + month - 1 - self.start
        return node


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
