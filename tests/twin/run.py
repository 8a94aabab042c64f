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
from facility import CLOSED, Facility
from market import BUST, Market
from thresholds import Thresholds
from world import load_world

CHUNK = 8192  # paths at a time: arrays of this length stay in the processor's cache


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
    return Twin(
        {name: np.asarray(values, dtype=float) for name, values in outcomes.items()},
        {name: np.array(rows) for name, rows in monthly.items()},
        thresholds.least_distance,
    )


def quantities(market, credit, facilities):
    """Every monthly quantity by name, as it stands at the end of the month."""
    yield "market.log_demand", market.log_demand
    yield "market.sofr", market.sofr
    yield "market.discount", market.discount
    yield "market.absorption", market.absorption
    yield "market.bust", market.regime == BUST
    pledged = {fleet.chip_index for fleet in credit.fleets.values()}
    for g, chip in enumerate(market.chips):
        yield f"chip.{chip.name}.rent", market.rent[g]
        yield f"chip.{chip.name}.installed", market.installed[g]
        yield f"chip.{chip.name}.used", market.used[g]
        if g in pledged:
            yield f"chip.{chip.name}.value", market.chip_value(g)
    for name in market.log_quote:
        yield f"quote.{name}.rent", market.quote(name)
    for name, operator in credit.operators.items():
        yield f"operator.{name}.power_price", operator.power_price
    for name, fleet in credit.fleets.items():
        yield f"fleet.{name}.bill", fleet.bill
        yield f"fleet.{name}.cost", fleet.cost
        yield f"fleet.{name}.left", fleet.left
    for name, f in facilities.items():
        for quantity, row in facility_quantities(f):
            yield f"facility.{name}.{quantity}", row


def facility_quantities(f):
    yield "status", f.status
    yield "balance", f.balance
    yield "funded", f.funded
    yield "arrears", f.arrears
    yield "bills", f.bill
    yield "contract_receipts", f.contract_bill
    yield "drawn", f.drawn
    yield "hedge_receipts", f.hedge_receipt
    yield "cures", f.cures
    yield "proceeds", f.proceeds
    yield "guarantee", f.from_guarantee
    yield "trapped", f.trapped
    for name, due in f.due.items():
        yield f"{name}_due", due
    for name, paid in f.paid.items():
        yield f"{name}_paid", paid
    for name, amount in f.accounts.items():
        yield f"account.{name}", amount
    yield "net_book", f.net_book
    yield "market_value", f.market_value
    yield "liquidation_value", f.liquidation_value
    for covenant in f.covenants:
        yield f"covenant.{covenant.noun.name}.value", covenant.value


def path_results(credit, facilities):
    """What a path comes to: months are -1 where the thing never happens."""
    for name, operator in credit.operators.items():
        yield f"operator.{name}.default_month", operator.default_month
    for name, customer in credit.customers.items():
        yield f"customer.{name}.default_month", customer.default_month
    for name, f in facilities.items():
        results = {
            "default_month": f.default_month,
            "ead": f.ead,
            "ead_pv": f.ead_pv,
            "loss": f.loss,
            "loss_pv": f.loss_pv,
            "recovered": f.recovered,
            "funded": f.funded,
            "principal_paid": f.principal_total,
            "principal_time": f.principal_time,
            "balance_time": f.balance_time,
            "open_at_horizon": f.status < CLOSED,
            "month_under_water_market": f.under_water["market"],
            "month_under_water_liquidation": f.under_water["liquidation"],
        }
        for covenant in f.covenants:
            results[f"first_breach.{covenant.noun.name}"] = covenant.first_breach
            results[f"least.{covenant.noun.name}"] = covenant.least
        yield from ((f"facility.{name}.{quantity}", values) for quantity, values in results.items())


def figures(outcomes, facility):
    """The headline figures of section 12, without their errors."""
    of = lambda name: outcomes[f"facility.{facility}.{name}"]
    defaulted = of("default_month") != NEVER
    loss_share = of("loss_pv") / of("funded")
    worst = np.sort(loss_share)[-max(1, len(loss_share) // 100) :]
    return {
        "pd": defaulted.mean(),
        "expected_loss": loss_share.mean(),
        "lgd": of("loss_pv")[defaulted].sum() / of("ead_pv")[defaulted].sum() if defaulted.any() else 0.0,
        "es99": worst.mean(),
        "wal": of("principal_time").sum() / of("principal_paid").sum(),
        "break_even_spread_bp": 1e4 * of("loss_pv").mean() / of("balance_time").mean(),
        "under_water.market.share": (of("month_under_water_market") != NEVER).mean(),
        "under_water.liquidation.share": (of("month_under_water_liquidation") != NEVER).mean(),
        "open_at_horizon": of("open_at_horizon").mean(),
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
