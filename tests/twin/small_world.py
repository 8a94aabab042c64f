"""A small world, in the shape of `waferline explain --json`, that touches every branch of the model.

The numbers are round and stand for nothing: three chips, a quote, two leases, one facility under stress.
"""


def month(text):
    year, number = (int(part) for part in text.split("-"))
    return {"index": (year - 2026) * 12 + number - 7, "text": text}


DOCUMENT = {
    "title": "small",
    "start": month("2026-07"),
    "months": 48,
    "market": {
        "reference_chip": "old", "demand_elasticity": 0.9, "substitution": 4.0,
        "growth_now": 0.5, "growth_long_run": 0.35, "growth_fade_years": 2.0, "growth_reversion_per_year": 0.8,
        "growth_volatility": 0.5, "demand_volatility": 0.15, "jump_rate_per_year": 0.3, "jump_size_log": -0.25,
        "boom_growth": 0.4, "bust_growth": -0.8, "boom_start_per_year": 0.2, "bust_start_per_year": 0.25,
        "boom_length_months": 12, "bust_length_months": 10, "boom_ends_in_bust_share": 0.5, "bust_credit_shift": 1.0,
        "availability": 0.9, "supply_volatility": 0.2, "supply_reversion_per_year": 0.5,
        "order_elasticity": 0.8, "order_smoothing_months": 3, "order_lag_months": 9, "orders_min": 0.3, "orders_max": 3.0,
    },
    "value": {
        "discount_rate": 0.15, "obsolescence_per_year": 0.15, "rent_reversion_per_year": 0.6, "utilisation": 0.75,
        "salvage_share": 0.05,
    },
    "forced_sale": {"quality_haircut": 0.1, "price_impact": 0.6, "absorption_share": 0.1, "absorption_min": 20000},
    "rates": {
        "forward": [[0, 0.037], [36, 0.034]],
        "reversion_per_year": 0.3, "volatility": 0.01,
    },
    "chip": [
        {
            "name": "next", "effective_compute": 6.0, "power_kw": 2.0, "running_cost_usd_per_gpu_hour": 0.8,
            "installed_units": 0, "failure_per_year": 0.02, "price_usd": 55000, "rent_usd_per_gpu_hour": None, "quality": 1.2,
            "release": month("2027-06"), "slip_mean_months": 4, "follows": "new", "frontier": True,
            "arrivals": [[11 + m, 50000.0] for m in range(36)],
        },
        {
            "name": "old", "effective_compute": 1.0, "power_kw": 1.0, "running_cost_usd_per_gpu_hour": 0.5,
            "installed_units": 3000000, "failure_per_year": 0.04, "price_usd": 25000, "rent_usd_per_gpu_hour": 2.0, "quality": None,
            "release": month("2023-01"), "slip_mean_months": 0, "follows": None, "frontier": True,
            "arrivals": [[0, 30000.0], [1, 20000.0]],
        },
        {
            "name": "new", "effective_compute": 2.5, "power_kw": 1.4, "running_cost_usd_per_gpu_hour": 0.6,
            "installed_units": 1500000, "failure_per_year": 0.03, "price_usd": 40000, "rent_usd_per_gpu_hour": 3.5, "quality": None,
            "release": month("2025-01"), "slip_mean_months": 3, "follows": None, "frontier": True,
            "arrivals": [[m, 110000.0] for m in range(24)],
        },
    ],
    "quote": [
        {"name": "street", "chip": "new", "level": 1.1, "pass_through": 0.4, "change_probability": 0.5, "noise_log_sd": 0.03}
    ],
    "customer": [
        {"name": "lab", "rating": "B2", "annual_default_probability": 0.08, "ai_loading": 0.6, "upgrade_per_year": 0.1}
    ],
    "operator": [
        {
            "name": "cloud", "rating": "B", "annual_default_probability": 0.05, "ai_loading": 0.5,
            "power_usd_per_kwh": 0.07, "power_volatility": 0.3, "power_reversion_per_year": 0.5, "power_hedged_share": 0.5,
            "pue": 1.3, "hosting_usd_per_kw_month": 90, "overhead_usd_per_gpu_month": 40,
            "maintenance_share_per_year": 0.03, "idle_power_share": 0.2,
            "transition_months": 3, "transition_loss": 0.4, "backup_cost_multiplier": 1.2,
        }
    ],
    "fleet": [
        {
            "name": "first", "operator": "cloud", "chip": "new", "units": 20000, "cost_usd_per_gpu": 45000,
            "commissioning_delay_mean_months": 2, "in_service": month("2026-04"),
        },
        {
            "name": "second", "operator": "cloud", "chip": "new", "units": 10000, "cost_usd_per_gpu": 45000,
            "commissioning_delay_mean_months": 1.5, "in_service": month("2026-09"),
        },
    ],
    "lease": [
        {
            "name": "lab", "type": "take-or-pay", "customer": "lab", "fleet": ["first", "second"], "share": 0.8,
            "rent_usd_per_gpu_hour": 3.2, "starts": month("2026-07"), "ends": month("2029-03"), "quote": None, "utilisation": 1,
            "vacancy_mean_months": 2, "release_term_months": 6, "release_discount": 0.1, "breach_probability": 0.05,
            "credit_share": 0.2,
        },
        {
            "name": "spot", "type": "on-demand", "customer": None, "fleet": ["first"], "share": 0.15,
            "rent_usd_per_gpu_hour": None, "starts": month("2026-07"), "ends": month("2030-07"), "quote": "street", "utilisation": 0.6,
            "vacancy_mean_months": 0, "release_term_months": 1, "release_discount": 0, "breach_probability": 0,
            "credit_share": 0,
        },
    ],
    "facility": [
        {
            "name": "loan", "borrower": "cloud", "customer": "lab", "fleet": ["first", "second"],
            "commitment_usd": 0.85e9, "drawn_usd": 0.5e9, "repaid_usd": 0.02e9,
            "draw": [{"month": month("2026-07"), "amount_usd": 1e8}, {"month": month("2026-09"), "amount_usd": 2e8}],
            "draw_end": month("2026-10"), "maturity": month("2029-12"),
            "margin_bp": 450, "default_margin_bp": 200, "floor": 0.01, "swap_share": 0.75, "swap_rate": 0.036,
            "undrawn_fee_bp": 50, "agent_fee_usd_per_month": 20000,
            "advance_rate": 0.8, "cap_share": 0.85, "depreciation_years": 5,
            "contracted_cash_coverage": 1.1, "contracted_cash_rate": 0.09,
            "limbs": ["schedule", "depreciated_cost", "contracted_cash"],
            "remaining_share": [[0, 0.98], [41, 0.0]],
            "account": [
                {"name": "reserve", "opening_usd": 2e7, "target_usd": [[-6, 3e7]]},
                {"name": "liquidity", "opening_usd": 5e7,
                 "target_usd": [[-6, 5e7], [11, 4e7]]},
            ],
            "covenant": [
                {"name": "dscr", "test": "dscr", "min": 1.2, "max": None, "window_months": 3, "every_months": 1, "cure_months": 1,
                 "cures": 2, "cure_max_usd": 3e7, "first": month("2026-12"), "cures_free_until": month("2027-03"),
                 "effect": "event_of_default", "account": None},
                {"name": "contract_realization", "test": "contract_realization", "min": 0.85, "max": None, "window_months": 3,
                 "every_months": 3, "cure_months": 0, "cures": 1, "cure_max_usd": 5e7, "first": month("2026-12"),
                 "cures_free_until": month("2026-07"), "effect": "cash_trap", "account": None},
                {"name": "minimum_liquidity", "test": "minimum_liquidity", "min": 1.0, "max": None, "window_months": 1,
                 "every_months": 1, "cure_months": 0, "cures": 3, "cure_max_usd": 5e7, "first": month("2026-07"),
                 "cures_free_until": month("2026-07"), "effect": "event_of_default", "account": "liquidity"},
                {"name": "ltv", "test": "ltv_market", "min": None, "max": 1.3, "window_months": 1, "every_months": 1,
                 "cure_months": 2, "cures": 0, "cure_max_usd": 1e13, "first": month("2027-01"), "cures_free_until": month("2026-07"),
                 "effect": "cash_trap", "account": None},
                {"name": "unpaid", "test": "unpaid_months", "min": None, "max": 2, "window_months": 1, "every_months": 1,
                 "cure_months": 0, "cures": 0, "cure_max_usd": 1e13, "first": month("2026-07"), "cures_free_until": month("2026-07"),
                 "effect": "cash_trap", "account": None},
                {"name": "operator", "test": "operator_default", "min": None, "max": 0, "window_months": 1, "every_months": 1,
                 "cure_months": 0, "cures": 0, "cure_max_usd": 1e13, "first": month("2026-07"), "cures_free_until": month("2026-07"),
                 "effect": "event_of_default", "account": None},
            ],
            "pay": [
                {"from": "collection", "to": "opex", "limit": "due", "when": "always"},
                {"from": "collection", "to": "fees", "limit": "due", "when": "always"},
                {"from": "collection", "to": "hedge", "limit": "due", "when": "always"},
                {"from": "collection", "to": "interest", "limit": "due", "when": "always"},
                {"from": "reserve", "to": "interest", "limit": "due", "when": "always"},
                {"from": "liquidity", "to": "interest", "limit": "due", "when": "always"},
                {"from": "liquidity", "to": "collection", "limit": "excess", "when": "not_trapped"},
                {"from": "guarantee", "to": "interest", "limit": "due", "when": "always"},
                {"from": "collection", "to": "principal", "limit": "due", "when": "always"},
                {"from": "reserve", "to": "principal", "limit": "due", "when": "always"},
                {"from": "guarantee", "to": "principal", "limit": "due", "when": "always"},
                {"from": "collection", "to": "reserve", "limit": "due", "when": "always"},
                {"from": "collection", "to": "liquidity", "limit": "due", "when": "always"},
                {"from": "collection", "to": "principal", "limit": "all", "when": "trapped"},
                {"from": "collection", "to": "reserve", "limit": "all", "when": "trapped"},
                {"from": "collection", "to": "sponsor", "limit": "all", "when": "not_trapped"},
            ],
            "guarantee_share": 0.3, "guarantee_falls_away": True,
            "grace_months": 1, "standstill_months": 3, "repossession_lag_months": 2, "operate_share": 0.9,
            "operate_max_months": 9, "sale_months": 4, "selling_cost_share": 0.05, "removal_cost_usd_per_gpu": 500,
            "disposal": "best",
        }
    ],
}


def as_toml(document):
    """The same world as a world file, for the engine."""
    start = document["start"]["index"] + 2026 * 12 + 6

    def text(value):
        if isinstance(value, dict):
            return f'"{value["text"]}"' if "text" in value else "{" + ", ".join(pairs(value)) + "}"
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, list):
            return "[" + ", ".join(text(item) for item in value) + "]"
        return f'"{value}"' if isinstance(value, str) else repr(value)

    def pairs(noun, skip=()):
        skip = {*skip, *without_meaning(noun)}
        return [f"{key} = {table(key, value)}" for key, value in noun.items() if value is not None and key not in skip]

    def table(key, value):
        if key in ("arrivals", "target_usd", "remaining_share", "forward"):
            months = [((start + index) // 12, (start + index) % 12 + 1, number) for index, number in value]
            return "[" + ", ".join(f'["{year}-{number:02}", {value!r}]' for year, number, value in months) + "]"
        return text(value)

    lines = [f'title = "{document["title"]}"', f'start = "{document["start"]["text"]}"', f'months = {document["months"]}']
    for section in ("market", "value", "forced_sale", "rates"):
        lines += [f"[{section}]", *pairs(document[section])]
    for kind in ("chip", "quote", "customer", "operator", "fleet", "lease", "facility"):
        for noun in document[kind]:
            lines += [f'[{kind}.{noun["name"]}]', *pairs(noun, ("name", "draw", "account", "covenant", "pay"))]
            for account in noun.get("account", []):
                lines += [f'[{kind}.{noun["name"]}.account.{account["name"]}]', *pairs(account, ("name",))]
            for part in ("draw", "covenant", "pay"):
                for item in noun.get(part, []):
                    lines += [f'[[{kind}.{noun["name"]}.{part}]]', *pairs(item)]
    return "\n".join(lines) + "\n"


def without_meaning(noun):
    """Keys that only hold their default because the noun gives them no meaning; a world file may not state them."""
    if noun.get("type") == "take-or-pay":
        return ["utilisation"]
    if noun.get("type") == "on-demand":
        return ["starts", "ends", "vacancy_mean_months", "release_term_months", "release_discount", "breach_probability",
                "credit_share"]
    if noun.get("cures") == 0:
        return ["cures", "cure_max_usd", "cures_free_until"]
    return []


if __name__ == "__main__":
    print(as_toml(DOCUMENT), end="")
