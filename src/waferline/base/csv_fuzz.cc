// Any bytes must be read as a table or reported; every row that is returned is as long as the header.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "waferline/base/csv.h"
#include "waferline/base/month.h"
#include "waferline/base/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  waferline::Problems problems;
  const waferline::Csv csv = waferline::parse_csv("fuzz.csv", {reinterpret_cast<const char*>(data), size}, problems);
  if (csv.header.empty() && problems.empty()) std::abort();
  for (const waferline::CsvRow& row : csv.rows) {
    if (row.fields.size() != csv.header.size() || row.columns.size() != row.fields.size()) std::abort();
    for (const std::string& field : row.fields) {
      if (const auto month = waferline::parse_month(field); month && waferline::parse_month(to_string(*month)) != month)
        std::abort();
      if (const auto number = waferline::parse_number(field);
          number && waferline::parse_number(waferline::number_text(*number)) != number)
        std::abort();
    }
  }
  return 0;
}
