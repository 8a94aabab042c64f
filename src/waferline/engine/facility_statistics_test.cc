#include "waferline/engine/facility_statistics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "waferline/engine/bad_paths.h"

namespace waferline {
namespace {

constexpr double million = 1e6;

/// Ten paths of a loan of 100 million, small enough to sum by hand: eight repay, one defaults after its customer and
/// loses 40 of 80, one defaults before its operator, loses 20 of 70 and is still open at the end.
class FacilityStatisticsTest : public testing::Test {
 protected:
  using Path = std::map<std::string, double>;

  void SetUp() override {
    plan.months = 12;
    FacilityNames names;
    names.name = names.label = "x";
    names.borrower = "op";
    names.customers = {"c"};
    for (const char* name : {"dscr", "ltv"}) {
      names.covenants.emplace_back();
      names.covenants.back().name = name;
    }
    plan.facility_names.push_back(names);
    for (const auto& [name, value] : repaid()) plan.outcomes.push_back({name, name, "usd"});
    plan.drivers = {{plan.outcome_column("driver.sofr"), "sofr", "SOFR", "rate"}};

    Path after_customer = repaid();
    set(after_customer, {{"default_month", 3},
                         {"exposure_at_default_pv", 80 * million},
                         {"loss_pv", 40 * million},
                         {"principal_sum", 60 * million},
                         {"principal_years_sum", 100 * million},
                         {"exposure_pv_sum", 150 * million},
                         {"first_breach.dscr", 2},
                         {"first_breach.ltv", 4},
                         {"under_water_market", 1},
                         {"worst_ltv_liquidation", 1.5}});
    after_customer["customer.c.default_month"] = 2;
    after_customer["driver.sofr"] = 1;
    Path before_operator = repaid();
    set(before_operator, {{"default_month", 5},
                          {"exposure_at_default_pv", 70 * million},
                          {"loss_pv", 20 * million},
                          {"principal_sum", 80 * million},
                          {"principal_years_sum", 140 * million},
                          {"exposure_pv_sum", 190 * million},
                          {"first_breach.ltv", 1},
                          {"closed_month", -1},
                          {"under_water_market", 1},
                          {"worst_ltv_liquidation", 1.2}});
    before_operator["operator.op.default_month"] = 6;
    before_operator["driver.sofr"] = 0.5;
    paths.assign(8, repaid());
    paths.push_back(after_customer);
    paths.push_back(before_operator);
  }

  static Path repaid() {
    Path path{{"operator.op.default_month", -1}, {"customer.c.default_month", -1}, {"driver.sofr", 0}};
    set(path, {{"default_month", -1},
               {"exposure_at_default_pv", 0},
               {"loss_pv", 0},
               {"funded", 100 * million},
               {"principal_sum", 100 * million},
               {"principal_years_sum", 250 * million},
               {"exposure_pv_sum", 250 * million},
               {"closed_month", 10},
               {"under_water_market", 0},
               {"under_water_liquidation", 0},
               {"worst_ltv_liquidation", 0.5},
               {"first_breach.dscr", -1},
               {"first_breach.ltv", -1}});
    return path;
  }
  static void set(Path& path, const Path& values) {
    for (const auto& [name, value] : values) path["facility.x." + name] = value;
  }
  std::vector<double> row(const Path& path) const {
    std::vector<double> outcomes;
    for (const Observable& outcome : plan.outcomes) outcomes.push_back(path.at(outcome.name));
    return outcomes;
  }
  FacilityStatistics counted() const {
    FacilityStatistics statistics(plan, 0);
    for (const Path& path : paths) statistics.add(row(path).data());
    return statistics;
  }
  Figure figure(const std::string& name) const {
    for (const Figure& figure : counted().result().figures)
      if (figure.name == "facility.x." + name) return figure;
    ADD_FAILURE() << "no figure " << name;
    return {};
  }

  Plan plan;
  std::vector<Path> paths;
};

TEST_F(FacilityStatisticsTest, CountsDefaultsOverAllPaths) {
  EXPECT_DOUBLE_EQ(figure("pd").value, 2.0 / 10);
  EXPECT_NEAR(figure("pd").standard_error, std::sqrt(0.25 * 0.75 / 10), 1e-12);  // (2 + 1) / (10 + 2) by Laplace
  const std::vector<double> defaulted = counted().result().shares.at(0).share;
  EXPECT_EQ(defaulted, (std::vector<double>{0, 0, 0, 0.1, 0.1, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2}));
}

TEST_F(FacilityStatisticsTest, LossGivenDefaultIsARatioOfSums) {
  EXPECT_NEAR(figure("lgd").value, 60.0 / 150, 1e-12);
  // Residuals 40 - 0.4 x 80 = 8 and 20 - 0.4 x 70 = -8: s² = 128/9, over mean exposure 15.
  // Squares of dollars are kept to 2^30, of which this loan's have about a million.
  EXPECT_NEAR(figure("lgd").standard_error, std::sqrt(128.0 / 9 / 10) / 15, 1e-6);
}

TEST_F(FacilityStatisticsTest, LossesAreSharesOfWhatWasFunded) {
  EXPECT_NEAR(figure("expected_loss").value, 0.06, 1e-12);
  EXPECT_NEAR(figure("expected_loss").standard_error, std::sqrt((0.16 + 0.04 - 10 * 0.0036) / 9 / 10), 1e-9);
  EXPECT_NEAR(figure("es99").value, 0.4, 1e-4);  // a tenth of the worst path
  EXPECT_DOUBLE_EQ(figure("loss_probability").value, 0.2);
  const FacilityResult result = counted().result();
  EXPECT_DOUBLE_EQ(result.loss_bin_edges.at(16), 0.4);
  EXPECT_DOUBLE_EQ(result.loss_bin_share.at(16), 0.1);
  EXPECT_DOUBLE_EQ(result.loss_bin_share.at(8), 0.1);
}

TEST_F(FacilityStatisticsTest, LifeAndSpreadAreRatiosOverAllPaths) {
  EXPECT_NEAR(figure("wal").value, 2240.0 / 940, 1e-12);  // 8 x 250 + 100 + 140 over 8 x 100 + 60 + 80
  EXPECT_NEAR(figure("break_even_spread_bp").value, 1e4 * 60 / 2340, 1e-9);  // over 8 x 250 + 150 + 190
}

TEST_F(FacilityStatisticsTest, SharesCountPaths) {
  EXPECT_DOUBLE_EQ(figure("under_water.market.share").value, 0.2);
  EXPECT_DOUBLE_EQ(figure("under_water.liquidation.share").value, 0);
  EXPECT_GT(figure("under_water.liquidation.share").standard_error, 0) << "never seen is not never";
  EXPECT_DOUBLE_EQ(figure("open_at_horizon").value, 0.1);
}

TEST_F(FacilityStatisticsTest, ACovenantBreaksFirstWhereNoOtherBrokeEarlier) {
  const std::vector<CovenantResult> covenants = counted().result().covenants;
  EXPECT_DOUBLE_EQ(covenants.at(0).breach_share, 0.1);
  EXPECT_DOUBLE_EQ(covenants.at(1).breach_share, 0.2);
  EXPECT_DOUBLE_EQ(covenants.at(0).breaks_first_share, 0.1);
  EXPECT_DOUBLE_EQ(covenants.at(1).breaks_first_share, 0.1);
  EXPECT_DOUBLE_EQ(covenants.at(0).first_breach_by_month.at(2), 0.1);
  EXPECT_DOUBLE_EQ(figure("first_breach.ltv.share").value, 0.2);
}

TEST_F(FacilityStatisticsTest, ACauseIsAFailureByTheMonthOfDefault) {
  const std::vector<Cause> causes = counted().result().default_causes;
  EXPECT_DOUBLE_EQ(causes.at(0).share, 0.1) << "the operator failed a month after the loan";
  EXPECT_DOUBLE_EQ(causes.at(1).share, 0.1);
  EXPECT_DOUBLE_EQ(causes.at(2).share, 0);
  EXPECT_DOUBLE_EQ(causes.at(3).share, 0);
}

TEST_F(FacilityStatisticsTest, ALossAboveWhatWasFundedIsOutOfRange) {
  EXPECT_EQ(counted().out_of_range(), 0U);
  paths[8]["facility.x.loss_pv"] = 101 * million;
  EXPECT_EQ(counted().out_of_range(), 1U);
}

TEST_F(FacilityStatisticsTest, FewDefaultsAreComparedByTheWorstPaths) {
  const FacilityStatistics statistics = counted();
  BadPaths bad(plan, statistics);
  for (std::size_t p = 0; p < paths.size(); ++p) bad.add(p, row(paths[p]).data());
  FacilityResult result;
  bad.finish(result);
  EXPECT_EQ(result.bad_paths, 1U);
  EXPECT_NEAR(result.drivers.at(0).mean_all, 0.15, 1e-9);
  EXPECT_NEAR(result.drivers.at(0).mean_bad, 1, 1e-9);
  EXPECT_NEAR(result.drivers.at(0).difference, 0.85, 1e-9);
  ASSERT_EQ(result.picks.size(), 3U);
  EXPECT_LT(result.picks[0].path, 8U) << "half the paths are better, half worse";
  EXPECT_EQ(result.picks[2].path, 8U) << "the worst";
}

TEST_F(FacilityStatisticsTest, ManyDefaultsAreTheBadPaths) {
  for (int copy = 0; copy < 100; ++copy) {
    paths.push_back(paths[8]);
    paths.push_back(paths[9]);
  }
  const FacilityStatistics statistics = counted();
  EXPECT_TRUE(statistics.judged_by_default());
  BadPaths bad(plan, statistics);
  for (std::size_t p = 0; p < paths.size(); ++p) bad.add(p, row(paths[p]).data());
  FacilityResult result;
  bad.finish(result);
  EXPECT_EQ(result.bad_paths, 202U);
  EXPECT_NEAR(result.drivers.at(0).mean_bad, 0.75, 1e-9);
}

}  // namespace
}  // namespace waferline
