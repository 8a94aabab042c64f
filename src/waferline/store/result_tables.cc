#include "waferline/store/result_tables.h"

#include <fmt/core.h>

#include "waferline/base/month.h"

namespace waferline {

namespace {

/// Creates a table and fills it: `fill` is given the rows to write.
template <class Fill>
std::expected<void, FileFailure> fill_table(Session& session, const std::string& name, const std::string& columns,
                                            Fill fill) {
  if (auto created = session.run("create table " + name + "(" + columns + ")"); !created) return created;
  auto rows = session.append_to(name);
  if (!rows) return std::unexpected(rows.error());
  fill(*rows);
  return rows->close();
}

std::string calendar_month(const Results& results, std::size_t month) {
  const Month start = parse_month(results.start).value_or(Month{});
  return to_string(add_months(start, static_cast<int>(month)));
}

}  // namespace

std::expected<void, FileFailure> store_figures(Session& session, const Results& results) {
  const char* columns = "name varchar, label varchar, unit varchar, value double, standard_error double, help varchar";
  return fill_table(session, "figures", columns, [&](RowAppender& rows) {
    for (const Figure& figure : results.figures) {
      rows << figure.name << figure.label << figure.unit << figure.value << figure.standard_error << figure.help;
      rows.end_row();
    }
  });
}

std::expected<void, FileFailure> store_bands(Session& session, const Results& results) {
  const char* columns =
      "name varchar, unit varchar, month bigint, calendar_month varchar, mean double, mean_error double, p05 double, "
      "p25 double, p50 double, p75 double, p95 double, p05_error double, p50_error double, p95_error double";
  return fill_table(session, "bands", columns, [&](RowAppender& rows) {
    for (const Band& band : results.bands) {
      for (std::size_t t = 0; t < band.mean.size(); ++t) {
        rows << band.name << band.unit << static_cast<std::int64_t>(t) << calendar_month(results, t) << band.mean[t]
             << band.mean_error[t] << band.p05[t] << band.p25[t] << band.p50[t] << band.p75[t] << band.p95[t]
             << band.p05_error[t] << band.p50_error[t] << band.p95_error[t];
        rows.end_row();
      }
    }
  });
}

std::expected<void, FileFailure> store_covenants(Session& session, const Results& results) {
  const char* columns =
      "facility varchar, name varchar, test varchar, limit_text varchar, limit_value double, is_minimum boolean, "
      "first_test varchar, breach_share double, breach_error double, breaks_first_share double, breaks_first_error "
      "double";
  return fill_table(session, "covenants", columns, [&](RowAppender& rows) {
    for (const FacilityResult& facility : results.facilities) {
      for (const CovenantResult& covenant : facility.covenants) {
        rows << facility.name << covenant.name << covenant.test << covenant.limit_text << covenant.limit
             << covenant.is_minimum << covenant.first_test << covenant.breach_share << covenant.breach_error
             << covenant.breaks_first_share << covenant.breaks_first_error;
        rows.end_row();
      }
    }
  });
}

std::expected<void, FileFailure> store_shares(Session& session, const Results& results) {
  const char* columns =
      "facility varchar, name varchar, month bigint, calendar_month varchar, share double, error double";
  return fill_table(session, "shares", columns, [&](RowAppender& rows) {
    for (const FacilityResult& facility : results.facilities) {
      for (const ShareSeries& series : facility.shares) {
        for (std::size_t t = 0; t < series.share.size(); ++t) {
          rows << facility.name << series.name << static_cast<std::int64_t>(t) << calendar_month(results, t)
               << series.share[t] << series.error[t];
          rows.end_row();
        }
      }
    }
  });
}

std::expected<void, FileFailure> store_drivers(Session& session, const Results& results) {
  const char* columns =
      "facility varchar, name varchar, label varchar, unit varchar, mean_all double, mean_bad double, difference "
      "double, difference_error double, standardised double";
  return fill_table(session, "drivers", columns, [&](RowAppender& rows) {
    for (const FacilityResult& facility : results.facilities) {
      for (const DriverResult& driver : facility.drivers) {
        rows << facility.name << driver.name << driver.label << driver.unit << driver.mean_all << driver.mean_bad
             << driver.difference << driver.difference_error << driver.standardised;
        rows.end_row();
      }
    }
  });
}

std::expected<void, FileFailure> store_assumptions(Session& session, const std::vector<Assumption>& assumptions) {
  const char* columns =
      "key varchar, value double, rows bigint, unit varchar, source varchar, prior varchar, stated boolean, place "
      "varchar";
  return fill_table(session, "assumptions", columns, [&](RowAppender& rows) {
    for (const Assumption& assumption : assumptions) {
      rows << assumption.path << assumption.value << static_cast<std::int64_t>(assumption.rows) << assumption.unit
           << assumption.source << assumption.prior << assumption.stated
           << (assumption.place.line > 0 ? fmt::format("{}:{}", assumption.place.file, assumption.place.line)
                                         : assumption.place.file);
      rows.end_row();
    }
  });
}

}  // namespace waferline
