#include "waferline/base/problem.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace waferline {
namespace {

TEST(Problem, SaysPlaceFaultExpectationAndHint) {
  EXPECT_EQ(to_string(Problem{{"world.toml", 12, 3}, "x is -1", "a number from 0 to 1", "did you mean y?"}),
            "world.toml:12:3: x is -1; expected a number from 0 to 1; did you mean y?");
}

TEST(Problem, LeavesOutWhatIsNotKnown) {
  EXPECT_EQ(to_string(Problem{{"world.toml", 0, 0}, "the file does not exist", "", ""}),
            "world.toml: the file does not exist");
  EXPECT_EQ(to_string(Problem{{}, "no chip", "", "add one"}), "no chip; add one");
}

TEST(ClosestWord, FindsSlipsOfTheFinger) {
  const std::vector<std::string_view> known{"margin_bp", "maturity", "default_margin_bp", "pue"};
  EXPECT_EQ(closest_word("margin_pb", known), "margin_bp");   // two letters swapped
  EXPECT_EQ(closest_word("margn_bp", known), "margin_bp");    // one left out
  EXPECT_EQ(closest_word("matturity", known), "maturity");    // one doubled
  EXPECT_EQ(closest_word("MATURITY", known), "maturity");     // another case
  EXPECT_EQ(closest_word("margin_pct", known), "margin_bp");  // another unit
}

TEST(ClosestWord, HoldsItsTongueWhenNothingIsClose) {
  EXPECT_EQ(closest_word("colour", {"margin_bp", "pue"}), "");
  EXPECT_EQ(closest_word("", {"margin_bp"}), "");
  EXPECT_EQ(closest_word("x", {"y"}), "") << "replacing every letter is no slip";
  EXPECT_EQ(closest_word(std::string(100'000, 'x'), {"margin_bp"}), "");
}

RC_GTEST_PROP(ClosestWord, FindsAWordWithOneLetterLost, ()) {
  const auto word =
      *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('a', static_cast<char>('z' + 1))));
  RC_PRE(word.size() >= 4 && word.size() <= 40);
  std::string typed = word;
  typed.erase(*rc::gen::inRange<std::size_t>(0, word.size()), 1);
  RC_ASSERT(closest_word(typed, {"0000000000000000", word}) == word);
}

RC_GTEST_PROP(ClosestWord, PrefersAnExactWord, (std::vector<std::string> words)) {
  RC_PRE(!words.empty());
  const std::string& typed = words[*rc::gen::inRange<std::size_t>(0, words.size())];
  RC_PRE(!typed.empty() && typed.size() <= 64);
  const std::string_view found = closest_word(typed, {words.begin(), words.end()});
  RC_ASSERT(found.size() == typed.size());
}

}  // namespace
}  // namespace waferline
