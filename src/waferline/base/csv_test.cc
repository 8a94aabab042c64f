#include "waferline/base/csv.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace waferline {
namespace {

using Fields = std::vector<std::string>;

struct Read {
  Csv csv;
  Problems problems;
};
Read read(std::string_view text) {
  Read read;
  read.csv = parse_csv("t.csv", text, read.problems);
  return read;
}

// The examples of RFC 4180, section 2.
TEST(Csv, ReadsWhatTheStandardShows) {
  const auto [csv, problems] = read("field_name,other,third\r\n\"aaa\",\"b \r\nbb\",\"ccc\"\r\nzzz,yyy,\"b\"\"bb\"");
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(csv.header, (Fields{"field_name", "other", "third"}));
  ASSERT_EQ(csv.rows.size(), 2u);
  EXPECT_EQ(csv.rows[0].fields, (Fields{"aaa", "b \r\nbb", "ccc"}));
  EXPECT_EQ(csv.rows[1].fields, (Fields{"zzz", "yyy", "b\"bb"}));
  EXPECT_EQ(csv.rows[1].line, 4u) << "a quoted line end counts as a line";
}

TEST(Csv, SkipsAByteOrderMarkAndEmptyLines) {
  const auto [csv, problems] = read("\xEF\xBB\xBFmonth,units\n\n2026-07,3\n\n");
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(csv.column("month"), 0u);
  ASSERT_EQ(csv.rows.size(), 1u);
  EXPECT_EQ(csv.rows[0].line, 3u);
  EXPECT_EQ(csv.place(csv.rows[0], 1).column, 9u);
}

TEST(Csv, KeepsEmptyFields) {
  const auto [csv, problems] = read("a,b,c\n,,\n");
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(csv.rows.at(0).fields, (Fields{"", "", ""}));
}

TEST(Csv, ReportsARowOfTheWrongLengthAndReadsOn) {
  const auto [csv, problems] = read("a,b\n1\n2,3\n4,5,6\n");
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(to_string(problems[0]), "t.csv:2:1: the row has 1 fields; expected 2, as in the header");
  EXPECT_EQ(problems[1].place.line, 4u);
  ASSERT_EQ(csv.rows.size(), 1u);
  EXPECT_EQ(csv.rows[0].fields, (Fields{"2", "3"}));
}

TEST(Csv, ReportsFaultsOfQuotingAtTheirPlace) {
  EXPECT_EQ(to_string(read("a,b\n1,x\"y\n").problems.at(0)),
            "t.csv:2:4: a quote stands inside an unquoted field; expected the whole field in quotes");
  EXPECT_EQ(read("a\n\"open").problems.at(0).what, "a quoted field is not closed");
  EXPECT_EQ(read("a\n\"x\"y\n").problems.at(0).what, "text follows a closing quote");
}

TEST(Csv, ReportsWhatIsNoTable) {
  EXPECT_EQ(read("").problems.at(0).what, "the table is empty");
  EXPECT_EQ(to_string(read("a,b\n1,\xFF\n").problems.at(0)),
            "t.csv:2:3: this is not text: a byte here is not UTF-8; expected a CSV table");
  EXPECT_EQ(read(std::string(5000, ',')).problems.size(), 1u);
}

std::string quoted(const std::string& field) {
  std::string text = "\"";
  for (char c : field) text += c == '"' ? "\"\"" : std::string(1, c);
  return text + "\"";
}

RC_GTEST_PROP(Csv, ReadsBackWhatWasQuoted, ()) {
  const auto text = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab ,\"\n\r;\t1")));
  const auto rows = *rc::gen::container<std::vector<std::pair<std::string, std::string>>>(rc::gen::pair(text, text));
  std::string file = "left,right\n";
  for (const auto& [left, right] : rows) file += quoted(left) + "," + quoted(right) + "\n";
  const auto [csv, problems] = read(file);
  RC_ASSERT(problems.empty());
  RC_ASSERT(csv.rows.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    RC_ASSERT(csv.rows[i].fields == (Fields{rows[i].first, rows[i].second}));
}

}  // namespace
}  // namespace waferline
