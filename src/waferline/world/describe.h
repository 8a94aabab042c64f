/// A world told back: as JSON with every default filled in, and as the list of its assumptions.
///
/// resolved_json has this shape (one object; keys and their order are those of the registry, see docs/world-file.md):
///
///     { "title": "...", "start": M, "months": 60,
///       "market": { "reference_chip": "H100", "demand_elasticity": 1.1, ... }, "value": {...}, "forced_sale": {...},
///       "rates": { "forward": T, "reversion_per_year": 0.1, "volatility": 0.01 },
///       "chip": [ { "name": "H100", "maker": "...", ..., "release": M, "follows": null, "frontier": true, "arrivals":
///       T }, ... ], "quote": [...], "customer": [...], "operator": [...], "fleet": [...], "lease": [...], "facility":
///       [ { "name": "x", ..., "limbs": ["schedule"], "remaining_share": T,
///                       "draw": [ { "month": M, "amount_usd": 1e8 } ],
///                       "account": [ { "name": "liquidity", "opening_usd": 0.0, "target_usd": T } ],
///                       "covenant": [ { "name": "dscr", "test": "dscr", "min": 1.4, "max": null, ..., "first": M, ...
///                       } ], "pay": [ { "from": "collection", "to": "opex", "limit": "due", "when": "always" } ] } ] }
///
///     M  a month     { "index": 15, "text": "2027-10" }       index counts from the start, and may be negative
///     T  a table     [ [index, value], ... ]                  ascending; [] when the file gives none
///
/// Nouns stand in the order of the files, which numbers them. Numbers are JSON numbers that read back as the same
/// double. What is absent and has no default is null. References are names. Months the file leaves open hold the
/// registry's default.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "waferline/world/world.h"

namespace waferline {

/// One number of the world with its pedigree.
struct Assumption {
  std::string path;  ///< "facility.ddtl3.margin_bp"; a table's has no single value and `rows` of them
  double value = 0;
  std::size_t rows = 0;  ///< of a table; 0 for a number
  std::string unit;
  std::string source, prior;  ///< empty when the file gives none
  Place place;
  bool stated = false;  ///< false: the registry's default stands
  bool sourced() const { return !source.empty() || !prior.empty(); }
};

/// Every number and table that is stated or defaulted, in the order of the registry and the files; absent ones without
/// a default are left out.
std::vector<Assumption> assumptions(const World& world);

nlohmann::ordered_json resolved_json(const World& world);

}  // namespace waferline
