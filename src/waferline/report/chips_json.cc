#include "waferline/report/chips_json.h"

#include <cmath>

#include "waferline/report/bands_json.h"
#include "waferline/report/words.h"

namespace waferline {

namespace {

constexpr std::size_t longest_slip = 240;

const Chip* find_chip(const World& world, const std::string& name) {
  for (const Chip& chip : world.chip)
    if (chip.name.text == name) return &chip;
  return nullptr;
}

/// Mean slips of a chip still to be released and of those it follows that are also still to come.
std::vector<double> chain_of(const World& world, const Chip& chip) {
  std::vector<double> means;
  const Chip* at = &chip;
  for (std::size_t step = 0; at != nullptr && step <= world.chip.size(); ++step) {
    if (at->release.month <= world.start.month) break;
    means.push_back(at->slip_mean_months);
    at = at->follows ? find_chip(world, at->follows->text) : nullptr;
  }
  return means;
}

}  // namespace

int slip_quantile(const std::vector<double>& mean_months_along_chain, double p) {
  std::vector<double> probability(longest_slip, 0.0);
  probability[0] = 1;
  for (const double mean : mean_months_along_chain) {
    if (mean <= 0) continue;
    const double decay = std::exp(-1 / mean);
    // Adding a geometric slip: q[k] = decay q[k-1] + (1 - decay) p[k].
    double before = 0;
    for (double& at : probability) before = at = decay * before + (1 - decay) * at;
  }
  double so_far = 0;
  for (std::size_t month = 0; month < longest_slip; ++month) {
    so_far += probability[month];
    if (so_far >= p) return static_cast<int>(month);
  }
  return static_cast<int>(longest_slip);
}

Json chips_json(const World& world, const Plan& plan, const Results& results) {
  Json list = Json::array();
  for (int i = 0; i < plan.valued_count; ++i) {
    const auto chip = static_cast<std::size_t>(plan.valued_chips[static_cast<std::size_t>(i)]);
    const std::string& name = plan.chip_names[chip];
    const Band* rent = find_band(results, "chip." + name + ".rent_usd_per_gpu_hour");
    const Band* value = find_band(results, "chip." + name + ".value_usd");
    if (rent == nullptr || value == nullptr) continue;
    const Chip* noun = find_chip(world, name);
    list.push_back({{"name", name},
                    {"label", name},
                    {"rent", band_json(*rent, "rent", rent->unit)},
                    {"value", band_json(*value, "value", value->unit)},
                    {"price_usd", noun == nullptr ? Json() : json_number(noun->price_usd)}});
  }
  return list;
}

Json releases_json(const World& world) {
  Json list = Json::array();
  const Month start = world.start.month;
  const Month end = add_months(start, static_cast<int>(world.months));
  for (const Chip& chip : world.chip) {
    if (chip.release.month <= start || chip.release.month >= end) continue;
    const std::vector<double> chain = chain_of(world, chip);
    list.push_back({{"label", chip.name.text},
                    {"month", to_string(chip.release.month)},
                    {"p05", to_string(add_months(chip.release.month, slip_quantile(chain, 0.05)))},
                    {"p95", to_string(add_months(chip.release.month, slip_quantile(chain, 0.95)))}});
  }
  return list;
}

}  // namespace waferline
