#include "waferline/store/duckdb_store.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <span>

#include "waferline/store/duckdb_session.h"

namespace waferline {
namespace {

/// A run small enough to write by hand: one facility, two months, five paths of three outcomes.
class DuckDbStore : public testing::Test {
 protected:
  void SetUp() override {
    folder = std::filesystem::path(testing::TempDir()) / ("store" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);

    plan.outcomes = {{"facility.x.loss_pv", "Loss", "usd"},
                     {"facility.x.default_month", "Default", "month"},
                     {"driver \"odd\"", "Odd", "ratio"}};
    const std::vector<double> outcomes = {0, -1, 1.5, 10, 3, std::nan(""), 0, -1, 2.5, 30, 5, 3.5, 0, -1, 4.5};
    ASSERT_TRUE(write_file(paths_file(), std::as_bytes(std::span(outcomes))));

    results.paths = 5;
    results.months = 2;
    results.start = "2026-12";
    results.figures = {{"facility.x.pd", "Probability of default", "share", 0.4, 0.2, "it's a share"},
                       {"facility.x.var99", "Value at risk", "share", 0.1, std::nan(""), ""}};
    const std::vector<double> two = {1, 2}, gap = {0.5, std::nan("")};
    Band band;
    band.name = "facility.x.balance";
    band.unit = "usd";
    band.mean = band.p05 = band.p25 = band.p50 = band.p75 = band.p95 = two;
    band.mean_error = band.p05_error = band.p50_error = band.p95_error = gap;
    results.bands = {band};
    FacilityResult facility;
    facility.name = "x";
    CovenantResult covenant;
    covenant.name = covenant.test = "dscr";
    covenant.limit_text = "at least 1.40";
    covenant.limit = 1.4;
    covenant.first_test = "2027-10";
    covenant.breach_share = 0.25;
    covenant.breaks_first_share = 0.125;
    facility.covenants = {covenant};
    facility.shares = {{"defaulted", "defaulted by then", {0.25, 0.5}, {0.1, 0.1}}};
    facility.drivers = {{"sofr", "SOFR", "rate", 0.03, 0.04, 0.01, 0.001, 0.5}};
    results.facilities = {facility};
    assumptions = {{"facility.x.margin_bp", 400, 0, "basis points", "a filing", "", {"world.toml", 12, 3}, true},
                   {"facility.x.remaining_share", 0, 7, "", "", "judged", {"schedule.csv", 0, 0}, true}};
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  std::filesystem::path paths_file() const { return folder / "paths.bin"; }
  std::filesystem::path database() const { return folder / "results.duckdb"; }
  std::expected<void, FileFailure> store() const {
    return store_results(database(), plan, results, assumptions, paths_file());
  }
  std::string ask(const std::string& sql) const {
    auto session = Session::open(database(), Session::Mode::read_only);
    EXPECT_TRUE(session);
    const auto text = session->text_of(sql);
    return text ? *text : text.error().message;
  }

  std::filesystem::path folder;
  Plan plan;
  Results results;
  std::vector<Assumption> assumptions;
};

TEST_F(DuckDbStore, ReadsBackEveryTable) {
  const auto stored = store();
  ASSERT_TRUE(stored) << stored.error().message;
  EXPECT_EQ(ask("select name, value, standard_error, help from figures"),
            "facility.x.pd,0.4,0.2,it's a share\nfacility.x.var99,0.1,NULL,\n");
  EXPECT_EQ(ask("select name, month, calendar_month, mean, mean_error from bands"),
            "facility.x.balance,0,2026-12,1.0,0.5\nfacility.x.balance,1,2027-01,2.0,NULL\n");
  EXPECT_EQ(ask("select facility, name, limit_value, is_minimum, breach_share from covenants"),
            "x,dscr,1.4,true,0.25\n");
  EXPECT_EQ(ask("select sum(share) from shares where name = 'defaulted'"), "0.75\n");
  EXPECT_EQ(ask("select standardised from drivers"), "0.5\n");
  EXPECT_EQ(ask("select key, value, rows, place from assumptions"),
            "facility.x.margin_bp,400.0,0,world.toml:12\nfacility.x.remaining_share,0.0,7,schedule.csv\n");
}

TEST_F(DuckDbStore, KeepsOneRowAPathAndNullForWhatDidNotHappen) {
  ASSERT_TRUE(store());
  EXPECT_EQ(ask("select count(*), min(path), max(path), sum(\"facility.x.loss_pv\") from paths"), "5,0,4,40.0\n");
  EXPECT_EQ(ask("select path, \"facility.x.default_month\", \"driver \"\"odd\"\"\" from paths order by path limit 2"),
            "0,NULL,1.5\n1,3.0,NULL\n");
}

TEST_F(DuckDbStore, StreamsMorePathsThanOneChunkHolds) {
  constexpr std::size_t paths = 5000;
  std::vector<double> outcomes;
  for (std::size_t path = 0; path < paths; ++path) {
    outcomes.insert(outcomes.end(), {static_cast<double>(path), path % 2 == 0 ? -1.0 : 7.0, 0.5});
  }
  ASSERT_TRUE(write_file(paths_file(), std::as_bytes(std::span(outcomes))));
  results.paths = paths;
  ASSERT_TRUE(store());
  EXPECT_EQ(ask("select count(*), count(\"facility.x.default_month\"), sum(\"facility.x.loss_pv\") from paths"),
            "5000,2500,12497500.0\n");
  EXPECT_EQ(ask("select count(*) from paths where \"facility.x.loss_pv\" <> path"), "0\n");
}

TEST_F(DuckDbStore, ReplacesAnOlderRunAndLeavesNothingElseBehind) {
  ASSERT_TRUE(store());
  results.figures[0].value = 0.9;
  ASSERT_TRUE(store());
  EXPECT_EQ(ask("select value from figures where name = 'facility.x.pd'"), "0.9\n");
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    EXPECT_TRUE(entry.path() == database() || entry.path() == paths_file()) << entry.path();
}

TEST_F(DuckDbStore, KeepsTheOlderDatabaseWhenThePathFileIsShort) {
  ASSERT_TRUE(store());
  results.paths = 6;
  results.figures[0].value = 0.9;
  const auto stored = store();
  ASSERT_FALSE(stored);
  EXPECT_NE(stored.error().message.find("ends after 5 of 6 paths"), std::string::npos) << stored.error().message;
  EXPECT_EQ(ask("select value from figures where name = 'facility.x.pd'"), "0.4\n");
}

TEST_F(DuckDbStore, ExportsEveryTableAsParquet) {
  ASSERT_TRUE(store());
  const auto exported = export_parquet(database(), folder / "parquet");
  ASSERT_TRUE(exported) << exported.error().message;
  for (const char* table : {"figures", "bands", "covenants", "shares", "drivers", "assumptions", "paths"}) {
    const std::string file = sql_text((folder / "parquet" / (std::string(table) + ".parquet")).string());
    EXPECT_EQ(ask(std::string("select count(*) from (from ") + table + " except all from " + file + ")"), "0\n");
    EXPECT_EQ(ask(std::string("select count(*) from ") + file), ask(std::string("select count(*) from ") + table));
  }
}

TEST_F(DuckDbStore, SaysWhereItCannotWrite) {
  const auto stored =
      store_results(folder / "no such folder" / "results.duckdb", plan, results, assumptions, paths_file());
  ASSERT_FALSE(stored);
  EXPECT_NE(stored.error().message.find("no such folder"), std::string::npos) << stored.error().message;
}

}  // namespace
}  // namespace waferline
