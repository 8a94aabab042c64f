"""Rebuilds chips.csv: one row a chip with what the market model needs on 2026-07-01.

Installed units = shipments (chip_shipments_quarterly.csv, Epoch AI estimates, and shipments_judged.csv) times survival
exp(-retirement x age). The last shipments counted are those of 2026-04, COMMISSIONING_LAG_MONTHS before the date.
Parts made only for China (A800, H800, H20, MI308X) and the supercomputer part MI300A, MI250X are left out.
"""
import math

from chip_tables import STACK_DATE, effective_compute, read, running_cost_usd_per_hour, write

# Epoch's row name -> our chip. Epoch counts H200 with H100, GB200 with B200, GB300 with B300.
EPOCH = {"A100": "A100", "H100": "H100", "B200": "GB200", "B300": "GB300", "Instinct MI300X": "MI300X",
         "Instinct MI325X": "MI300X", "Instinct MI350X": "MI355X", "Instinct MI355X": "MI355X"}
FAILURE = 0.02     # permanent loss of a unit a year; judgement, prior 0.01-0.05
RETIRED = {"V100": 0.10, "A100": 0.04}  # with the owners' own retirements, up to 2026-07-01; judgement


def year(day):
    y, m, d = (int(part) for part in day.split("-"))
    return y + (m - 1) / 12 + (d - 1) / 365


def main():
    table = {row["chip"]: row for row in read("chip_specs.csv")}
    h200_share = {row["quarter"]: float(row["h200_share"]) for row in read("hopper_split.csv")}
    rents = {row["chip"]: row for row in read("rents_2026_07.csv")}
    shipped, alive = {}, {}

    def add(chip, units, when):
        shipped[chip] = shipped.get(chip, 0.0) + units
        alive[chip] = alive.get(chip, 0.0) + units * math.exp(-RETIRED.get(chip, FAILURE) * max(0.0, STACK_DATE - when))

    for row in read("chip_shipments_quarterly.csv"):
        if not row["series"].startswith("units:") or row["series"][6:] not in EPOCH:
            continue
        chip, units = EPOCH[row["series"][6:]], float(row["value"])
        when = (year(row["period_start"]) + year(row["period_end"])) / 2
        share = h200_share.get(row["quarter"], 0.0) if chip == "H100" else 0.0
        add(chip, units * (1 - share), when)
        if share:
            add("H200", units * share, when)
    for row in read("shipments_judged.csv"):
        add(row["chip"], float(row["units"]), (year(row["period_start"]) + year(row["period_end"])) / 2)

    rows = []
    for chip, spec in table.items():
        rent = rents.get(chip, {})
        rows.append({
            "chip": chip, "generation": spec["generation"], "maker": spec["maker"], "first_ship": spec["first_ship"],
            "effective_compute": f"{effective_compute(spec, table):.3f}", "power_kw": spec["power_kw"],
            "running_cost_usd_per_hour": f"{running_cost_usd_per_hour(float(spec['power_kw'])):.3f}",
            "shipped_to_2026_04": round(shipped.get(chip, 0), -3), "installed_2026_07": round(alive.get(chip, 0), -3),
            "installed_log_sd": {"V100": 0.50, "L40S": 0.60, "A100": 0.25}.get(chip, 0.13 if chip in alive else ""),
            "rent_usd_per_gpu_hour": rent.get("clearing_rent_usd_per_gpu_hour", ""), "rent_log_sd": rent.get("log_sd", ""),
            "installed_cost_usd": spec["installed_cost_usd"], "failure_per_year": FAILURE,
            "tier": "judgement" if chip in ("RubinUltra", "Feynman", "PostFeynman", "V100", "L40S") else "derived",
            "source": "chip_specs.csv; chip_shipments_quarterly.csv; shipments_judged.csv; rents_2026_07.csv"})
    write("chips.csv", list(rows[0]), rows)


if __name__ == "__main__":
    main()
