#include "waferline/base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

namespace waferline {
namespace {

using namespace std::string_view_literals;

TEST(FirstBadByte, AcceptsTextOfEveryLength) {
  EXPECT_FALSE(first_bad_byte(""));
  EXPECT_FALSE(first_bad_byte("plain\n"));
  EXPECT_FALSE(first_bad_byte("\u00e9 \u20ac \U0001F600"));
}

// Table 3-7 of the Unicode standard: which byte sequences are well formed.
TEST(FirstBadByte, FindsWhatIsNotUtf8) {
  EXPECT_EQ(first_bad_byte("ab\0c"sv), 2u) << "zero";
  EXPECT_EQ(first_bad_byte("a\x80"), 1u) << "continuation alone";
  EXPECT_EQ(first_bad_byte("\xC0\xAF"), 0u) << "overlong slash";
  EXPECT_EQ(first_bad_byte("\xE0\x80\xAF"), 0u) << "overlong in three";
  EXPECT_EQ(first_bad_byte("\xED\xA0\x80"), 0u) << "surrogate";
  EXPECT_EQ(first_bad_byte("\xF4\x90\x80\x80"), 0u) << "past U+10FFFF";
  EXPECT_EQ(first_bad_byte("x\xE2\x82"), 1u) << "cut short";
}

TEST(ParseNumber, ReadsDecimals) {
  EXPECT_EQ(parse_number(" -1.5e3 "), -1500.0);
  EXPECT_EQ(parse_number("+7"), 7.0);
  EXPECT_EQ(parse_number("0"), 0.0);
}

TEST(ParseNumber, RefusesWhatIsNoFiniteNumber) {
  for (const char* text : {"", " ", "abc", "1,5", "1 2", "nan", "inf", "-inf", "1e999", "0x10", "+-3", "--3", "5%"})
    EXPECT_FALSE(parse_number(text)) << text;
}

RC_GTEST_PROP(NumberText, ReadsBackAsTheSameDouble, (double value)) {
  RC_PRE(std::isfinite(value));
  RC_ASSERT(parse_number(number_text(value)) == value);
}

TEST(NumberText, WritesWholeNumbersPlainly) {
  EXPECT_EQ(number_text(2.6e9), "2600000000");
  EXPECT_EQ(number_text(0.85), "0.85");
  EXPECT_EQ(number_text(1e-12), "1e-12");
}

}  // namespace
}  // namespace waferline
