"""Rebuilds arrivals.csv: units of each chip that start to earn rent, month by month, 2026-07 to 2031-12.

NVIDIA: packaging wafers a month (supply_path.csv) x share of wafers by generation (generation_mix.csv) x packages a
wafer (chip_specs.csv); linear between knots. Others: other_units.csv. A chip shipped in a month arrives
COMMISSIONING_LAG_MONTHS later; months without arrivals have no row. These are central values on the announced
roadmap: slip and supply uncertainty belong to the simulation.
"""
from chip_tables import COMMISSIONING_LAG_MONTHS, interpolate, month_index, month_name, read, write

FIRST, LAST = month_index("2026-07"), month_index("2031-12")


def main():
    specs = {row["chip"]: row for row in read("chip_specs.csv")}
    wafers = [(month_index(r["ship_month"]), float(r["nvidia_cowos_wafers_per_month"])) for r in read("supply_path.csv")]
    mix = read("generation_mix.csv")
    nvidia = [name for name in mix[0] if name in specs]
    others = {}
    for row in read("other_units.csv"):
        others.setdefault(row["chip"], []).append((month_index(row["ship_month"]), float(row["units_per_month"])))

    rows = []
    for chip in specs:
        if chip in nvidia:
            shares = [(month_index(r["ship_month"]), float(r[chip])) for r in mix]
            per_wafer = float(specs[chip]["packages_per_wafer"])
            units = lambda m: interpolate(wafers, m) * interpolate(shares, m) * per_wafer
            note = "wafers x share x packages a wafer"
        elif chip in others:
            knots = others[chip]
            units = lambda m: interpolate(knots, m)
            note = "other_units.csv"
        else:
            continue
        for month in range(FIRST, LAST + 1):
            value = round(units(month - COMMISSIONING_LAG_MONTHS))
            if value > 0:
                rows.append({"chip": chip, "month": month_name(month), "units": value, "source_note": note})
    write("arrivals.csv", ["chip", "month", "units", "source_note"], rows)


if __name__ == "__main__":
    main()
