// Versions of a rule pack: each decides on the days on which it is in effect, and no day has two.

#include "transcript.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace assent::test::rule_packs_test {
namespace {

using ::testing::HasSubstr;

// The program's `tra`, in effect on other days, under another version.
std::string tra(const std::string& version, const std::string& days) {
  std::string text = read_text(std::string(ASSENT_SOURCE_DIR) + "/regimes/tra.toml");
  const auto replace = [&](const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    if (at == std::string::npos) throw std::runtime_error("the pack has no " + what);
    text.replace(at, what.size(), with);
  };
  replace("version = \"1\"", "version = \"" + version + "\"");
  replace("from = 2008-01-01", days);
  return text;
}

class VersionsOfAPack : public ::testing::Test {
 protected:
  VersionsOfAPack() { std::filesystem::create_directory("packs"); }

  Outcome shown_on(const std::string& instant) {
    bench_.set_clock(instant);
    return bench_.run(words_of("assent regime show tra --regimes packs"));
  }

  Bench bench_;
};

TEST_F(VersionsOfAPack, EachDecidesOnItsDays) {
  write_text("packs/a.toml", tra("2", "from = 2026-07-01"));
  write_text("packs/b.toml", tra("1", "from = 2008-01-01, until = 2026-06-30"));
  // In Beirut the day ends at 21:00 UTC.
  EXPECT_THAT(shown_on("2026-06-30T20:59:59Z").out, HasSubstr("tra version 1:"));
  EXPECT_THAT(shown_on("2026-06-30T21:00:00Z").out, HasSubstr("tra version 2:"));

  write_text("internet.toml",
             "name = \"internet\"\nregime = \"tra\"\npurpose = \"marketing\"\n"
             "offer = \"internet\"\nrecipient = \"carrier\"\ninformation = [\"services\"]\n");
  const auto version = [&](const std::string& at) {
    return bench_.run(words_of("assent-lab reach internet.toml --customers 10 --json --regimes packs --at " + at)).out;
  };
  EXPECT_THAT(version("2026-06-30T12:00:00Z"), HasSubstr("\"regime_version\":\"1\""));
  EXPECT_THAT(version("2026-07-01T12:00:00Z"), HasSubstr("\"regime_version\":\"2\""));
}

TEST_F(VersionsOfAPack, BetweenTwoTheOneBeforeAndAWarning) {
  write_text("packs/a.toml", tra("2", "from = 2026-07-01"));
  write_text("packs/b.toml", tra("1", "from = 2008-01-01, until = 2026-05-31"));
  EXPECT_THAT(shown_on("2026-06-15T00:00:00Z").out, HasSubstr("tra version 1:"));
  EXPECT_THAT(shown_on("2000-06-15T00:00:00Z").out, HasSubstr("tra version 1:")) << "the first that will be";
}

TEST_F(VersionsOfAPack, NoDayHasTwo) {
  write_text("packs/a.toml", tra("1", "from = 2008-01-01"));
  write_text("packs/b.toml", tra("2", "from = 2026-07-01"));
  EXPECT_THAT(shown_on("2026-06-15T00:00:00Z").out, HasSubstr("tra version 1:"));
  const Outcome both = shown_on("2026-07-02T00:00:00Z");
  EXPECT_EQ(both.status, 3);
  EXPECT_EQ(both.err,
            "error: regime `tra` has two packs in effect on 2026-07-02: `packs/a.toml` and `packs/b.toml`; end the "
            "older one with `until`, begin the newer one with `from`, or remove one\n");

  const Outcome checked = bench_.run(words_of("assent regime check packs/a.toml packs/b.toml"));
  EXPECT_EQ(checked.status, 3);
  EXPECT_THAT(checked.out,
              HasSubstr("packs/b.toml: regime `tra` overlaps in time with the same regime in `packs/a.toml`"));
  EXPECT_EQ(bench_.run(words_of("assent regime check packs/b.toml")).status, 0);
}

}  // namespace
}  // namespace assent::test::rule_packs_test
