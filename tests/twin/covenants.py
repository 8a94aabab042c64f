"""Covenants: step 8 of docs/model.md section 11. One entry per path throughout."""

import numpy as np

from credit import NEVER
from status import ACCELERATED
from world import step_at

SLACK = 1e-6  # a limit missed by less than this share of itself is met


class Covenant:
    """One test of step 8 with its count of failures, cures and trap."""

    WINDOWED = {"dscr": ("net_income", "debt_service"), "contract_realization": ("contract_bill", "projected")}
    CURABLE = ("dscr", "contract_realization", "minimum_liquidity")

    def __init__(self, noun, facility):
        self.noun, self.facility = noun, facility
        paths = facility.paths
        self.limit = noun.min if noun.min is not None else noun.max
        self.first_breach = np.full(paths, NEVER)
        self.failed_in_a_row = np.zeros(paths)
        self.cures_left = np.full(paths, float(noun.cures))
        self.trap, self.event = np.zeros(paths, dtype=bool), np.zeros(paths, dtype=bool)

    def month(self, t):
        n, facility = self.noun, self.facility
        num, den = self.parts(t)
        due = t >= n.first and (t - n.first) % int(n.every_months) == 0
        tested = facility.open & (facility.status < ACCELERATED) & (facility.balance > 0) & due
        self.tested = tested
        with np.errstate(divide="ignore", invalid="ignore"):
            self.value = np.where(facility.open & (den > 0), num / den, np.nan)
        failed = tested & self.fails(den)
        self.first_breach[failed & (self.first_breach == NEVER)] = t

        cured = failed & self.cure(t, num, den, failed)
        uncured = failed & ~cured
        self.failed_in_a_row = np.where(uncured, self.failed_in_a_row + 1, np.where(tested, 0, self.failed_in_a_row))
        too_often = uncured & (self.failed_in_a_row > n.cure_months)
        self.event = too_often & (n.effect == "event_of_default")
        if n.effect == "cash_trap":
            self.trap = (self.trap | too_often) & ~(tested & ~uncured)

    def parts(self, t):
        """Numerator and denominator of the test's value, over its window."""
        n, facility = self.noun, self.facility
        one = np.ones(facility.paths)
        if n.test in self.WINDOWED:
            window = slice(max(0, t + 1 - int(n.window_months)), t + 1)
            return tuple(sum(facility.history[name][window]) for name in self.WINDOWED[n.test])
        if n.test == "minimum_liquidity":
            return facility.accounts[n.account], step_at(facility.targets[n.account], t) * one
        if n.test == "unpaid_months":
            return facility.unpaid_in_a_row, one
        if n.test == "operator_default":
            return (~facility.operator.alive).astype(float), one
        values = {
            "ltv_book": facility.net_book,
            "ltv_market": facility.market_value,
            "ltv_liquidation": facility.liquidation_value,
        }
        return facility.balance, values[n.test]

    def fails(self, den):
        below = self.facility.thresholds.below
        if self.noun.min is not None:
            beyond = below(self.value, self.limit - SLACK * abs(self.limit))
        else:
            beyond = below(self.limit + SLACK * abs(self.limit), self.value)
        return np.where(den > 0, beyond, self.noun.test.startswith("ltv"))

    def cure(self, t, num, den, failed):
        """True where the sponsor cures; the money is paid in next month."""
        n, facility = self.noun, self.facility
        if n.test not in self.CURABLE or n.min is None:
            return np.zeros_like(failed)
        free = t < n.cures_free_until
        cost = self.limit * den - num
        affordable = ~facility.thresholds.below(n.cure_max_usd, cost, failed)
        cured = failed & facility.operator.alive & (free | (self.cures_left > 0)) & affordable
        if not free:
            self.cures_left = self.cures_left - cured
        facility.cures_due = facility.cures_due + np.where(cured, cost, 0.0)
        return cured
