"""Operators, customers, fleets and leases: docs/model.md sections 9 and 10. One entry per path throughout."""

from statistics import NormalDist

import numpy as np

import draws as purpose
from market import DT, HOURS

NEVER = -1
CONTRACTED, VACANT, RELEASED = 0, 1, 2


class Obligor:
    """Someone who can default once, more likely when demand for compute is weak (section 9)."""

    def __init__(self, noun, paths, thresholds):
        self.noun, self.thresholds = noun, thresholds
        self.default_month = np.full(paths, NEVER)
        monthly = 1 - (1 - noun.annual_default_probability) ** DT
        self.limit = NormalDist().inv_cdf(monthly) if 0 < monthly < 1 else (-np.inf if monthly <= 0 else np.inf)

    def draw_default(self, t, credit_factor, shock):
        w = self.noun.ai_loading
        state = w * credit_factor + np.sqrt(1 - w * w) * shock
        self.default_month[self.thresholds.below(state, self.limit, self.alive)] = t

    @property
    def alive(self):
        return self.default_month == NEVER


class Customer(Obligor):
    def __init__(self, noun, index, paths, thresholds):
        super().__init__(noun, paths, thresholds)
        self.index = index
        self.upgraded = np.zeros(paths, dtype=bool)

    def month(self, t, market, draws):
        shock, _ = draws.normals(purpose.CUSTOMER, t, 2 * self.index)
        u, _ = draws.uniforms(purpose.CUSTOMER, t, 2 * self.index + 1)
        self.draw_default(t, market.credit_factor, shock)
        chance = -np.expm1(-self.noun.upgrade_per_year * DT)
        self.upgraded |= self.thresholds.below(u, chance, self.alive & ~self.upgraded)


class Operator(Obligor):
    def __init__(self, noun, index, paths, thresholds):
        super().__init__(noun, paths, thresholds)
        self.index = index
        self.log_power = np.zeros(paths)

    def month(self, t, market, draws):
        o = self.noun
        power_shock, default_shock = draws.normals(purpose.OPERATOR, t, self.index)
        if t > 0:
            persistence = np.exp(-o.power_reversion_per_year * DT)
            spread = o.power_volatility * np.sqrt((1 - persistence**2) / (2 * o.power_reversion_per_year))
            self.log_power = persistence * self.log_power + spread * power_shock
        hedged = o.power_hedged_share
        self.power_price = o.power_usd_per_kwh * (hedged + (1 - hedged) * np.exp(self.log_power))
        self.draw_default(t, market.credit_factor, default_shock)

    def bill_factor(self, t):
        """What is left of bills while customers move to the backup operator (section 10)."""
        moving = ~self.alive & (t < self.default_month + self.noun.transition_months)
        return np.where(moving, 1 - self.noun.transition_loss, 1.0)

    @property
    def cost_factor(self):
        return np.where(self.alive, 1.0, self.noun.backup_cost_multiplier)


class Fleet:
    """Chips of one kind that come into service together (section 10)."""

    def __init__(self, noun, index, world, market, operator, draws, thresholds):
        self.noun, self.operator = noun, operator
        self.chip_index = market.index[noun.chip]
        self.chip = market.chips[self.chip_index]
        self.left = np.ones(draws.paths)
        self.in_service = np.full(draws.paths, float(noun.in_service))
        mean = noun.commissioning_delay_mean_months
        if noun.in_service > 0 and mean > 0:
            u, _ = draws.uniforms(purpose.COMMISSIONING, 0, index)
            self.in_service += thresholds.whole(-mean * np.log(u))
        self.lines = []

    @property
    def cost_usd(self):
        return self.noun.units * self.noun.cost_usd_per_gpu

    def power_per_hour(self):
        """Cost of a chip's power for an hour at full use, USD."""
        return self.chip.power_kw * self.operator.noun.pue * self.operator.power_price

    def fixed_cost(self):
        """Hosting, overhead and maintenance of a chip for a month, USD."""
        o = self.operator.noun
        return (
            self.chip.power_kw * o.hosting_usd_per_kw_month
            + o.overhead_usd_per_gpu_month
            + o.maintenance_share_per_year * self.noun.cost_usd_per_gpu / 12
        )

    def chip_month_cost(self, power_share):
        return (HOURS * self.power_per_hour() * power_share + self.fixed_cost()) * self.operator.cost_factor * self.left

    def month(self, t, market, draws):
        serving = self.serving = t >= self.in_service
        covered = sum(line.share for line in self.lines)
        idle = self.chip_month_cost(self.operator.noun.idle_power_share)
        self.cost = np.where(serving, (1 - covered) * self.noun.units * idle, 0.0)
        for line in self.lines:
            line.month(t, serving, market, draws)
            self.cost = self.cost + line.cost
        self.bill = sum((line.bill for line in self.lines), np.zeros(draws.paths))
        self.contract_bill = sum((line.contract_bill for line in self.lines), np.zeros(draws.paths))


class TakeOrPayLine:
    """One lease on one fleet: contracted, then vacant and re-leased by turns (section 10)."""

    def __init__(self, lease, fleet, index, customer, paths, thresholds):
        self.lease, self.fleet, self.index, self.customer, self.thresholds = lease, fleet, index, customer, thresholds
        self.name, self.share = f"{lease.name}/{fleet.noun.name}", lease.share
        self.chips = lease.share * fleet.noun.units
        self.starts = max(lease.starts, fleet.noun.in_service)
        self.state = np.full(paths, CONTRACTED)
        self.months_left = np.zeros(paths)
        self.rent = np.full(paths, float(lease.rent_usd_per_gpu_hour))

    def month(self, t, serving, market, draws):
        lease, fleet = self.lease, self.fleet
        breach_draw, vacancy_draw = draws.uniforms(purpose.LEASE_LINE, t, self.index)

        contract_over = (self.state == CONTRACTED) & ((t >= lease.ends) | ~self.customer.alive)
        term_over = (self.state == RELEASED) & (self.months_left == 0)
        vacated = serving & (contract_over | term_over)
        if vacated.any():
            length = 1 + self.thresholds.whole(-lease.vacancy_mean_months * np.log(vacancy_draw), vacated)
            self.months_left = np.where(vacated, length, self.months_left)
            self.state[vacated] = VACANT

        offered = reference_rent(lease, fleet, market) * (1 - lease.release_discount)
        seeking = serving & (self.state == VACANT) & (self.months_left == 0)
        taken = self.thresholds.below(fleet.power_per_hour(), offered, seeking)
        self.rent = np.where(taken, offered, self.rent)
        self.months_left = np.where(taken, lease.release_term_months, self.months_left)
        self.state[taken] = RELEASED

        contracted = serving & (self.state == CONTRACTED) & (t >= self.starts)
        earning = contracted | serving & (self.state == RELEASED)
        breached = self.thresholds.below(breach_draw, lease.breach_probability, earning)
        full_bill = self.rent * HOURS * self.chips * (1 - lease.credit_share * breached)
        self.bill = np.where(earning, full_bill * fleet.operator.bill_factor(t) * fleet.left, 0.0)
        self.contract_bill = np.where(contracted, self.bill, 0.0)
        power_share = np.where(earning, 1.0, fleet.operator.noun.idle_power_share)
        self.cost = np.where(serving, self.chips * fleet.chip_month_cost(power_share), 0.0)
        self.contracted = contracted
        counting = serving & (self.state != CONTRACTED)
        self.months_left = np.where(counting, np.maximum(self.months_left - 1, 0), self.months_left)

    def projected(self, t):
        """Projected contract receipts of month t: the same on every path."""
        running = self.starts <= t < self.lease.ends
        return self.lease.rent_usd_per_gpu_hour * HOURS * self.chips if running else 0.0


class OnDemandLine:
    """A share of a fleet let by the hour at the going rent (section 10)."""

    def __init__(self, lease, fleet, paths):
        self.lease, self.fleet = lease, fleet
        self.name, self.share = f"{lease.name}/{fleet.noun.name}", lease.share
        self.chips = lease.share * fleet.noun.units
        self.contract_bill = np.zeros(paths)
        self.contracted = np.zeros(paths, dtype=bool)

    def month(self, t, serving, market, draws):
        lease, fleet = self.lease, self.fleet
        full_bill = lease.utilisation * reference_rent(lease, fleet, market) * HOURS * self.chips
        self.bill = np.where(serving, full_bill * fleet.operator.bill_factor(t) * fleet.left, 0.0)
        self.cost = np.where(serving, self.chips * fleet.chip_month_cost(lease.utilisation), 0.0)

    def projected(self, t):
        return 0.0


def reference_rent(lease, fleet, market):
    return market.rent[fleet.chip_index] if lease.quote is None else market.quote(lease.quote)


class Credit:
    """All obligors, fleets and lines of the world, and their month in order."""

    def __init__(self, world, market, draws, thresholds):
        self.market, self.draws = market, draws
        paths = draws.paths
        self.operators = {o.name: Operator(o, i, paths, thresholds) for i, o in enumerate(world.operator)}
        self.customers = {c.name: Customer(c, i, paths, thresholds) for i, c in enumerate(world.customer)}
        self.fleets = {
            f.name: Fleet(f, i, world, market, self.operators[f.operator], draws, thresholds)
            for i, f in enumerate(world.fleet)
        }
        self.lines = []
        for lease in world.lease:
            for name in lease.fleet:
                fleet = self.fleets[name]
                if lease.type == "take-or-pay":
                    customer = self.customers[lease.customer]
                    line = TakeOrPayLine(lease, fleet, len(self.lines), customer, paths, thresholds)
                else:
                    line = OnDemandLine(lease, fleet, paths)
                self.lines.append(line)
                fleet.lines.append(line)

    def month(self, t):
        for obligor in [*self.operators.values(), *self.customers.values()]:
            obligor.month(t, self.market, self.draws)
        for fleet in self.fleets.values():
            fleet.month(t, self.market, self.draws)
