"""Checks of the twin itself against things outside it. Run with plain python3: prints what passed, stops at a failure."""

import copy

import numpy as np

import compare
from draws import Draws
from market import HOURS, Market, annuity, clear, paying_life
from philox import philox4x32
from roots import increasing_root
from run import run
from small_world import DOCUMENT, month
from thresholds import Thresholds
from world import days_in_month, linear_at, resolve, step_at

WORLD = resolve(DOCUMENT)


def close(ours, expected, relative):
    ours, expected = np.asarray(ours, dtype=float), np.asarray(expected, dtype=float)
    worst = np.max(np.abs(ours - expected) / np.maximum(np.abs(expected), 1e-300))
    assert worst <= relative, f"off by {worst:.3g}, {relative:.3g} allowed"


def philox_gives_the_known_answers_of_random123():
    # kat_vectors of Random123 1.14, lines "philox4x32 10"
    pi = (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344), (0xA4093822, 0x299F31D0)
    ones = 0xFFFFFFFF
    for counter, key, expected in [
        ((0,) * 4, (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        ((ones,) * 4, (ones, ones), (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (*pi, (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1)),
    ]:
        assert tuple(int(word) for word in philox4x32(counter, key)) == expected


def normals_have_the_moments_of_a_normal():
    z1, z2 = Draws(7, 200000).normals(3, 5, 2)
    for z in (z1, z2):
        assert abs(z.mean()) < 5 / np.sqrt(z.size)
        assert abs((z**2).mean() - 1) < 5 * np.sqrt(2 / z.size)
        assert abs((z**4).mean() - 3) < 5 * np.sqrt(96 / z.size)
    assert abs((z1 * z2).mean()) < 5 / np.sqrt(z1.size)


def a_draw_depends_on_its_path_alone():
    together, apart = Draws(9, 10).uniforms(1, 2, 3), Draws(9, 4, first=6).uniforms(1, 2, 3)
    assert (together[0][6:] == apart[0]).all() and (together[1][6:] == apart[1]).all()


def roots_are_found_to_rounding():
    target = np.array([1e-3, 1.0, 2.0, 50.0])
    close(increasing_root(lambda x: (x**3 - target, 3 * x**2), np.zeros(4), np.full(4, 10.0)), np.cbrt(target), 1e-14)


def clearing_satisfies_its_complementarity_conditions():
    random = np.random.default_rng(1)
    chips, paths, s, eps = 6, 500, 4.0, 0.9
    nu = (s - 1) / s
    effective, quality = random.uniform(0.3, 8, chips), random.uniform(0.5, 2, chips)
    cost = random.uniform(0.2, 1.5, chips)
    capacity = random.lognormal(0, 1, (chips, paths)) * 1e6 * (random.random((chips, paths)) > 0.2)
    capacity[0] += 1e5
    log_demand = random.normal(14, 2, paths)
    rent, used, compute, price = clear(log_demand, capacity, quality, effective, cost, s, eps)
    c, e, a = cost[:, None], effective[:, None], quality[:, None]
    present = capacity > 0
    idle = present & (used < capacity)
    assert idle.any() and (present & ~idle).any()
    assert (used >= 0).all() and (used <= capacity).all()
    close(rent[idle], np.broadcast_to(c, rent.shape)[idle], 1e-11)
    assert (rent >= c * (1 - 1e-11))[present].all()
    close((a * (e * used) ** nu).sum(axis=0) ** (1 / nu), compute, 1e-12)
    close(np.exp(log_demand) * price**-eps, compute, 1e-12)
    # A rent is what the buyers' aggregate pays for one more unit: P dC/dx.
    g = int(np.argmax(present.all(axis=1)))
    step = used[g] * 1e-6
    aggregate = lambda x: (np.delete(a * (e * used) ** nu, g, axis=0).sum(axis=0) + a[g] * (e[g] * x) ** nu) ** (1 / nu)
    close(price * (aggregate(used[g] + step) - aggregate(used[g] - step)) / (2 * step), rent[g], 1e-7)


def the_market_starts_at_the_stated_rents():
    market = Market(WORLD, Draws(1, 3), Thresholds(3))
    market.month(0)
    for g, chip in enumerate(market.chips):
        if chip.rent_usd_per_gpu_hour is not None:
            close(market.rent[g], chip.rent_usd_per_gpu_hour, 1e-12)


def chip_value_is_the_integral_of_the_discounted_margin():
    market = Market(WORLD, Draws(1, 1), Thresholds(1))
    v = WORLD.value
    g = market.index["new"]
    c, salvage = market.running_cost[g], market.salvage[g]
    for rent, reverts_to in [(3.5, 2.0), (0.9, 3.0), (0.3, 2.0), (0.55, 0.56), (0.7, 0.4), (2.0, 2.0), (60.0, 30.0)]:
        expected_rent = lambda u: np.exp(-v.obsolescence_per_year * u) * (
            reverts_to + (rent - reverts_to) * np.exp(-v.rent_reversion_per_year * u)
        )
        grid = np.linspace(0, 30, 300001)
        paying = np.nonzero(expected_rent(grid) >= c)[0]
        if paying.size == 0:
            value = salvage
        else:
            low, high = grid[paying[-1]], min(30.0, grid[paying[-1]] + grid[1])
            for _ in range(60):
                middle = (low + high) / 2
                low, high = (middle, high) if expected_rent(middle) >= c else (low, middle)
            x, weights = np.polynomial.legendre.leggauss(200)
            u = low * (x + 1) / 2
            margin = ((expected_rent(u) - c) * np.exp(-v.discount_rate * u) * weights).sum() * low / 2
            value = max(salvage, 12 * HOURS * v.utilisation * margin + salvage * np.exp(-v.discount_rate * low))
        close(market._value_at(g, np.array([rent]), np.array([reverts_to])), value, 1e-11)


def at_the_free_entry_rent_a_new_chip_is_worth_its_price():
    market = Market(WORLD, Draws(1, 1), Thresholds(1))
    for g, chip in enumerate(market.chips):
        rent = np.array([market.free_entry_rent[g]])
        close(market._value_at(g, rent, rent), chip.price_usd, 1e-11)


def a_rent_that_never_covers_cost_has_no_paying_life():
    # Just too low to reach cost before it fades; below cost for good; on its way up; and for longer than thirty years.
    life = paying_life(np.array([0.2, 0.5, 0.9, 2.0]), np.array([1.05, 0.6, 3.0, 2.0e3]), 1.0, 0.2, 0.5)
    assert life[0] == 0 and life[1] == 0 and life[2] > 2 and life[3] == 30


def arrivals_average_to_their_table_whatever_the_supply_factor():
    document = copy.deepcopy(DOCUMENT)
    document["market"]["order_elasticity"] = 0
    market = Market(resolve(document), Draws(3, 20000), Thresholds(20000))
    for t in range(20):
        market.month(t)
    g = market.index["new"]
    close(market.arrivals[g].mean(), 110000.0, 5 * 0.2 / np.sqrt(20000))


def tables_are_read_as_steps_or_lines():
    table = [(2, 10.0), (6, 30.0)]
    assert [step_at(table, t) for t in (1, 2, 5, 6, 9)] == [0, 10, 10, 30, 30]
    assert [linear_at(table, t) for t in (0, 2, 3, 6, 9)] == [10, 10, 15, 30, 30]
    assert [days_in_month(WORLD, t) for t in (0, 7, 19)] == [31, 28, 29]


def every_part_of_the_facility_is_reached_and_cash_is_conserved():
    twin = run(WORLD, 2000, 5, keep="facility.*")  # each month of each path asserts conservation
    by_month, outcome = twin.monthly, twin.outcomes
    assert set(np.unique(by_month["facility.loan.status"])) == {0, 1, 2, 3}
    flows = ("draw", "cures", "proceeds", "guarantee_paid", "hedge_receipt", "hedge_paid")
    for quantity in (*flows, "arrears", "trapped"):
        assert by_month["facility.loan." + quantity].max() > 0, quantity
    for covenant in WORLD.facility[0].covenant:
        assert (outcome[f"facility.loan.first_breach.{covenant.name}"] >= 0).any(), covenant.name
    loss, default = outcome["facility.loan.loss"], outcome["facility.loan.default_month"]
    assert (loss > 0).any() and (default == -1).any() and (loss[default == -1] == 0).all()
    # What was lent came back or was lost.
    opening = DOCUMENT["facility"][0]["repaid_usd"]
    repaid = outcome["facility.loan.principal_sum"] + opening
    ended = (outcome["facility.loan.closed_month"] >= 0) & (loss == 0)
    assert ended.any()
    assert np.abs(repaid - outcome["facility.loan.funded"])[ended].max() <= 1.01
    lost = loss > 0
    gap = outcome["facility.loan.funded"] - repaid
    assert (gap[lost] <= loss[lost] + 1).all() and (gap >= -1e-3).all()


def a_quiet_loan_pays_its_schedule():
    document = copy.deepcopy(DOCUMENT)
    document["market"] |= {"growth_volatility": 0, "demand_volatility": 0, "supply_volatility": 0}
    document["market"] |= {"jump_rate_per_year": 0, "boom_start_per_year": 0, "bust_start_per_year": 0}
    document["rates"]["volatility"] = 0
    document["customer"][0]["annual_default_probability"] = document["operator"][0]["annual_default_probability"] = 0
    document["lease"][0] |= {"breach_probability": 0, "ends": month("2031-01"), "rent_usd_per_gpu_hour": 9.0}
    loan = document["facility"][0]
    loan |= {"limbs": ["schedule"], "draw": [], "swap_share": 0, "maturity": month("2029-12")}
    twin = run(resolve(document), 2, 1, keep="facility.*")
    monthly = lambda name: twin.monthly["facility.loan." + name][:, 0]
    opening = loan["drawn_usd"] - loan["repaid_usd"]
    # By hand: the schedule falls from 0.98 to 0 of what was lent over 41 months; at first it stands above the balance.
    scheduled = np.concatenate([[opening], loan["drawn_usd"] * 0.98 * (1 - np.arange(1, 42) / 41)])
    close(monthly("balance")[:41], scheduled[:41], 1e-12)
    assert abs(monthly("balance")[41]) < 1e-3
    owed = np.concatenate([[opening], scheduled[:41]])
    sofr = 0.037 - 0.003 * np.minimum(np.arange(42) / 36, 1)
    days = [31, 31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30] + [31, 31, 30, 31, 30, 31, 31, 29, 31, 30, 31, 30]
    days = (days + [31, 31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30] + [31, 31, 30, 31, 30, 31])[:42]
    close(monthly("interest_paid")[:42], owed * (sofr + 0.045) * np.array(days) / 360, 1e-12)
    payments = -np.diff(np.concatenate([[opening], scheduled]))
    close(twin.outcomes["facility.loan.principal_years_sum"][0], (np.arange(1, 43) / 12 * payments).sum(), 1e-12)
    assert monthly("status")[40] == 0 and monthly("status")[41] == 3


def units_sold_and_left_are_all_units():
    twin = run(WORLD, 500, 5, keep=["facility.loan.left", "facility.loan.status"])
    left = twin.monthly["facility.loan.left"]
    sold_each_month = -np.diff(left, axis=0)
    sale_months = WORLD.facility[0].sale_months
    assert set(np.round(np.unique(sold_each_month), 12)) <= {0.0, round(1 / sale_months, 12)}
    assert (left >= 0).all() and left[0].min() == 1


def results_do_not_depend_on_how_paths_are_grouped():
    whole, parts = run(WORLD, 300, 2), run(WORLD, 300, 2, chunk=128)
    for name, values in whole.outcomes.items():
        assert compare.relative_difference(values, parts.outcomes[name]).max() < 1e-11, name


def a_differing_path_is_excused_only_on_a_threshold():
    engine = {"a": np.array([1.0, 2.0, 3.0] * 1000), "b": np.zeros(3000)}
    near = np.full(3000, 1e-3)
    verdict = lambda twin, distance: compare.compare(engine, twin, distance)[2]
    same = {name: values.copy() for name, values in engine.items()}
    assert verdict(same, near)
    differing = {"a": engine["a"] * np.where(np.arange(3000) == 1, 1 + 1e-8, 1.0), "b": engine["b"]}
    assert not verdict(differing, near)
    assert verdict(differing, np.where(np.arange(3000) == 1, 1e-10, 1e-3))
    assert not verdict({"a": engine["a"] * 1.1, "b": engine["b"]}, np.zeros(3000))
    assert not verdict({"a": engine["a"]}, near)


def thresholds_remember_the_closest_call_but_no_tie():
    thresholds = Thresholds(3)
    below = thresholds.below(np.array([1.0, 1 - 1e-12, 5.0]), 1.0, np.array([True, True, False]))
    assert below.tolist() == [False, True, False]
    whole = thresholds.whole(np.array([0.2, 0.5, 2 + 1e-11]))
    assert whole.tolist() == [0, 0, 2]
    assert thresholds.least_distance[0] == np.inf and 0 < thresholds.least_distance[1] < 2e-12
    assert 0 < thresholds.least_distance[2] < 1e-11


def annuity_is_the_integral_of_discount():
    close(annuity(0.15, 4.0), (1 - np.exp(-0.6)) / 0.15, 1e-14)


if __name__ == "__main__":
    own = [item for item in list(globals().values()) if getattr(item, "__module__", "") == "__main__"]
    checks = [item for item in own if item is not close]
    for check in checks:
        check()
        print("passed:", check.__name__.replace("_", " "))
