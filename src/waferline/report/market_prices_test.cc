#include "waferline/report/market_prices.h"

#include <gtest/gtest.h>

namespace waferline {
namespace {

TEST(MarketPrices, ReadsARangeWithItsSource) {
  const auto prices = parse_market_prices("p.csv",
                                          "what,unit,value_low,value_high,date,source,figure\n"
                                          "Sponsor CDS,bp,452,881,2026,press,break_even_spread_bp\n");
  ASSERT_TRUE(prices);
  ASSERT_EQ(prices->size(), 1U);
  EXPECT_EQ(prices->at(0).low, 452);
  EXPECT_EQ(prices->at(0).high, 881);
  EXPECT_EQ(prices->at(0).figure, "break_even_spread_bp");
  EXPECT_EQ(prices->at(0).note, "");
}

TEST(MarketPrices, NamesEveryFaultAtItsPlace) {
  const auto prices = parse_market_prices("p.csv",
                                          "what,unit,value_low,value_high,date,source\n"
                                          "a,bp,high,5,,\n"
                                          "b,furlong,5,4,,\n");
  ASSERT_FALSE(prices);
  ASSERT_EQ(prices.error().size(), 3U);
  EXPECT_EQ(to_string(prices.error()[0]), "p.csv:2:6: 'high' is not a number; expected a number");
  EXPECT_EQ(prices.error()[1].place.line, 3U);
  EXPECT_EQ(prices.error()[2].place.column, 13U);
}

TEST(MarketPrices, SuggestsTheColumnThatWasMeant) {
  const auto prices = parse_market_prices("p.csv", "what,unit,value_lo,value_high,date,source\n");
  ASSERT_FALSE(prices);
  EXPECT_NE(to_string(prices.error().back()).find("did you mean value_low?"), std::string::npos);
}

TEST(MarketPrices, AWorldNeedNotHaveAny) {
  const auto prices = read_market_prices("/no/such/market_prices.csv");
  ASSERT_TRUE(prices);
  EXPECT_TRUE(prices->empty());
}

}  // namespace
}  // namespace waferline
