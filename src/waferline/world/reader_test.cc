#include "waferline/world/reader.h"

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "waferline/world/describe.h"
#include "waferline/world/guard.h"

namespace waferline {
namespace {

const std::filesystem::path minimal = std::filesystem::path(WAFERLINE_SOURCE_DIR) / "tests/worlds/minimal";

std::string minimal_text() { return *read_text_file(minimal / "world.toml"); }

/// Files from memory, by path.
FileSource files(std::map<std::string, std::string> texts) {
  return [texts = std::move(texts)](const std::filesystem::path& path) -> std::expected<std::string, std::string> {
    const auto found = texts.find(path.lexically_normal().generic_string());
    if (found == texts.end()) return std::unexpected("the file does not exist");
    return found->second;
  };
}

std::string all_of(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems) text += to_string(problem) + "\n";
  return text;
}

World loaded(std::expected<World, Problems> world) {
  EXPECT_TRUE(world.has_value()) << all_of(world ? Problems{} : world.error());
  return world ? std::move(*world) : World{};
}

std::string reported(const std::expected<World, Problems>& world) { return world ? "" : all_of(world.error()); }

TEST(Reader, ReadsTheMinimalWorldFromItsFolder) {
  const World world = loaded(load_world(minimal));
  EXPECT_EQ(world.title, "Minimal world");
  EXPECT_EQ(world.start.month, (Month{2026, 7}));
  EXPECT_EQ(world.months, 48);
  ASSERT_EQ(world.chip.size(), 2u);
  EXPECT_EQ(world.chip[0].rent_usd_per_gpu_hour->value, 2.4);
  EXPECT_EQ(world.chip[0].rent_usd_per_gpu_hour->source, "made for tests");
  EXPECT_EQ(world.chip[1].release.month, (Month{2025, 1}));
  EXPECT_EQ(world.chip[1].arrivals.rows.size(), 4u);
  ASSERT_EQ(world.facility.size(), 1u);
  const Facility& loan = world.facility[0];
  EXPECT_EQ(loan.commitment_usd, 500e6);
  EXPECT_EQ(loan.limbs, (std::vector{Limb::schedule, Limb::depreciated_cost}));
  EXPECT_EQ(loan.draw.at(0).month.month, (Month{2026, 9}));
  EXPECT_EQ(loan.covenant.at(0).name.text, "dscr") << "named after its test";
  EXPECT_EQ(loan.covenant.at(2).account->text, "liquidity");
  EXPECT_EQ(loan.covenant.at(3).effect, Effect::cash_trap);
  EXPECT_EQ(loan.pay.back().to.text, "sponsor");
  EXPECT_EQ(loan.pay.back().when, PayWhen::not_trapped);
  EXPECT_EQ(world.files.size(), 1u);
}

TEST(Reader, FillsWhatTheFileLeavesOpen) {
  const World world = loaded(load_world(minimal));
  const Lease& main = world.lease.at(0);
  EXPECT_EQ(main.type, LeaseType::take_or_pay);
  EXPECT_EQ(main.starts.month, world.start.month);
  EXPECT_FALSE(main.starts.stated);
  EXPECT_EQ(world.facility[0].covenant.at(1).first.month, world.start.month);
  EXPECT_EQ(world.chip[0].slip_mean_months, 0);
  EXPECT_FALSE(world.chip[0].slip_mean_months.stated);
}

TEST(Reader, KeepsTheOrderOfTheFileNotOfTheAlphabet) {
  std::string text = minimal_text();
  text += "\n[customer.zeta]\nannual_default_probability = 0.1\n[customer.beta]\nannual_default_probability = 0.1\n";
  const World world = loaded(load_world_text(text));
  ASSERT_EQ(world.customer.size(), 3u);
  EXPECT_EQ(world.customer[1].name.text, "zeta");
  EXPECT_EQ(world.customer[2].name.text, "beta");
}

TEST(Reader, PutsIncludedFilesFirstAndLetsTheIncludingFileOverride) {
  const auto source = files(
      {{"deal/world.toml", "include = [\"../base/world.toml\", \"more.toml\"]\n[customer.tenant]\nai_loading = 0.9\n"},
       {"base/world.toml", minimal_text()},
       {"deal/more.toml", "include = [\"../base/world.toml\"]\n[customer.other]\nannual_default_probability = 0.2\n"}});
  const World world = loaded(load_world_from(source, "deal/world.toml"));
  ASSERT_EQ(world.customer.size(), 2u);
  EXPECT_EQ(world.customer[0].name.text, "tenant");
  EXPECT_EQ(world.customer[0].ai_loading, 0.9);
  EXPECT_EQ(world.customer[0].annual_default_probability, 0.04) << "stated by the included file alone";
  EXPECT_EQ(world.customer[0].ai_loading.place.file, "deal/world.toml");
  EXPECT_EQ(world.customer[1].name.text, "other");
  EXPECT_EQ(world.files, (std::vector<std::string>{"deal/world.toml", "base/world.toml", "deal/more.toml"}))
      << "each read once";
}

TEST(Reader, TakesRowsOfALongTableThatMeetAllConditions) {
  const auto source =
      files({{"w/world.toml",
              "include = [\"../base/world.toml\"]\n[chip.alpha]\narrivals = { file = \"../data/units.csv\", "
              "month_column = \"month\", "
              "value_column = \"units\", where = { chip = \"alpha\", kind = \"plan\" }, source = \"made up\" }\n"},
             {"base/world.toml", minimal_text()},
             {"data/units.csv",
              "chip,kind,month,units\nbeta,plan,2026-07,9\nalpha,plan,2026-08,5\nalpha,high,2026-08,7\nalpha,plan,2026-"
              "10,6.5\n"}});
  const World world = loaded(load_world_from(source, "w/world.toml"));
  const Table& arrivals = world.chip.at(0).arrivals;
  ASSERT_EQ(arrivals.rows.size(), 2u);
  EXPECT_EQ(arrivals.rows[0].month, (Month{2026, 8}));
  EXPECT_EQ(arrivals.rows[1].value, 6.5);
  EXPECT_EQ(arrivals.source, "made up");
  EXPECT_EQ(world.files.back(), "data/units.csv");
}

TEST(Reader, TakesOverridesByPathIndexAndName) {
  const World world =
      loaded(load_world(minimal, {"facility.loan.margin_bp=450", "facility.loan.covenant.ltv_market.max=1.3",
                                  "facility.loan.draw.0.month=2026-08", "facility.loan.disposal=sell",
                                  "rates.forward=[[\"2026-07\", 0.05]]",
                                  "chip.alpha.slip_mean_months={ value = 2, source = \"desk\" }", "months=45"}));
  EXPECT_EQ(world.facility[0].margin_bp, 450);
  EXPECT_EQ(world.facility[0].margin_bp.source, "--set");
  EXPECT_EQ(world.facility[0].covenant[3].max->value, 1.3);
  EXPECT_EQ(world.facility[0].draw[0].month.month, (Month{2026, 8}));
  EXPECT_EQ(world.facility[0].disposal, Disposal::sell);
  EXPECT_EQ(world.rates.forward.rows.size(), 1u);
  EXPECT_EQ(world.chip[0].slip_mean_months.source, "desk");
  EXPECT_EQ(world.months, 45);
}

TEST(Reader, SaysWhenNothingIsThere) {
  EXPECT_EQ(reported(load_world("no/such/folder")), "no/such/folder: the file does not exist; expected a world file\n");
  EXPECT_EQ(reported(load_world("/")), "/world.toml: the file does not exist; expected a world file\n");
  EXPECT_EQ(reported(load_world("/dev/zero")), "/dev/zero: this is not a regular file; expected a world file\n");
}

class ReaderOnDisk : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / fmt::format("waferline_reader_{}", getpid());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override {
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
    std::filesystem::remove_all(folder_);
  }
  std::filesystem::path folder_;
};

TEST_F(ReaderOnDisk, RefusesAFileOfTwoGigabytesUnread) {
  const auto path = folder_ / "world.toml";
  std::ofstream(path) << "title = \"big\"\n";
  std::filesystem::resize_file(path, 2'147'483'648);  // sparse: takes no room
  EXPECT_EQ(reported(load_world(folder_)),
            path.string() +
                ": the file has 2048 MB, more than the 16 MB a world file or table may have; expected a world file\n");
}

TEST_F(ReaderOnDisk, SaysWhyAFolderCannotBeRead) {
  std::ofstream(folder_ / "world.toml") << "title = \"x\"\n";
  std::filesystem::permissions(folder_, std::filesystem::perms::none);
  const uid_t user = geteuid();
  constexpr uid_t nobody = 65534;  // root can read everything, so it stands aside for a moment
  if (user == 0) {
    ASSERT_EQ(seteuid(nobody), 0);
  }
  const std::string said = reported(load_world(folder_));
  if (user == 0) {
    ASSERT_EQ(seteuid(user), 0);
  }
  EXPECT_EQ(said,
            folder_.string() + "/world.toml: the file cannot be read: Permission denied; expected a world file\n");
}

TEST_F(ReaderOnDisk, SaysWhyAPathIsNone) {
  std::ofstream(folder_ / "plain") << "x";
  EXPECT_NE(reported(load_world(folder_ / "plain" / "world.toml")).find("world.toml: the file "), std::string::npos);
  ASSERT_EQ(mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  EXPECT_NE(reported(load_world(folder_ / "pipe")).find("this is not a regular file"), std::string::npos)
      << "and does not wait for it";
}

TEST(Reader, RefusesTextsThatWouldExhaustIt) {
  std::string many_tables, many_keys = "[market]\n", many_items = "x = [";
  for (int i = 0; i < world_max_tables + 1; ++i) many_tables += fmt::format("[a{}]\n", i);
  for (int i = 0; i < world_max_keys + 1; ++i) many_keys += fmt::format("a{}=1\n", i);
  for (int i = 0; i < world_max_items + 1; ++i) many_items += "1,";
  EXPECT_NE(reported(load_world_text(many_tables)).find("there are more than 5000 tables"), std::string::npos);
  EXPECT_NE(reported(load_world_text(many_keys)).find("there are more than 20000 keys"), std::string::npos);
  EXPECT_NE(reported(load_world_text(many_items + "]")).find("there are more than 500000 items in lists"),
            std::string::npos);
}

TEST(Reader, CountsOnlyWhatIsOutsideTextsAndComments) {
  std::string text = minimal_text();
  text.replace(text.find("Minimal world"), 13,
               "[[[[[[[[[[[[[[[[[[[[ a.b.c.d.e.f.g.h.i.j.k.l.m.n.o \\\" # [[[[[[[[[[[[[[[[[");
  text += "# " + std::string(100, '[') + "\n# '''\n";
  loaded(load_world_text(text));
}

TEST(Reader, ReportsNoMoreProblemsThanAnyoneReads) {
  std::string text = minimal_text() + "\n[customer.crowd]\nannual_default_probability = 0\n";
  for (int i = 0; i < 3000; ++i) text += fmt::format("unknown_{} = 1\n", i);
  const auto world = load_world_text(text);
  ASSERT_FALSE(world);
  EXPECT_EQ(world.error().size(), 1001u);
  EXPECT_EQ(world.error().back().what, "there are more problems than are shown");
}

RC_GTEST_PROP(Reader, GivesEveryNumberBackUnchanged, ()) {
  const double power = *rc::gen::map(rc::gen::inRange<std::int64_t>(1, std::int64_t{1} << 50),
                                     [](std::int64_t n) { return 0.01 + static_cast<double>(n) * 8.8e-14; });
  const World world = loaded(load_world(minimal, {fmt::format("chip.alpha.power_kw={}", power)}));
  RC_ASSERT(world.chip.at(0).power_kw.value == power);
  const auto json = nlohmann::json::parse(resolved_json(world).dump());
  RC_ASSERT(json["chip"][0]["power_kw"].get<double>() == power);
}

}  // namespace
}  // namespace waferline
