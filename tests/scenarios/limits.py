"""Limits with known answers, and the direction in which a term must move a figure, on worlds a reader knows.

    python3 limits.py WAFERLINE SOURCE_FOLDER

Runs share their random numbers, so a direction must hold outright and not only within sampling error. Prints what fails.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

PATHS = 1024


class Deal:
    """One shipped world; a run of it with some terms changed gives {figure: value}, without the facility's name."""

    def __init__(self, program, folder, facility):
        self.program, self.folder, self.prefix = program, folder, f"facility.{facility}."

    def run(self, *changes):
        with tempfile.TemporaryDirectory() as out:
            command = [self.program, "run", self.folder, "--paths", str(PATHS), "--out", out, "--no-report", "--json"]
            for change in changes:
                command += ["--set", change.replace("LOAN.", self.prefix)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{changes}: {done.stderr}"
        figures = {figure["name"]: figure["value"] for figure in json.loads(done.stdout)["figures"]}
        return {name.removeprefix(self.prefix): value for name, value in figures.items()}


SAFE = (
    "customer.lab.annual_default_probability=0",
    "operator.northwind.annual_default_probability=0",
    "lease.lab.breach_probability=0",
    "lease.lab.ends=2029-10",
)


def a_loan_whose_obligors_never_fail_is_repaid_on_its_schedule(deal):
    figures = deal.run(*SAFE)
    for name in ("pd", "expected_loss", "es99", "lgd", "break_even_spread_bp", "loss_probability", "open_at_horizon"):
        assert figures[name] == 0, f"{name} is {figures[name]}"
    # Straight line over 36 months from 68 m USD: month t leaves (35 - t)/36 of it, and the mean life is 37/24 years,
    # save for what the cash trap sweeps to principal.
    untrapped = deal.run(*SAFE, "LOAN.covenant.ltv_market.max=100")
    for month in range(36):
        expected = 68e6 * (35 - month) / 36
        assert abs(untrapped[f"balance.mean.month{month:02}"] - expected) < 1, f"month {month}"
    assert abs(untrapped["wal"] - 37 / 24) < 1e-9
    assert figures["wal"] <= untrapped["wal"]


def a_tenant_sure_to_fail_leaves_the_chips_empty_and_then_let_again(deal):
    # With one chance in a hundred to live through a year, nobody is under contract after two.
    figures = deal.run("customer.lab.annual_default_probability=0.99", "lease.lab.ends=2029-10")
    contract = [figures[f"contract_receipts.mean.month{month:02}"] for month in range(36)]
    assert contract[0] > 0 and contract[30] < 1e-3 * contract[0]
    assert figures["bills.mean.month30"] > 100 * contract[30], "chips are let again"
    assert figures["expected_loss"] > deal.run()["expected_loss"]


def without_shocks_every_path_is_the_same(deal):
    calm = [
        f"market.{key}=0"
        for key in (
            "growth_volatility", "demand_volatility", "jump_rate_per_year", "boom_start_per_year",
            "bust_start_per_year", "supply_volatility",
        )
    ]
    calm += [f"chip.{chip}.slip_mean_months=0" for chip in ("Rubin", "RubinUltra", "Feynman", "PostFeynman", "MI455X")]
    figures = deal.run(*SAFE, *calm, "rates.volatility=0")
    for name in ("chip.H100.rent_usd_per_gpu_hour", "market.sofr", "chip.H200.value_usd"):
        low, high, mean = (figures[f"{name}.{band}.month36"] for band in ("p05", "p95", "mean"))
        assert abs(high / low - 1) < 0.02 and low * 0.98 < mean < high * 1.02, f"{name}: {low} to {high}, {mean}"


def rises(deal, figure, *settings):
    """The figure at each setting is at least that of the one before, and the last is above the first."""
    values = [deal.run(*setting)[figure] for setting in settings]
    assert all(one <= other for one, other in zip(values, values[1:])) and values[0] < values[-1], f"{figure}: {values}"


def a_dearer_loan_pays_more_interest_and_defaults_more(deal):
    margins = [(f"LOAN.margin_bp={margin}",) for margin in (200, 600, 1500)]
    rises(deal, "interest_paid.mean.month00", *margins)
    rises(deal, "pd", *margins)


def likelier_failures_cost_more(deal):
    for noun in ("customer.lab", "operator.northwind"):
        rises(deal, "expected_loss", *[(f"{noun}.annual_default_probability={p}",) for p in (0, 0.1, 0.5)])


def worse_sales_recover_less(deal):
    rises(deal, "lgd", *[(f"forced_sale.price_impact={x}",) for x in (0, 1, 5)])
    rises(deal, "lgd", *[(f"forced_sale.quality_haircut={x}",) for x in (0, 0.3, 0.8)])
    rises(deal, "ltv_liquidation.mean.month00", *[(f"LOAN.selling_cost_share={x}",) for x in (0, 0.1, 0.5)])


def lending_more_on_the_same_chips_is_worse_cover(deal):
    rises(deal, "ltv_market.p95.month00", *[(f"LOAN.drawn_usd={x}", f"LOAN.commitment_usd={x}") for x in (40e6, 68e6, 90e6)])
    rises(deal, "expected_loss", *[(f"LOAN.drawn_usd={x}", f"LOAN.commitment_usd={x}") for x in (40e6, 68e6, 90e6)])


def no_price_impact_makes_slow_and_quick_sales_worth_the_same(deal):
    slow, quick = (deal.run(*SAFE, "forced_sale.price_impact=0", f"LOAN.sale_months={n}") for n in (12, 1))
    for month in (0, 12, 24):
        name = f"value_liquidation.mean.month{month:02}"
        assert abs(slow[name] / quick[name] - 1) < 1e-12, name


def a_run_of_one_month_is_a_run(deal):
    figures = deal.run("months=1", "LOAN.maturity=2026-07", "LOAN.covenant.dscr.first=2026-07", "LOAN.covenant.ltv_market.first=2026-07")
    assert figures["open_at_horizon"] == 1 and figures["pd"] == 0, "one month of grace is not over"


def main(program, source):
    deal = Deal(program, str(pathlib.Path(source) / "worlds" / "first-deal"), "loan")
    failed = 0
    for law in (
        a_loan_whose_obligors_never_fail_is_repaid_on_its_schedule,
        a_tenant_sure_to_fail_leaves_the_chips_empty_and_then_let_again,
        without_shocks_every_path_is_the_same,
        a_dearer_loan_pays_more_interest_and_defaults_more,
        likelier_failures_cost_more,
        worse_sales_recover_less,
        lending_more_on_the_same_chips_is_worse_cover,
        no_price_impact_makes_slow_and_quick_sales_worth_the_same,
        a_run_of_one_month_is_a_run,
    ):
        try:
            law(deal)
            print("holds:", law.__name__.replace("_", " "))
        except AssertionError as error:
            failed += 1
            print("FAILS:", law.__name__.replace("_", " "), "--", error)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
