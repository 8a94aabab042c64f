#include "waferline/report/verdict.h"

#include <gtest/gtest.h>

namespace waferline {
namespace {

/// A loan at 400 bp whose figures a test sets.
class VerdictOn : public testing::Test {
 protected:
  VerdictOn() {
    facility.margin_bp.value = 400;
    results.start = "2026-07";
    result.name = "x";
    CovenantResult dscr;
    dscr.name = dscr.test = "dscr";
    dscr.label = "Debt service cover";
    dscr.limit = 1.4;
    dscr.limit_text = "at least 1.4, trailing 3 months";
    dscr.breach_share = dscr.breaks_first_share = 0.1;
    result.covenants = {dscr};
    ShareSeries water;
    water.name = "under_water_liquidation";
    water.share = {0.05, 0.2, 0.1};
    result.shares = {water};
  }

  Verdict with(double break_even_bp, double es99, double under_water) {
    result.figures.clear();
    add("pd", "share", 0.02, 0.001);
    add("expected_loss", "share", 0.01, 0.0005);
    add("break_even_spread_bp", "bp", break_even_bp, 5);
    add("es99", "share", es99, 0.001);
    add("under_water.liquidation.share", "share", under_water, 0.002);
    return verdict_on(facility, results, result);
  }
  void add(const char* field, const char* unit, double value, double error) {
    Figure figure;
    figure.name = std::string("facility.x.") + field;
    figure.unit = unit;
    figure.value = value;
    figure.standard_error = error;
    result.figures.push_back(figure);
  }

  Facility facility;
  Results results;
  FacilityResult result;
};

TEST_F(VerdictOn, IsSoundWhenTheMarginPaysForLossesAndCapital) {
  const Verdict verdict = with(100, 0.2, 0.1);
  EXPECT_EQ(verdict.grade, Grade::sound);
  EXPECT_DOUBLE_EQ(verdict.required_spread_bp, 100 + 0.10 * 0.2 * 1e4);
}

TEST_F(VerdictOn, IsUnsoundWhenLossesAloneExceedTheMargin) {
  EXPECT_EQ(with(401, 0.5, 0.1).grade, Grade::unsound);
  EXPECT_EQ(with(401, 0.5, 0.1).headline, "Expected losses cost 401 bp a year and the margin is 400 bp.");
}

TEST_F(VerdictOn, WatchesALoanWhoseTailIsNotPaidFor) { EXPECT_EQ(with(150, 0.3, 0.1).grade, Grade::watch); }

TEST_F(VerdictOn, WatchesALoanThatIsSoundOnlyWithinTheError) {
  // The errors are 5 bp, and 10% of 0.001 = 1 bp: two of them are 12 bp on top of 190 + 200 bp.
  EXPECT_EQ(with(190, 0.2, 0.1).grade, Grade::watch);
  EXPECT_EQ(with(180, 0.2, 0.1).grade, Grade::sound);
}

TEST_F(VerdictOn, WatchesALoanThatIsOftenUnderWaterOrInBreach) {
  EXPECT_EQ(with(100, 0.2, 0.26).grade, Grade::watch);
  result.covenants[0].breach_share = 0.26;
  EXPECT_EQ(with(100, 0.2, 0.1).grade, Grade::watch);
}

TEST_F(VerdictOn, NamesTheMonthInWhichItIsMostOftenUnderWater) {
  EXPECT_NE(with(100, 0.2, 0.1).sentences[1].find("August 2026, in 20.0% of paths"), std::string::npos)
      << with(100, 0.2, 0.1).sentences[1];
}

TEST_F(VerdictOn, NamesTheCovenantAndItsLimitInWords) {
  EXPECT_NE(with(100, 0.2, 0.1).sentences[2].find("Debt service cover (at least 1.40x, trailing 3 months)"),
            std::string::npos)
      << with(100, 0.2, 0.1).sentences[2];
}

TEST_F(VerdictOn, TellsHowManyDefaultsLoseNothing) {
  const std::vector<std::string> before = with(100, 0.2, 0.1).sentences;
  add("loss_probability", "share", 0.005, 0.0002);
  EXPECT_DOUBLE_EQ(lossless_defaults(result), 0.75);
  const std::vector<std::string> after = verdict_on(facility, results, result).sentences;
  ASSERT_EQ(after.size(), before.size() + 1);
  EXPECT_TRUE(after[1].starts_with("75% of these defaults lose nothing")) << after[1];
}

TEST_F(VerdictOn, TellsDriversAsAPersonWould) {
  result.bad_paths_are = "paths in default";
  result.drivers = {{"alive.openai", "Customer openai alive at the end", "share", 0.84, 0.36, -0.48, 0.01, -1.3},
                    {"growth", "Yearly growth of demand for compute", "rate", 0.3, 0.13, -0.17, 0.01, -0.6},
                    {"mean_sofr", "SOFR, mean", "rate", 0.04, 0.04, 0, 0.01, 0}};
  EXPECT_EQ(with(100, 0.2, 0.1).sentences.back(),
            "In paths in default, the customer openai has itself defaulted by the end in 64.0%, against 16.0% of all "
            "paths; yearly growth of demand for compute is 13.0%, against 30.0%.");
}

TEST_F(VerdictOn, WatchesALoanWhoseFiguresDoNotExist) {
  result.figures.clear();
  EXPECT_EQ(verdict_on(facility, results, result).grade, Grade::watch);
}

}  // namespace
}  // namespace waferline
