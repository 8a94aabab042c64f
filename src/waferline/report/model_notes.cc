#include <fmt/core.h>

#include <algorithm>

#include "waferline/report/notes.h"
#include "waferline/report/words.h"

namespace waferline {

namespace {

Json note(const char* title, std::string text) { return {{"title", title}, {"text", std::move(text)}}; }

bool is_judged(const Assumption& assumption) {
  return assumption.source.starts_with("judgement") || (assumption.source.empty() && !assumption.prior.empty());
}

std::string judgement_count(const std::vector<Assumption>& assumptions) {
  const auto judged = std::count_if(assumptions.begin(), assumptions.end(), is_judged);
  const auto bare =
      std::count_if(assumptions.begin(), assumptions.end(), [](const Assumption& a) { return !a.sourced(); });
  return fmt::format(
      "Of {} numbers and tables behind this page, {} are judgement, most with the range they were taken from, and {} "
      "carry no source because the file gives none or the registry's default stands. The list of assumptions names "
      "each.",
      assumptions.size(), judged, bare);
}

/// A judged number of the deal that moves the answer: "facility.ddtl3.guarantee_share".
std::string judged_terms(const World& world) {
  std::string text;
  const auto add = [&](const std::string& what, const Number& number) {
    if (number.prior.empty() && !number.source.starts_with("judgement")) return;
    text += fmt::format("{}{} ({:g}; prior {})", text.empty() ? "" : "; ", what, number.value,
                        number.prior.empty() ? "not given" : number.prior);
  };
  for (const Customer& customer : world.customer)
    add("default probability a year of " + customer.name.text, customer.annual_default_probability);
  for (const Operator& op : world.operator_)
    add("default probability a year of " + op.name.text, op.annual_default_probability);
  for (const Lease& lease : world.lease)
    if (lease.rent_usd_per_gpu_hour)
      add("rent of " + lease.name.text + ", USD per GPU-hour", *lease.rent_usd_per_gpu_hour);
  for (const Facility& facility : world.facility) add("share guaranteed", facility.guarantee_share);
  return text;
}

}  // namespace

Json model_notes_json(const World& world, const std::vector<Assumption>& assumptions) {
  Json notes = Json::array();
  notes.push_back(note("Judgement and sources", judgement_count(assumptions)));
  if (const std::string judged = judged_terms(world); !judged.empty())
    notes.push_back(
        note("Terms that no document shows", "These were judged, and the answer leans on them: " + judged + "."));
  notes.push_back(
      note("The margin for error is of sampling alone",
           "Standard errors say how far the figures would move with other random numbers. They say nothing of "
           "whether the model or its judgements are right; another plausible judgement can move a figure by "
           "more than its error."));
  notes.push_back(
      note("How demand moves",
           "Two or three years of rents cannot tell growth that reverts from growth that lasts, nor show how "
           "often booms and busts come and how long they stay. Rates of booms, busts and jumps are judged from "
           "other capital goods and short samples; default and chip value both hang on them."));
  notes.push_back(
      note("How demand answers price",
           "The price elasticity of demand for compute and the substitution between generations are not "
           "separately visible in posted rents. A lower elasticity makes rents fall further for the same supply."));
  notes.push_back(note(
      "What buyers of chips foresee",
      "The market value of a chip is what its rents, less running cost, are worth to buyers who expect its rent to "
      "return to the rent at which buying the newest released chip just pays. They don't foresee booms, busts or "
      "the next generation: value steps down in the month a new generation is released, and rises when rents do. "
      "Buyers who priced the announced roadmap would pay less before a release, and the step would be smaller."));
  notes.push_back(
      note("What a forced sale would fetch",
           "No large fleet of current chips has been repossessed and sold. The haircut, the price impact and the "
           "months a sale takes are set from other equipment, and no data contradict quite different ones."));
  notes.push_back(
      note("Who would default, and together with whom",
           "Neither customers nor operators of this kind have a default history. Their yearly probabilities are "
           "set from ratings and spreads of comparable firms, and how strongly they fail together with AI demand "
           "is judgement: it decides the tail more than the probabilities do."));
  notes.push_back(
      note("What counts as default",
           "A payment default past its grace period, or an acceleration. When the customer or the operator fails, "
           "covenants fail with it and the lenders accelerate, so the default probability mostly counts failures of "
           "others. Whether the lenders then lose depends on what the chips earn and fetch: that is in the losses."));
  notes.push_back(
      note("What is left out",
           "Legal outcomes of a default, power curtailment, fraud, export controls on resale, a sponsor's choice "
           "to support a loan it need not support, and refinancing before maturity are not modelled."));
  return notes;
}

Json assumptions_json(const std::vector<Assumption>& assumptions) {
  Json list = Json::array();
  for (const Assumption& assumption : assumptions) {
    const Place& place = assumption.place;
    list.push_back({{"key", assumption.path},
                    {"value", assumption.rows > 0 ? fmt::format("{} rows", assumption.rows)
                                                  : fmt::format("{:.10g}", assumption.value)},
                    {"unit", assumption.unit},
                    {"source", assumption.source},
                    {"prior", assumption.prior},
                    {"stated", assumption.stated},
                    {"place", place.line > 0 ? Json(fmt::format("{}:{}", place.file, place.line)) : Json()}});
  }
  return list;
}

}  // namespace waferline
