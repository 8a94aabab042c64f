"""Shared readers for the scripts that rebuild the market tables. Standard library only."""
import csv
import os

HERE = os.path.dirname(os.path.abspath(__file__))
HOURS_PER_MONTH = 730.0
PUE = 1.25                        # typical; a rating case in 2026 used 1.20
POWER_USD_PER_KWH = 0.08          # middle of 0.06-0.12
COLOCATION_USD_PER_KW_MONTH = 150.0  # low end of 150-250; large contracts sign near 120
COMMISSIONING_LAG_MONTHS = 2      # chip leaves the maker -> earns rent; judgement, prior 1-6
STACK_DATE = 2026.5               # 2026-07-01


def read(name):
    with open(os.path.join(HERE, name), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write(name, fields, rows):
    with open(os.path.join(HERE, name), "w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, fieldnames=fields, lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def month_index(text):
    """'2026-07' -> months since year 0, so that differences are whole months."""
    year, month = text.split("-")[:2]
    return int(year) * 12 + int(month) - 1


def month_name(index):
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def interpolate(knots, x):
    """Piecewise linear through sorted (x, y) knots, flat outside."""
    if x <= knots[0][0]:
        return knots[0][1]
    for (x0, y0), (x1, y1) in zip(knots, knots[1:]):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return knots[-1][1]


def effective_compute(spec, table):
    """H100-equivalents: rate^0.50 x bandwidth^0.35 x memory^0.15, relative to H100.

    rate = geometric mean of the dense BF16 ratio and the dense FP8 ratio (a chip without FP8 enters with its
    BF16 rate against H100's FP8). Chips with no public figures use a step on the chip before them.
    """
    steps = {"Feynman": ("RubinUltra", 1.6), "PostFeynman": ("Feynman", 2.0)}
    if spec["chip"] in steps:
        base, step = steps[spec["chip"]]
        return step * effective_compute(table[base], table)
    h100 = table["H100"]
    ratio = lambda key: float(spec[key] or spec["bf16_tflops"]) / float(h100[key])
    rate = (ratio("bf16_tflops") * ratio("fp8_tflops")) ** 0.5
    return rate**0.50 * ratio("bandwidth_tbps") ** 0.35 * ratio("memory_gb") ** 0.15


def running_cost_usd_per_hour(power_kw):
    """Power through PUE plus colocation: what an owner saves by switching a GPU off for good."""
    return power_kw * (PUE * POWER_USD_PER_KWH + COLOCATION_USD_PER_KW_MONTH / HOURS_PER_MONTH)
