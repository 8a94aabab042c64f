#include "waferline/report/paired.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>

namespace waferline {
namespace {

/// Two runs of four paths, written by hand.
class PairedDifferences : public testing::Test {
 protected:
  void SetUp() override {
    folder = std::filesystem::path(testing::TempDir()) / ("paired" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    plan.outcomes = {{"facility.x.default_month", "", "month"},
                     {"facility.x.loss_pv", "", "usd"},
                     {"facility.x.exposure_at_default_pv", "", "usd"}};
    results.paths = 4;
    FacilityResult facility;
    facility.name = "x";
    for (const char* field : {"pd", "lgd"}) {
      Figure figure;
      figure.name = std::string("facility.x.") + field;
      figure.label = field;
      figure.unit = "share";
      facility.figures.push_back(figure);
    }
    results.facilities = {facility};
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  std::filesystem::path write(const char* name, const std::vector<double>& outcomes) const {
    EXPECT_TRUE(write_file(folder / name, std::as_bytes(std::span(outcomes))));
    return folder / name;
  }

  std::filesystem::path folder;
  Plan plan;
  Results results;
};

TEST_F(PairedDifferences, OfAShareAreThoseOfItsPaths) {
  const auto a = write("a", {-1, 0, 0, 5, 10, 20, -1, 0, 0, -1, 0, 0});
  const auto b = write("b", {-1, 0, 0, 5, 10, 20, 7, 30, 40, -1, 0, 0});
  const auto figures = paired_differences({plan, results, a}, {plan, results, b});
  ASSERT_TRUE(figures);
  ASSERT_GE(figures->size(), 2U);
  const PairedFigure& pd = figures->at(0);
  EXPECT_EQ(pd.name, "facility.x.pd");
  EXPECT_DOUBLE_EQ(pd.difference, 0.25);
  // Differences by path are 0, 0, 1, 0: their standard deviation over sqrt(4) is sqrt(0.25)/2.
  EXPECT_DOUBLE_EQ(pd.standard_error, 0.25);

  const PairedFigure& lgd = figures->at(1);
  EXPECT_DOUBLE_EQ(lgd.a, 0.5);
  EXPECT_DOUBLE_EQ(lgd.b, 40.0 / 60.0);
  // Influences of a vanish (10 - 0.5*20); those of b are (10 - 20*2/3)/15 = -2/9 and (30 - 40*2/3)/15 = 2/9.
  EXPECT_NEAR(lgd.standard_error, std::sqrt(2 * (2.0 / 9) * (2.0 / 9) / 4 / 3), 1e-12);
}

TEST_F(PairedDifferences, OfARunWithItselfAreNothing) {
  const auto a = write("a", {-1, 0, 0, 5, 10, 20, -1, 0, 0, -1, 0, 0});
  const auto figures = paired_differences({plan, results, a}, {plan, results, a});
  ASSERT_TRUE(figures);
  for (const PairedFigure& figure : *figures) {
    EXPECT_EQ(figure.difference, 0) << figure.name;
    EXPECT_EQ(figure.standard_error, 0) << figure.name;
  }
}

TEST_F(PairedDifferences, SayWhichPathFileIsShort) {
  const auto a = write("a", {-1, 0, 0, 5, 10, 20, -1, 0, 0, -1, 0, 0});
  const auto b = write("b", {-1, 0, 0});
  const auto figures = paired_differences({plan, results, a}, {plan, results, b});
  ASSERT_FALSE(figures);
  EXPECT_NE(figures.error().message.find("/b: is shorter"), std::string::npos) << figures.error().message;
}

}  // namespace
}  // namespace waferline
