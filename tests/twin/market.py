"""The market of docs/model.md sections 2 to 8: demand, supply, clearing, chip value, forced sale, quotes, rates.

Every array has one entry per path, or one row per chip and one column per path. Chips stand in release order.
"""

import numpy as np

import draws as purpose
from roots import bisect, increasing_root
from world import days_in_month, linear_at

DT = 1 / 12
HOURS = 730.5
NORMAL, BOOM, BUST = 0, 1, 2
LONGEST_LIFE_YEARS = 30
WIDEST_LOG_RENT = 300


class Market:
    def __init__(self, world, draws, thresholds):
        self.world, self.draws, self.thresholds = world, draws, thresholds
        self.chips = sorted(world.chip, key=lambda chip: chip.release)  # stable: ties stay in file order
        self.index = {chip.name: g for g, chip in enumerate(self.chips)}
        self.effective = np.array([chip.effective_compute for chip in self.chips])
        self.running_cost = np.array([chip.running_cost_usd_per_gpu_hour for chip in self.chips])
        self.price = np.array([chip.price_usd for chip in self.chips])
        self.salvage = world.value.salvage_share * self.price
        self.arrivals_table = [dict(chip.arrivals) for chip in self.chips]
        self._calibrate()
        self.free_entry_rent = np.array(
            [self._free_entry_rent(g) if chip.frontier else np.nan for g, chip in enumerate(self.chips)]
        )
        self._slip()

    def month(self, t):
        """Moves everything to month t; months are asked for in order."""
        self.t = t
        if t == 0:
            self._start()
        else:
            self._demand(t)
            self._supply_factor(t)
        self._released(t)
        self._arrivals(t)
        self.rent, self.used, self.compute, self.compute_price = clear(
            self.log_demand, self.availability * self.installed, self.quality, self.effective, self.running_cost,
            self.world.market.substitution, self.world.market.demand_elasticity,
        )
        self._order_signal(t)
        self._quotes(t)
        self._rates(t)
        self.value = {}

    def _start(self):
        paths = self.draws.paths
        self.growth_state = np.zeros(paths)
        self.regime = np.full(paths, NORMAL)
        self.log_demand = np.full(paths, self.log_demand_at_start)
        self.supply_state = np.zeros(paths)
        self.installed = np.repeat([[float(chip.installed_units)] for chip in self.chips], paths, axis=1)
        self.bust_months = np.zeros(paths)
        self.order_signals = []
        self.rate_state = np.zeros(paths)
        self.discount = np.ones(paths)

    # Section 2

    def _demand(self, t):
        m = self.world.market
        growth_shock, level_shock = self.draws.normals(purpose.DEMAND_SHOCKS, t, 0)
        jump_draw, regime_draw = self.draws.uniforms(purpose.DEMAND_EVENTS, t, 0)
        self._change_regime(regime_draw)
        persistence = np.exp(-m.growth_reversion_per_year * DT)
        self.growth_state = persistence * self.growth_state + np.sqrt(1 - persistence**2) * growth_shock
        mean_growth = m.growth_long_run + (m.growth_now - m.growth_long_run) * np.exp(-t * DT / m.growth_fade_years)
        shift = np.choose(self.regime, [0.0, m.boom_growth, m.bust_growth])
        spread = m.growth_volatility / np.sqrt(2 * m.growth_reversion_per_year)
        self.bust_months += self.regime == BUST
        growth = mean_growth + shift + spread * self.growth_state
        jumps = self.thresholds.below(jump_draw, -np.expm1(-m.jump_rate_per_year * DT))
        self.log_demand = (
            self.log_demand + growth * DT + m.demand_volatility * np.sqrt(DT) * level_shock + m.jump_size_log * jumps
        )

    def _change_regime(self, u):
        m, below = self.world.market, self.thresholds.below
        normal, boom, bust = (self.regime == state for state in (NORMAL, BOOM, BUST))
        p_boom, p_bust = m.boom_start_per_year * DT, m.bust_start_per_year * DT
        to_boom = below(u, p_boom, normal)
        to_bust = below(u, p_boom + p_bust, normal) & ~to_boom
        boom_ends = below(u, 1 / m.boom_length_months, boom)
        boom_busts = below(u, m.boom_ends_in_bust_share / m.boom_length_months, boom)
        bust_ends = below(u, 1 / m.bust_length_months, bust)
        self.regime = np.select(
            [to_boom, to_bust | boom_busts, boom_ends | bust_ends], [BOOM, BUST, NORMAL], default=self.regime
        )

    @property
    def credit_factor(self):
        return self.growth_state - self.world.market.bust_credit_shift * (self.regime == BUST)

    # Section 3

    def _slip(self):
        self.slip = np.zeros((len(self.chips), self.draws.paths))
        for g, chip in enumerate(self.chips):
            if chip.release <= 0:
                continue
            if chip.slip_mean_months > 0:
                u, _ = self.draws.uniforms(purpose.RELEASE_SLIP, 0, g)
                self.slip[g] = self.thresholds.whole(-chip.slip_mean_months * np.log(u))
            if chip.follows is not None:
                self.slip[g] += self.slip[self.index[chip.follows]]

    def _released(self, t):
        self.released = np.array([t >= chip.release + self.slip[g] for g, chip in enumerate(self.chips)])
        self.frontier = np.full(self.draws.paths, -1)
        for g, chip in enumerate(self.chips):
            if chip.frontier:
                self.frontier[self.released[g]] = g
        assert (self.frontier >= 0).all(), "no frontier chip is released"
        self.frontier_free_entry_rent = self.free_entry_rent[self.frontier]

    def _supply_factor(self, t):
        m = self.world.market
        shock, self.rate_shock = self.draws.normals(purpose.SUPPLY, t, 0)
        persistence = np.exp(-m.supply_reversion_per_year * DT)
        self.supply_state = persistence * self.supply_state + np.sqrt(1 - persistence**2) * shock

    def _arrivals(self, t):
        m = self.world.market
        persistence = np.exp(-m.supply_reversion_per_year * DT)
        sigma = m.supply_volatility
        supply_factor = np.exp(sigma * self.supply_state - sigma**2 / 2 * (1 - persistence ** (2 * t)))
        self.orders = self._orders(t)
        base = np.array([self._base_arrivals(g, t) for g in range(len(self.chips))])
        self.arrivals = base * supply_factor * self.orders
        if t > 0:
            failures = np.array([[chip.failure_per_year * DT] for chip in self.chips])
            self.installed = self.installed * (1 - failures) + self.arrivals

    def _base_arrivals(self, g, t):
        table = self.arrivals_table[g]
        months, which = np.unique(t - self.slip[g], return_inverse=True)
        return np.array([table.get(int(month), 0.0) for month in months])[which]

    def _orders(self, t):
        m = self.world.market
        lag = int(m.order_lag_months)
        if t < lag:
            return np.ones(self.draws.paths)
        response = m.order_elasticity * (self.order_signals[t - lag] - self.order_signals[0])
        return np.exp(np.clip(response, np.log(m.orders_min), np.log(m.orders_max)))

    def _order_signal(self, t):
        rent = np.take_along_axis(self.rent, self.frontier[None], axis=0)[0]
        self.rent_over_free_entry = rent / self.frontier_free_entry_rent
        signal = np.log(self.rent_over_free_entry)
        if t > 0:
            before = self.order_signals[-1]
            signal = before + (signal - before) / self.world.market.order_smoothing_months
        self.order_signals.append(signal)

    # Section 4, calibration

    def _calibrate(self):
        m = self.world.market
        s, eps = m.substitution, m.demand_elasticity
        assert s > eps, "substitution must exceed the demand elasticity"
        nu = (s - 1) / s
        reference = self.index[m.reference_chip]
        self.availability = m.availability
        capacity = np.array([self.availability * chip.installed_units for chip in self.chips], dtype=float)
        e, rent = self.effective, self.chips[reference].rent_usd_per_gpu_hour

        def calibrated(g, stated_rent):
            scarcity = (capacity[g] / capacity[reference]) ** (1 / s)
            return stated_rent / rent * (e[reference] / e[g]) ** nu * scarcity

        stated_rents = [chip.rent_usd_per_gpu_hour for chip in self.chips]
        self.quality = np.array([
            chip.quality if stated is None else calibrated(g, stated)
            for g, (chip, stated) in enumerate(zip(self.chips, stated_rents))
        ])
        compute = ((self.quality * (e * capacity) ** nu).sum()) ** (1 / nu)
        price = rent / (e[reference] * (compute / (e[reference] * capacity[reference])) ** (1 / s))
        self.log_demand_at_start = np.log(compute) + eps * np.log(price)

    # Section 5

    def chip_value(self, g):
        """What buyers pay for one chip g this month, path by path."""
        if g not in self.value:
            f = self.frontier
            nu = (self.world.market.substitution - 1) / self.world.market.substitution
            worth = self.quality[g] / self.quality[f] * (self.effective[g] / self.effective[f]) ** nu
            self.value[g] = self._value_at(g, self.rent[g], self.frontier_free_entry_rent * worth)
        return self.value[g]

    def _value_at(self, g, rent, reverts_to):
        v = self.world.value
        cost, salvage = self.running_cost[g], self.salvage[g]
        life = paying_life(rent, reverts_to, cost, v.obsolescence_per_year, v.rent_reversion_per_year)
        r, d, k = v.discount_rate, v.obsolescence_per_year, v.rent_reversion_per_year
        margin = (
            reverts_to * annuity(r + d, life) + (rent - reverts_to) * annuity(r + d + k, life) - cost * annuity(r, life)
        )
        return np.maximum(salvage, 12 * HOURS * v.utilisation * margin + salvage * np.exp(-r * life))

    def _free_entry_rent(self, g):
        def excess(rent):
            return float(self._value_at(g, np.array([rent]), np.array([rent]))[0]) - self.price[g]

        return bisect(excess, self.running_cost[g], 1e4 * self.running_cost[g] + self.price[g])

    # Section 6

    @property
    def absorption(self):
        """Effective units that buyers of used chips take in a month without moving the price much."""
        f = self.world.forced_sale
        return np.maximum(f.absorption_min, f.absorption_share * (self.effective[:, None] * self.arrivals).sum(axis=0))

    def forced_price(self, g, effective_units_a_month):
        """Average price of a chip g when so much is sold in the month, before selling cost."""
        f = self.world.forced_sale
        z = f.price_impact * effective_units_a_month / self.absorption
        with np.errstate(invalid="ignore", divide="ignore"):
            share_kept = np.where(z > 0, -np.expm1(-z) / z, 1.0)
        return self.chip_value(g) * (1 - f.quality_haircut) * share_kept

    # Section 7

    def _quotes(self, t):
        if t == 0:
            self.log_quote = {}
        for q, quote in enumerate(self.world.quote):
            aim = np.log(self.rent[self.index[quote.chip]]) + np.log(quote.level)
            if t == 0:
                self.log_quote[quote.name] = aim
                continue
            noise, _ = self.draws.normals(purpose.QUOTE, t, 2 * q)
            u, _ = self.draws.uniforms(purpose.QUOTE, t, 2 * q + 1)
            before = self.log_quote[quote.name]
            changed = before + quote.pass_through * (aim - before) + quote.noise_log_sd * noise
            self.log_quote[quote.name] = np.where(self.thresholds.below(u, quote.change_probability), changed, before)

    def quote(self, name):
        return np.exp(self.log_quote[name])

    # Section 8

    def _rates(self, t):
        r = self.world.rates
        a, sigma = r.reversion_per_year, r.volatility
        if t > 0:
            persistence = np.exp(-a * DT)
            self.rate_state = (
                persistence * self.rate_state + sigma * np.sqrt((1 - persistence**2) / (2 * a)) * self.rate_shock
            )
        convexity = sigma**2 / (2 * a**2) * (1 - np.exp(-a * t * DT)) ** 2
        self.sofr = linear_at(r.forward, t) + convexity + self.rate_state
        self.discount = self.discount / (1 + self.sofr * days_in_month(self.world, t) / 360)


def clear(log_demand, capacity, quality, effective, cost, s, eps):
    """Section 4: (rents, units used, compute C, price of compute P), given ln A by path and capacity by chip and path.

    The root in y = ln C lies between the y at which the first chip would idle and the y with every chip running.
    """
    nu = (s - 1) / s
    a, e, c = quality[:, None], effective[:, None], cost[:, None]
    present = capacity > 0
    wanted = s * (log_demand / eps + np.log(a * e / c))  # ln(e x) at y = 0 of a chip that idles
    log_full = np.log(e * np.where(present, capacity, 1.0))
    full = np.where(present, a * np.exp(nu * log_full), 0.0)
    bends = np.where(present, (log_full - wanted) / (1 - s / eps), np.inf)

    all_running = np.log(full.sum(axis=0)) / nu
    first_idles = bends.min(axis=0)
    y = all_running.copy()
    slack = all_running > first_idles
    if slack.any():
        running_term, idle_term = full[:, slack], np.where(present, a * np.exp(nu * wanted), 0.0)[:, slack]

        def excess(y):
            fading = np.exp(nu * (1 - s / eps) * y)
            idle = idle_term * fading
            terms = np.minimum(running_term, idle)
            total = terms.sum(axis=0)
            idling = np.where(idle < running_term, idle, 0.0).sum(axis=0)
            return nu * y - np.log(total), nu - nu * (1 - s / eps) * idling / total

        y[slack] = increasing_root(excess, first_idles[slack], all_running[slack])

    compute = np.exp(y)
    price = np.exp((log_demand - y) / eps)
    used = np.where(y <= bends, capacity, np.exp(y * (1 - s / eps) + wanted) / e)
    used = np.where(present, np.minimum(used, capacity), 0.0)
    common = np.exp(np.clip((log_demand - y) / eps + y / s, -WIDEST_LOG_RENT, WIDEST_LOG_RENT))  # P C^(1/s)
    rent = common * a * e * (e * np.where(present, used, 1.0)) ** (-1 / s)
    return rent, used, compute, price


def annuity(rate, years):
    """Â of section 5: the integral of e^(-rate u) over `years`."""
    return -np.expm1(-rate * years) / rate


def paying_life(rent, reverts_to, cost, fade, reversion):
    """T of section 5: the last time at which the expected rent covers running cost; 0 if there is none, so that V = S.

    `ln(expected rent / cost)` falls throughout when the rent is above what it reverts to; below, it is concave, and its
    last root lies after its peak.
    """

    def shortfall(u, gap, reverts_to):
        moved = gap * np.exp(-reversion * u)
        expected = reverts_to + moved
        return fade * u - np.log(expected / cost), fade + reversion * moved / expected

    gap = rent - reverts_to
    with np.errstate(divide="ignore", invalid="ignore"):
        peak = np.log(-gap * (reversion + fade) / (fade * reverts_to)) / reversion
    low = np.clip(np.where(gap < 0, peak, 0.0), 0.0, LONGEST_LIFE_YEARS)
    high = np.full_like(low, LONGEST_LIFE_YEARS)
    always = shortfall(high, gap, reverts_to)[0] <= 0
    search = ~always & (shortfall(low, gap, reverts_to)[0] <= 0)
    life = np.where(always, high, 0.0)
    if search.any():
        life[search] = increasing_root(
            lambda u: shortfall(u, gap[search], reverts_to[search]), low[search], high[search]
        )
    return life
