"""A facility's month, in the eleven steps of docs/model.md section 11. One entry per path throughout."""

import numpy as np

from covenants import Covenant
from credit import NEVER
from market import annuity
from status import ACCELERATED, CLOSED, PERFORMING, STANDSTILL
from world import days_in_month, linear_at, step_at

DUES = ("opex", "fees", "hedge", "interest", "principal")
ONE_DOLLAR = 1.0
UNLIMITED = np.inf
HIGHEST_LTV = 1024.0  # what stands for a balance over no value


class Facility:
    def __init__(self, noun, world, market, credit, draws, thresholds):
        self.noun, self.world, self.market, self.credit, self.thresholds = noun, world, market, credit, thresholds
        self.operator = credit.operators[noun.borrower]
        self.customer = credit.customers[noun.customer] if noun.customer is not None else None
        self.fleets = [credit.fleets[name] for name in noun.fleet]
        self.lines = [line for line in credit.lines if line.fleet in self.fleets]
        self.paths = paths = draws.paths
        zeros = lambda: np.zeros(paths)
        never = lambda: np.full(paths, NEVER)

        self.balance = zeros() + noun.drawn_usd - noun.repaid_usd
        self.funded = zeros() + noun.drawn_usd
        self.arrears = zeros()
        self.accounts = {"collection": zeros()}
        self.accounts |= {account.name: zeros() + account.opening_usd for account in noun.account}
        self.targets = {"collection": []} | {account.name: account.target_usd for account in noun.account}
        self.status = np.full(paths, PERFORMING)
        self.entered_standstill, self.accelerated, self.selling_since = never(), never(), never()
        self.missed_in_a_row = zeros()
        self.cures_due, self.proceeds_due = zeros(), zeros()
        self.months_sold = zeros()
        self.unpaid_in_a_row = zeros()
        self.covenants = [Covenant(c, self) for c in noun.covenant]
        self.history = {name: [] for name in ("net_income", "debt_service", "contract_bill", "projected")}

        self.default_month, self.closed_month, self.ead, self.ead_pv = never(), never(), zeros(), zeros()
        self.loss, self.loss_pv, self.recovered = zeros(), zeros(), zeros()
        self.principal_total, self.principal_time, self.balance_time = zeros(), zeros(), zeros()
        self.under_water = {"market": zeros(), "liquidation": zeros()}
        self.worst_ltv_liquidation = zeros()
        self.worst_imbalance = 0.0

    # The month

    def month(self, t):
        self.t = t
        self.open = self.status < CLOSED
        self.balance_before, self.funded_before = self.balance.copy(), self.funded.copy()
        self.accounts_before = sum(self.accounts.values())
        self.left = self.fleets[0].left.copy()
        self.days = days_in_month(self.world, t) / 360
        self.paid = {due: np.zeros(self.paths) for due in DUES} | {"sponsor": np.zeros(self.paths)}
        self.from_guarantee = np.zeros(self.paths)
        self.draw()
        self.dues()
        self.receive()
        self.waterfall()
        self.missed_payment()
        self.measure_values()
        self.test_covenants()
        self.change_status()
        self.enforce()
        self.check_cash()
        self.close()

    def draw(self):
        """Step 1."""
        n, t = self.noun, self.t
        planned = sum(d.amount_usd for d in n.draw if d.month == t) if self.drawing_until(t) else 0.0
        capex = sum(fleet.cost_usd for fleet in self.fleets if fleet.noun.in_service <= t)
        room = np.minimum(n.commitment_usd, n.advance_rate * capex) - self.funded
        drawn = np.where(self.status == PERFORMING, np.clip(planned, 0, np.maximum(room, 0)), 0.0)
        self.drawn = drawn
        self.sponsor_share = drawn * (1 / n.advance_rate - 1)
        self.equipment = drawn / n.advance_rate
        self.balance = self.balance + drawn
        self.funded = self.funded + drawn

    def drawing_until(self, t):
        return t <= self.noun.draw_end

    def remaining(self, t):
        return linear_at(self.noun.remaining_share, t) if self.noun.remaining_share else 1.0

    def dues(self):
        """Steps 2 to 4, and what the fleets cost."""
        n, t, market = self.noun, self.t, self.market
        troubled = self.status > PERFORMING
        rate = np.maximum(market.sofr, n.floor) + n.margin_bp / 1e4 + n.default_margin_bp / 1e4 * troubled
        self.interest_accrued = self.balance_before * rate * self.days

        notional = self.funded_before * self.remaining(t - 1) if t > 0 else self.balance_before
        net = n.swap_share * notional * (n.swap_rate - market.sofr) * self.days * (self.status < ACCELERATED)
        self.hedge_receipt = np.maximum(-net, 0.0)

        drawing = (self.status == PERFORMING) & self.drawing_until(t)
        undrawn_fee = n.undrawn_fee_bp / 1e4 * (n.commitment_usd - self.funded) * self.days
        fees = np.where(drawing, undrawn_fee, 0.0) + n.agent_fee_usd_per_month

        self.pledged = [fleet for fleet in self.fleets if fleet.noun.in_service <= t]
        self.net_book = sum(fleet.cost_usd * self.unaged(fleet) for fleet in self.pledged) * self.left
        limit = np.full(self.paths, UNLIMITED)
        if "schedule" in n.limbs:
            limit = np.minimum(limit, self.funded * self.remaining(t))
        if "depreciated_cost" in n.limbs:
            limit = np.minimum(limit, n.cap_share * self.net_book)
        if "contracted_cash" in n.limbs:
            limit = np.minimum(limit, self.contracted_cash() / n.contracted_cash_coverage)
        limit = np.where((t >= n.maturity) | (self.status == ACCELERATED), 0.0, limit)
        self.schedule_principal = np.maximum(self.balance - self.funded * self.remaining(t), 0.0)

        self.due = {
            "opex": sum(fleet.cost for fleet in self.fleets),
            "fees": fees,
            "hedge": np.maximum(net, 0.0),
            "interest": self.interest_accrued + self.arrears,
            "principal": np.maximum(self.balance - limit, 0.0),
        }
        self.due = {name: np.where(self.open, due, 0.0) for name, due in self.due.items()}
        self.hedge_receipt = np.where(self.open, self.hedge_receipt, 0.0)

    def unaged(self, fleet):
        age = max(0, self.t + 1 - fleet.noun.in_service)
        return max(0.0, 1 - age / (12 * self.noun.depreciation_years))

    def contracted_cash(self):
        last = max((line.lease.ends for line in self.lines), default=0)
        return sum(
            sum(line.projected(m) for line in self.lines) * (1 + self.noun.contracted_cash_rate) ** (-(m - self.t) / 12)
            for m in range(self.t + 1, last)
        )

    def receive(self):
        """Step 5."""
        self.bill = np.where(self.open, sum(fleet.bill for fleet in self.fleets), 0.0)
        self.contract_bill = sum(fleet.contract_bill for fleet in self.fleets)
        self.cures, self.proceeds = self.cures_due, self.proceeds_due
        self.cures_due, self.proceeds_due = np.zeros(self.paths), np.zeros(self.paths)
        self.accounts["collection"] = (
            self.accounts["collection"] + self.bill + self.hedge_receipt + self.cures + self.proceeds
        )

    def waterfall(self):
        """Step 6."""
        self.trapped = (self.status > PERFORMING) | np.any([c.trap for c in self.covenants] or [[False]], axis=0)
        when = {"always": True, "trapped": self.trapped, "not_trapped": ~self.trapped}
        for pay in self.noun.pay:
            asked = self.needed(pay)
            if pay.from_ == "guarantee":
                amount = np.where(self.guarantee_stands, self.noun.guarantee_share * asked, 0.0)
            else:
                amount = np.minimum(self.available(pay), asked)
            amount = np.where(self.open & when[pay.when], amount, 0.0)
            if pay.from_ == "guarantee":
                self.from_guarantee = self.from_guarantee + amount
            else:
                self.accounts[pay.from_] = self.accounts[pay.from_] - amount
            if pay.to in self.paid:
                self.paid[pay.to] = self.paid[pay.to] + amount
            else:
                self.accounts[pay.to] = self.accounts[pay.to] + amount
        self.balance = self.balance - self.paid["principal"]
        self.arrears = np.where(self.open, self.due["interest"] - self.paid["interest"], self.arrears)
        self.count_principal(self.paid["principal"])
        self.balance_time += np.where(self.open, self.market.discount * self.balance_before * self.days, 0.0)
        self.recovered += np.where(self.default_month != NEVER, self.paid["principal"] + self.paid["interest"], 0.0)

    def available(self, pay):
        balance = self.accounts[pay.from_]
        return np.maximum(balance - step_at(self.targets[pay.from_], self.t), 0.0) if pay.limit == "excess" else balance

    def needed(self, pay):
        everything = pay.limit in ("all", "excess") and pay.from_ != "guarantee"
        if pay.to == "principal" and everything:
            return self.balance - self.paid["principal"]
        if pay.to in DUES:
            return np.maximum(self.due[pay.to] - self.paid[pay.to], 0.0)
        if pay.to == "sponsor" or everything:
            return np.full(self.paths, UNLIMITED)
        return np.maximum(step_at(self.targets[pay.to], self.t) - self.accounts[pay.to], 0.0)

    @property
    def guarantee_stands(self):
        fallen = self.noun.guarantee_falls_away and self.customer is not None
        return self.operator.alive & (~self.customer.upgraded if fallen else True)

    def count_principal(self, amount):
        self.principal_total += amount
        self.principal_time += (self.t + 1) / 12 * amount

    def missed_payment(self):
        """Step 7."""
        short = [self.due[name] - self.paid[name] for name in ("interest", "principal", "hedge")]
        self.missed = np.any([self.thresholds.below(ONE_DOLLAR, gap, self.open) for gap in short], axis=0)
        self.missed_in_a_row = np.where(self.missed, self.missed_in_a_row + 1, 0)
        self.payment_default = self.missed_in_a_row > self.noun.grace_months

    def measure_values(self):
        """What the chips left would fetch, in the market and in a forced sale (section 6)."""
        n, market = self.noun, self.market
        self.market_value = sum(f.noun.units * market.chip_value(f.chip_index) for f in self.pledged) * self.left
        self.liquidation_value = self.forced_sale(self.left, self.left / n.sale_months)
        for kind, value in (("market", self.market_value), ("liquidation", self.liquidation_value)):
            below = self.thresholds.below(value, self.balance, self.open & (self.under_water[kind] == 0))
            self.under_water[kind][below] = 1

    def forced_sale(self, share_sold, share_a_month):
        """Proceeds of selling a share of all chips when another share (or the same) weighs on the price each month."""
        n, market = self.noun, self.market
        weight = sum(f.noun.units * f.chip.effective_compute for f in self.pledged) * share_a_month
        total = np.zeros(self.paths)
        for f in self.pledged:
            price = market.forced_price(f.chip_index, weight) * (1 - n.selling_cost_share) - n.removal_cost_usd_per_gpu
            total = total + f.noun.units * share_sold * np.maximum(price, 0.0)
        return total

    def test_covenants(self):
        """Step 8."""
        bill_gap = self.thresholds.below(0.0, self.contract_bill)
        projected = sum(line.projected(self.t) for line in self.lines)
        self.unpaid_in_a_row = np.where(~bill_gap & (projected > 0), self.unpaid_in_a_row + 1, 0)
        scheduled = self.schedule_principal if "schedule" in self.noun.limbs else 0.0
        self.history["net_income"].append(self.bill - self.due["opex"])
        self.history["debt_service"].append(
            self.interest_accrued + self.due["fees"] + self.due["hedge"] - self.hedge_receipt + scheduled
        )
        self.history["contract_bill"].append(self.contract_bill)
        self.history["projected"].append(np.full(self.paths, projected))
        for covenant in self.covenants:
            covenant.month(self.t)

    def change_status(self):
        """Step 9."""
        event = np.any([c.event for c in self.covenants] or [[False]], axis=0)
        enters = (self.status == PERFORMING) & (event | self.payment_default)
        clean = ~self.missed & ~np.any([c.failed_in_a_row > 0 for c in self.covenants] or [[False]], axis=0)
        heals = (self.status == STANDSTILL) & clean
        stays = (self.status == STANDSTILL) & ~clean
        self.entered_standstill = np.where(enters, self.t, self.entered_standstill)
        accelerates = (enters | stays) & (self.t - self.entered_standstill >= self.noun.standstill_months)
        self.status = np.select(
            [accelerates, enters, heals], [ACCELERATED, STANDSTILL, PERFORMING], default=self.status
        )
        self.accelerated[accelerates] = self.t
        defaults = self.open & (self.payment_default | accelerates) & (self.default_month == NEVER)
        self.default_month[defaults] = self.t
        self.ead = np.where(defaults, self.balance + self.arrears, self.ead)
        self.ead_pv = np.where(defaults, self.ead * self.market.discount, self.ead_pv)

    def enforce(self):
        """Step 10."""
        n, t = self.noun, self.t
        first = self.accelerated + n.repossession_lag_months
        owing = self.thresholds.below(ONE_DOLLAR, self.balance + self.arrears, self.status == ACCELERATED)
        may_sell = owing & (t >= first) & (self.selling_since == NEVER)
        if n.disposal == "sell":
            begins = may_sell
        else:
            begins = may_sell & (t >= first + n.operate_max_months)
            if n.disposal == "best":
                begins |= self.thresholds.below(self.going_concern(), self.liquidation_value, may_sell & ~begins)
                asked = may_sell & ~begins
                begins |= asked & ~self.thresholds.below(self.liquidation_value, self.balance + self.arrears, asked)
        self.selling_since[begins] = t

        selling = owing & (self.selling_since != NEVER) & (self.months_sold < n.sale_months)
        self.proceeds_due = np.where(selling, self.forced_sale(1 / n.sale_months, 1 / n.sale_months), 0.0)
        self.months_sold = self.months_sold + selling
        for fleet in self.fleets:
            fleet.left = (n.sale_months - self.months_sold) / n.sale_months

    def going_concern(self):
        r = self.world.value.discount_rate
        kept_on = np.zeros(self.paths)
        for line in self.lines:
            if line.contracted.any():
                years = max(0, line.lease.ends - self.t - 1) / 12
                surplus = np.maximum(line.bill - line.cost, 0.0)
                kept_on = kept_on + np.where(line.contracted, surplus * 12 * annuity(r, years), 0.0)
        return np.maximum(self.noun.operate_share * self.market_value, kept_on)

    def check_cash(self):
        """Conservation: what came in, went out or stayed (within a cent per billion dollars)."""
        came = self.bill + self.hedge_receipt + self.cures + self.proceeds + self.from_guarantee
        went = sum(self.paid.values()) + sum(self.accounts.values()) - self.accounts_before
        equipment_gap = self.drawn + self.sponsor_share - self.equipment
        gap = np.abs(came - went + equipment_gap)
        moved = came + sum(self.paid.values()) + self.accounts_before
        self.worst_imbalance = max(self.worst_imbalance, float((gap / np.maximum(moved, 1e9)).max()))
        assert (gap <= np.maximum(moved, 1e9) * 1e-11).all(), "cash is not conserved"

    def close(self):
        """Step 11."""
        t = self.t
        more_to_draw = any(d.month > t and self.drawing_until(d.month) for d in self.noun.draw)
        owed = self.balance + self.arrears
        repaid = self.open & ~self.thresholds.below(ONE_DOLLAR, owed, self.open)
        repaid &= (self.status > PERFORMING) | (not more_to_draw)
        spent = self.open & ~repaid & (self.left == 0)
        troubled = (self.status > PERFORMING) & (self.default_month != NEVER)
        at_end = self.open & ~repaid & ~spent & troubled & (t == self.world.months - 1)
        left = self.fleets[0].left
        hand = np.where(at_end, self.forced_sale(left, left / self.noun.sale_months) + self.proceeds_due, 0.0)
        self.write_off(spent | at_end, hand)
        closes = repaid | spent | at_end
        for name, amount in self.accounts.items():
            self.paid["sponsor"] = self.paid["sponsor"] + np.where(closes, amount, 0.0)
            self.accounts[name] = np.where(closes, 0.0, amount)
        self.status[closes] = CLOSED
        self.balance, self.arrears = np.where(closes, 0.0, self.balance), np.where(closes, 0.0, self.arrears)
        self.closed_month[closes] = t
        owing = (self.status < CLOSED) & (self.balance > 0)
        with np.errstate(divide="ignore"):
            ltv = np.divide(self.balance, self.liquidation_value, out=np.zeros(self.paths), where=owing)
        self.worst_ltv_liquidation = np.maximum(self.worst_ltv_liquidation, np.minimum(ltv, HIGHEST_LTV))

    def write_off(self, these, cash):
        """The accounts and the cash in hand pay arrears, then principal; the rest is lost."""
        self.accounts["collection"] = self.accounts["collection"] + cash
        for name in self.accounts:
            interest = np.where(these, np.minimum(self.accounts[name], self.arrears), 0.0)
            principal = np.where(these, np.minimum(self.accounts[name] - interest, self.balance), 0.0)
            self.accounts[name] = self.accounts[name] - interest - principal
            self.arrears, self.balance = self.arrears - interest, self.balance - principal
            self.paid["interest"] = self.paid["interest"] + interest
            self.paid["principal"] = self.paid["principal"] + principal
            self.count_principal(principal)
            self.recovered += interest + principal
        self.loss = np.where(these, self.balance + self.arrears, self.loss)
        self.loss_pv = np.where(these, self.loss * self.market.discount, self.loss_pv)
