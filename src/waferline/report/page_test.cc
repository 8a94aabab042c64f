#include "waferline/report/page.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "waferline/report/json_numbers.h"
#include "waferline/report/template.h"

namespace waferline {
namespace {

/// What stands in the page's data element.
std::string data_of(const std::string& page) {
  const std::string element = R"(<script id="run" type="application/json">)";
  const std::size_t from = page.find(element) + element.size();
  return page.substr(from, page.find("</script>", from) - from);
}

TEST(ReportPage, CarriesItsDataWhole) {
  const Json data = {{"title", "a </script><b>title"}, {"value", 0.25}};
  const std::string page = report_page(json_text(data));
  EXPECT_EQ(Json::parse(data_of(page)), data);
}

TEST(ReportPage, ChangesNothingElseOfThePage) {
  const std::string page = report_page("null");
  EXPECT_EQ(page, report_template());
}

TEST(JsonNumbers, WriteWhatDoesNotExistAsNull) {
  EXPECT_EQ(json_text(json_numbers({0.1234567891, 1e300 * 1e10, 2.6e9, -0.0})), "[0.1234568,null,2600000000.0,-0.0]");
}

}  // namespace
}  // namespace waferline
