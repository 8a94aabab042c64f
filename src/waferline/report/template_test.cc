#include "waferline/report/template.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace waferline {
namespace {

TEST(ReportTemplate, IsThePageThatTheFrontEndBuilt) {
  std::ifstream file(WAFERLINE_SOURCE_DIR "/web/dist/report.html", std::ios::binary);
  const std::string built{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  ASSERT_FALSE(built.empty());
  EXPECT_EQ(report_template(), built);
}

TEST(ReportTemplate, HasOnePlaceForTheRunsData) {
  const std::string_view page = report_template();
  const std::string_view place = R"(<script id="run" type="application/json">null</script>)";
  const auto first = page.find(place);
  ASSERT_NE(first, std::string_view::npos);
  EXPECT_EQ(page.find(place, first + 1), std::string_view::npos);
}

TEST(ReportTemplate, LoadsNothingFromElsewhere) {
  for (const char* loading : {"<link rel=\"stylesheet\" href", "src=\"http", "src=\"/", "src=\"./", "@import"}) {
    EXPECT_EQ(report_template().find(loading), std::string_view::npos) << loading;
  }
}

}  // namespace
}  // namespace waferline
