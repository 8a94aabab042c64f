/// Numbers in sentences, as a credit committee writes them, and figures found by name.
#pragma once

#include <string>
#include <string_view>

#include "waferline/base/month.h"
#include "waferline/engine/results.h"

namespace waferline {

std::string usd_words(double usd);        ///< "$2.22bn", "$17.5m", "$42,578", "$2.62"
std::string percent_words(double share);  ///< "3.4%", "0.02%", "0%"
std::string bp_words(double bp);          ///< "412 bp"
std::string count_words(double count);    ///< "52,000"
std::string month_words(Month month);     ///< "October 2027"

/// "12.3% ± 0.4%" in the unit of the figure; "unknown" for what does not exist. The error is one standard error.
std::string figure_words(double value, double standard_error, std::string_view unit);

/// The same as a sentence bears it: "20.73% ± 0.13", the figure cut to the leading digit of its error (two digits if
/// that opens with one), the error in the same unit.
std::string estimate_words(double value, double standard_error, std::string_view unit);

/// Without digits that say nothing: "75%", "12.5%".
std::string plain_percent(double share);

/// The facility's figure `facility.NAME.FIELD`; one that does not exist (value not a number) when the run has none.
Figure find_figure(const FacilityResult& facility, std::string_view field);
const Band* find_band(const Results& results, std::string_view name);
const ShareSeries* find_share(const FacilityResult& facility, std::string_view name);

}  // namespace waferline
