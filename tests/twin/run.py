"""The numpy twin of Waferline: a readable second statement of docs/model.md, vectorised over paths.

    waferline explain worlds/coreweave-ddtl3 --json > world.json
    python3 run.py world.json --paths 4096 --seed 1 --out twin.npz

The archive holds one array [paths] for every outcome, named as the engine's path file names them, `least_distance` (how
near each path came to a threshold) and, for names matched by --keep, arrays [months, paths]. From Python:

    twin = run(load_world("world.json"), paths=4096, seed=1, keep="facility.*.balance")
    twin.monthly["facility.ddtl3.balance"]
"""

import argparse
import fnmatch

import numpy as np

from credit import NEVER, Credit
from draws import Draws
from facility import Facility
from market import Market
from thresholds import Thresholds
from world import load_world

CHUNK = 16384  # paths at a time: many, so that what numpy costs a call is small beside its arithmetic


class Twin:
    """Results: `outcomes[name]` by path, `monthly[name]` by month and path, `least_distance` by path."""

    def __init__(self, outcomes, monthly, least_distance):
        self.outcomes, self.monthly, self.least_distance = outcomes, monthly, least_distance


def run(world, paths, seed, keep=(), first=0, chunk=CHUNK, record=True):
    """Simulates paths first .. first + paths - 1.

    `keep` is a pattern, or several, of monthly quantities to return. Without `record` no monthly quantity is averaged.
    """
    parts = [
        simulate(world, min(chunk, paths - done), seed, patterns(keep), first + done, record)
        for done in range(0, paths, chunk)
    ]
    return Twin(
        {name: np.concatenate([part.outcomes[name] for part in parts]) for name in parts[0].outcomes},
        {name: np.concatenate([part.monthly[name] for part in parts], axis=1) for name in parts[0].monthly},
        np.concatenate([part.least_distance for part in parts]),
    )


def patterns(keep):
    return [keep] if isinstance(keep, str) else list(keep)


def simulate(world, paths, seed, keep, first, record):
    draws, thresholds = Draws(seed, paths, first), Thresholds(paths)
    market = Market(world, draws, thresholds)
    credit = Credit(world, market, draws, thresholds)
    facilities = {noun.name: Facility(noun, world, market, credit, draws, thresholds) for noun in world.facility}
    sums, monthly = {}, {}
    for t in range(world.months):
        market.month(t)
        credit.month(t)
        for facility in facilities.values():
            facility.month(t)
        for name, row in quantities(market, credit, facilities) if record else ():
            row = np.broadcast_to(np.asarray(row, dtype=float), (paths,))
            sums[name] = sums.get(name, 0.0) + row
            if any(fnmatch.fnmatchcase(name, pattern) for pattern in keep):
                monthly.setdefault(name, []).append(row.copy())
    outcomes = {"mean." + name: total / world.months for name, total in sums.items()}
    outcomes |= dict(path_results(credit, facilities))
    outcomes |= dict(drivers(world, market, credit, outcomes)) if record else {}
    return Twin(
        {name: np.asarray(values, dtype=float) for name, values in outcomes.items()},
        {name: np.array(rows) for name, rows in monthly.items()},
        thresholds.least_distance,
    )


def quantities(market, credit, facilities):
    """Every monthly quantity by the engine's name for it, as it stands at the end of the month."""
    yield "market.growth_state", market.growth_state
    yield "market.log_demand", market.log_demand
    yield "market.log_compute", np.log(market.compute)
    yield "market.regime", market.regime
    yield "market.supply_factor", market.supply_state
    yield "market.orders", market.orders
    yield "market.rent_over_free_entry", np.log(market.rent_over_free_entry)
    yield "market.absorption", market.absorption
    yield "market.sofr", market.sofr
    yield "market.discount", market.discount
    pledged = {fleet.chip_index for fleet in credit.fleets.values()}
    for g, chip in enumerate(market.chips):
        yield f"chip.{chip.name}.rent_usd_per_gpu_hour", market.rent[g]
        yield f"chip.{chip.name}.units", market.installed[g]
        yield f"chip.{chip.name}.arrivals", market.arrivals[g]
        yield f"chip.{chip.name}.released", market.released[g]
        if g in pledged:
            yield f"chip.{chip.name}.value_usd", market.chip_value(g)
    for name in market.log_quote:
        yield f"quote.{name}", market.quote(name)
    for name, operator in credit.operators.items():
        yield f"operator.{name}.alive", operator.alive
        yield f"operator.{name}.power_usd_per_kwh", operator.power_price
    for name, customer in credit.customers.items():
        yield f"customer.{name}.alive", customer.alive
        yield f"customer.{name}.upgraded", customer.upgraded
    for name, fleet in credit.fleets.items():
        yield f"fleet.{name}.in_service", fleet.serving
        yield f"fleet.{name}.bills", fleet.bill
        yield f"fleet.{name}.opex", fleet.cost
    for line in credit.lines:
        yield f"lease.{line.name}.bill", line.bill
    for name, f in facilities.items():
        for quantity, row in facility_quantities(f):
            yield f"facility.{name}.{quantity}", row


def facility_quantities(f):
    yield "status", f.status
    yield "opening_balance", f.balance_before
    yield "balance", f.balance
    yield "funded", f.funded
    yield "arrears", f.arrears
    yield "bills", f.bill
    yield "contract_receipts", f.contract_bill
    yield "draw", f.drawn
    yield "sponsor_share", f.sponsor_share
    yield "equipment", f.equipment
    yield "hedge_receipt", f.hedge_receipt
    yield "cures", f.cures
    yield "proceeds", f.proceeds
    yield "guarantee_paid", f.from_guarantee
    yield "trapped", f.trapped
    for name, due in f.due.items():
        yield f"{name}_due", due
    for name, paid in f.paid.items():
        yield f"{name}_paid", paid
    for name, amount in f.accounts.items():
        yield f"account.{name}", amount
    yield "left", f.fleets[0].left
    yield "book_value", f.net_book
    yield "market_value", f.market_value
    yield "liquidation_value", f.liquidation_value
    yield "loss", f.loss
    for covenant in f.covenants:
        yield f"covenant.{covenant.noun.name}.value", covenant.value
        yield f"covenant.{covenant.noun.name}.tested", covenant.tested


def path_results(credit, facilities):
    """What a path comes to, by the engine's names; months are -1 where the thing never happens."""
    for name, operator in credit.operators.items():
        yield f"operator.{name}.default_month", operator.default_month
    for name, customer in credit.customers.items():
        yield f"customer.{name}.default_month", customer.default_month
    for name, f in facilities.items():
        results = {
            "default_month": f.default_month,
            "exposure_at_default": f.ead,
            "exposure_at_default_pv": f.ead_pv,
            "loss": f.loss,
            "loss_pv": f.loss_pv,
            "recovered": f.recovered,
            "funded": f.funded,
            "balance": f.balance,
            "principal_sum": f.principal_total,
            "principal_years_sum": f.principal_time,
            "exposure_pv_sum": f.balance_time,
            "closed_month": f.closed_month,
            "under_water_market": f.under_water["market"],  # whether ever, while open
            "under_water_liquidation": f.under_water["liquidation"],
            "worst_ltv_liquidation": f.worst_ltv_liquidation,
        }
        for covenant in f.covenants:
            results[f"first_breach.{covenant.noun.name}"] = covenant.first_breach
        yield from ((f"facility.{name}.{quantity}", values) for quantity, values in results.items())


def drivers(world, market, credit, outcomes):
    """What bad paths are compared by: averages over the run, and who came through it."""
    mean = lambda name: outcomes["mean." + name]
    yield "driver.mean_demand_growth", (market.log_demand - market.log_demand_at_start) / (world.months - 1) * 12
    yield "driver.bust_months", market.bust_months
    yield "driver.mean_supply_factor", mean("market.supply_factor")
    yield "driver.total_slip", market.slip.sum(axis=0)
    yield "driver.mean_rent_over_free_entry", mean("market.rent_over_free_entry")
    yield "driver.mean_sofr", mean("market.sofr")
    for chip in market.chips:
        yield f"driver.mean_rent.{chip.name}", mean(f"chip.{chip.name}.rent_usd_per_gpu_hour")
    for name, operator in credit.operators.items():
        yield f"driver.mean_power.{name}", mean(f"operator.{name}.power_usd_per_kwh")
    for name, obligor in [*credit.operators.items(), *credit.customers.items()]:
        yield f"driver.alive.{name}", obligor.alive


def figures(outcomes, facility):
    """The headline figures of section 12, without their errors."""
    of = lambda name: outcomes[f"facility.{facility}.{name}"]
    defaulted = of("default_month") != NEVER
    open_at_end = of("closed_month") == NEVER
    loss_share = of("loss_pv") / of("funded")
    worst = np.sort(loss_share)[-max(1, len(loss_share) // 100) :]
    return {
        "pd": defaulted.mean(),
        "expected_loss": loss_share.mean(),
        "lgd": of("loss_pv").sum() / of("exposure_at_default_pv").sum() if defaulted.any() else 0.0,
        "es99": worst.mean(),
        "wal": of("principal_years_sum").sum() / of("principal_sum").sum(),
        "break_even_spread_bp": 1e4 * of("loss_pv").mean() / of("exposure_pv_sum").mean(),
        "under_water.market.share": of("under_water_market").mean(),
        "under_water.liquidation.share": of("under_water_liquidation").mean(),
        "open_at_horizon": open_at_end.mean(),
    }


def main():
    parser = argparse.ArgumentParser(description="The numpy twin of Waferline")
    parser.add_argument("world", help="what `waferline explain WORLD --json` printed")
    parser.add_argument("--paths", type=int, default=4096)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first path")
    parser.add_argument("--keep", action="append", default=[], help="pattern of monthly quantities to write as well")
    parser.add_argument("--out", help="write everything here (.npz)")
    options = parser.parse_args()
    world = load_world(options.world)
    twin = run(world, options.paths, options.seed, options.keep, options.first)
    if options.out:
        monthly = {"monthly." + name: rows for name, rows in twin.monthly.items()}
        np.savez(options.out, least_distance=twin.least_distance, **twin.outcomes, **monthly)
    for facility in world.facility:
        for name, value in figures(twin.outcomes, facility.name).items():
            print(f"facility.{facility.name}.{name:<32} {value:.6g}")


if __name__ == "__main__":
    main()
