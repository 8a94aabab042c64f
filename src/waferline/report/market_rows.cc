#include "waferline/report/market_rows.h"

#include <cmath>
#include <limits>

#include "waferline/report/words.h"

namespace waferline {

namespace {

struct Model {
  double value = std::numeric_limits<double>::quiet_NaN(), error = value;
};

/// "above", "inside" or "below" the range; empty when the model has no number of its own.
std::string comparison(const Model& model, double low, double high) {
  if (!std::isfinite(model.value)) return {};
  if (model.value < low) return "the model is below it";
  if (model.value > high) return "the model is above it";
  return "the model is inside it";
}

Json row(const std::string& what, const std::string& unit, const Model& model, double low, double high,
         const std::string& date, const std::string& source, const std::string& note) {
  return {{"what", what},
          {"unit", unit},
          {"model_value", json_number(model.value)},
          {"model_error", json_number(model.error)},
          {"value_low", json_number(low)},
          {"value_high", json_number(high)},
          {"date", date},
          {"source", source},
          {"note", note}};
}

}  // namespace

Json market_rows_json(const Facility& facility, const FacilityResult& result, const Verdict& verdict,
                      const std::vector<MarketPrice>& prices) {
  Json rows = Json::array();
  const Figure break_even = find_figure(result, "break_even_spread_bp");
  const Model losses{break_even.value, break_even.standard_error};
  const Model required{verdict.required_spread_bp, verdict.required_spread_error};
  const double margin = facility.margin_bp;
  rows.push_back(row("Contract margin, against expected losses", "bp", losses, margin, margin, "",
                     facility.margin_bp.source, comparison(losses, margin, margin)));
  rows.push_back(row("Contract margin, against losses and capital for the tail", "bp", required, margin, margin, "",
                     facility.margin_bp.source, comparison(required, margin, margin)));
  const Number &low = facility.spread_market_low_bp, &high = facility.spread_market_high_bp;
  if (low.stated && high.stated)
    rows.push_back(row("Spread the market asks for this risk", "bp", required, low, high, "",
                       low.source == high.source ? low.source : low.source + "; " + high.source,
                       comparison(required, low, high)));
  for (const MarketPrice& price : prices) {
    if (!price.facility.empty() && price.facility != facility.name.text) continue;
    Model model;
    if (!price.figure.empty()) {
      const Figure figure = find_figure(result, price.figure);
      model = {figure.value, figure.standard_error};
    }
    rows.push_back(row(price.what, price.unit, model, price.low, price.high, price.date, price.source,
                       price.note.empty() ? comparison(model, price.low, price.high) : price.note));
  }
  return rows;
}

}  // namespace waferline
