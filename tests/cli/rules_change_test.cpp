// What a change of rules does to earlier decisions, and questions at both ends of the calendar.

#include "transcript.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <filesystem>
#include <string>

namespace assent::test::rules_change_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  if (at == std::string::npos) throw std::runtime_error("the text has no " + what);
  return text.replace(at, what.size(), with);
}

std::string tra(const std::string& version, const std::string& days) {
  const std::string text = read_text(std::string(ASSENT_SOURCE_DIR) + "/regimes/tra.toml");
  return replaced(replaced(text, "version = \"1\"", "version = \"" + version + "\""), "from = 2008-01-01", days);
}

// A version that permits no customer.
std::string refusing(const std::string& version, const std::string& days) {
  return replaced(tra(version, days), "level = { value = \"opt_out\"", "level = { value = \"refused\"");
}

// GOOD, and ELSEWHERE who lives where days begin earlier, may be contacted about long distance in December 2026.
class ChangeOfRules : public ::testing::Test {
 protected:
  ChangeOfRules() {
    std::filesystem::create_directory("packs");
    write_text("packs/a.toml", tra("1", "from = 2008-01-01, until = 2026-12-31"));
    write_text("packs/b.toml", refusing("2", "from = 2027-01-01"));
    write_text("map.toml",
               "[account]\ncolumn = \"a\"\n[state]\nconstant = \"active\"\n[kind]\nconstant = \"residential\"\n"
               "[language]\nconstant = \"en\"\n[time_zone]\ncolumn = \"z\"\n[[services]]\nconstant = \"local\"\n");
    write_text("customers.csv", "a,z\nGOOD,Asia/Beirut\n");
    write_text("camp.toml",
               "name = \"Case\"\nregime = \"tra\"\npurpose = \"marketing\"\noffer = \"long_distance\"\n"
               "recipient = \"carrier\"\ninformation = [\"contact\", \"services\"]\n");
    write_text("list.csv", "account\nGOOD\n");
    at("2025-12-01T06:00:00Z", "init --quiet");
    at("2025-12-01T06:00:00Z", "import customers --mapping map.toml customers.csv --quiet");
    at("2026-01-10T08:00:00Z", "notice publish " + std::string(ASSENT_SOURCE_DIR) + "/examples/notice.toml --quiet");
    at("2026-01-15T15:00:00Z",
       "notice give list.csv --notice your-information --version 2026-1 --by sms --sent 2026-01-15 --in en --quiet");
    at("2026-01-15T15:00:00Z", "key create case.key --name case --quiet");
  }

  Outcome at(const std::string& instant, const std::string& command) {
    bench_.set_clock(instant);
    return bench_.run(words_of("assent --regimes packs " + command));
  }
  boost::json::value json(const std::string& instant, const std::string& command) {
    const Outcome outcome = at(instant, command + " --json");
    return boost::json::parse(outcome.out.empty() ? "null" : outcome.out);
  }
  void build_index() { EXPECT_EQ(at("2026-12-15T08:00:00Z", "index build --quiet").status, 0); }
  std::string decided(const std::string& instant) {
    const auto told = json(instant, "decide --account GOOD --offer long_distance");
    return boost::json::serialize(told.at("decision")) + boost::json::serialize(told.at("reason")) +
           boost::json::serialize(told.at("valid_until"));
  }

  Bench bench_;
};

constexpr const char* kScrub =
    "scrub camp.toml list.csv --permitted yes.csv --refused no.csv --key case.key --certificate c.cert";

TEST_F(ChangeOfRules, EndsAnswersListsAndCertificates) {
  EXPECT_EQ(decided("2026-12-15T08:00:00Z"), R"("permit""opt_out_deemed""2026-12-31T22:00:00Z")");
  EXPECT_EQ(decided("2027-01-01T08:00:00Z"), R"("deny""not_covered"null)");
  for (const std::string by : {" --index none", ""}) {
    if (by.empty()) build_index();
    const auto scrubbed = json("2026-12-15T08:00:00Z", kScrub + by);
    EXPECT_EQ(scrubbed.at("permitted").to_number<int>(), 1);
    EXPECT_EQ(scrubbed.at("valid_until").as_string(), "2026-12-31T22:00:00Z");
    const std::string verify = "certificate verify c.cert --key case.key.pub --permitted yes.csv";
    EXPECT_EQ(at("2026-12-31T21:59:59Z", verify).status, 0);
    const Outcome later = at("2027-02-01T08:00:00Z", verify);
    EXPECT_EQ(later.status, 2);
    EXPECT_THAT(later.out, HasSubstr("it was valid until 2026-12-31T22:00:00Z"));
    EXPECT_THAT(later.out, HasSubstr("was in effect until 2026-12-31"));
  }
}

// The first version has no end, but another one follows it: no day has two.
TEST_F(ChangeOfRules, IsKnownFromTheVersionThatFollows) {
  write_text("packs/a.toml", tra("1", "from = 2008-01-01"));
  EXPECT_EQ(decided("2026-12-15T08:00:00Z"), R"("permit""opt_out_deemed""2026-12-31T22:00:00Z")");
  EXPECT_EQ(at("2027-01-01T08:00:00Z", "decide --account GOOD --offer long_distance").status, 3);
}

// A certificate was issued before the second version was written.
TEST_F(ChangeOfRules, EndsCertificatesThatKnewNothingOfIt) {
  write_text("packs/a.toml", tra("1", "from = 2008-01-01"));
  std::filesystem::remove("packs/b.toml");
  const auto scrubbed = json("2026-12-15T08:00:00Z", kScrub);
  EXPECT_EQ(scrubbed.at("valid_until").as_string(), "2028-01-15T22:00:00Z");
  const std::string verify = "certificate verify c.cert --key case.key.pub";
  write_text("packs/b.toml", refusing("2", "from = 2027-01-01"));
  EXPECT_EQ(at("2026-12-20T08:00:00Z", verify).status, 0);
  EXPECT_EQ(at("2027-02-01T08:00:00Z", verify).status, 2);
  // The second version alone.
  std::filesystem::remove("packs/a.toml");
  const Outcome replaced = at("2027-02-01T08:00:00Z", verify);
  EXPECT_EQ(replaced.status, 2);
  EXPECT_THAT(replaced.out, HasSubstr("is not in effect, version 2 is"));
  // A reader without these rules uses the certificate alone.
  std::filesystem::remove("packs/b.toml");
  EXPECT_EQ(at("2027-02-01T08:00:00Z", verify).status, 0);
  // Rules that cannot be read differ from missing rules: they may have ended.
  std::filesystem::create_directory("packs/b.toml");
  EXPECT_EQ(at("2027-02-01T08:00:00Z", verify).status, 3);
}

TEST_F(ChangeOfRules, IsInTheCurveFromItsDay) {
  const auto curve = json("2026-12-15T08:00:00Z", "reach camp.toml --from 2026-12-30 --to 2027-01-02");
  std::string told;
  for (const auto& point : curve.at("points").as_array()) {
    told +=
        std::string(point.at("regime_version").as_string()) + ":" + boost::json::serialize(point.at("permitted")) + " ";
  }
  EXPECT_EQ(told, "1:1 1:1 2:0 2:0 ");
  EXPECT_THAT(at("2026-12-15T08:00:00Z", "reach camp.toml --from 2026-12-30 --to 2027-01-02").out,
              HasSubstr("under tra versions 1 and 2"));
}

TEST_F(ChangeOfRules, LeavesNothingPermittedWhereNoVersionIsInEffect) {
  std::filesystem::remove("packs/b.toml");
  EXPECT_EQ(decided("2027-01-01T08:00:00Z"), R"("deny""status_unknown"null)");
  for (const std::string by : {" --index none", ""}) {
    if (by.empty()) build_index();
    const auto scrubbed = json("2027-01-01T08:00:00Z", kScrub + by);
    EXPECT_EQ(scrubbed.at("permitted").to_number<int>(), 0);
    EXPECT_EQ(boost::json::serialize(scrubbed.at("by_reason")), R"({"status_unknown":1})");
  }
  const auto curve = json("2026-12-15T08:00:00Z", "reach camp.toml --from 2026-12-31 --to 2027-01-01");
  EXPECT_EQ(curve.at("points").at(0).at("permitted").to_number<int>(), 1);
  EXPECT_EQ(curve.at("points").at(1).at("permitted").to_number<int>(), 0);
}

// Their day begins two hours before the footprint's: nothing about them holds into it.
TEST_F(ChangeOfRules, CountsWhereTheCustomerIs) {
  write_text("customers.csv", "a,z\nEAST,Asia/Karachi\n");
  write_text("east.csv", "account\nEAST\n");
  at("2026-02-01T06:00:00Z", "import customers --mapping map.toml customers.csv --quiet");
  at("2026-02-01T15:00:00Z",
     "notice give east.csv --notice your-information --version 2026-1 --by sms --sent 2026-02-01 --in en --quiet");
  const std::string question = "decide --account EAST --offer long_distance";
  EXPECT_EQ(json("2026-12-15T08:00:00Z", question).at("valid_until").as_string(), "2026-12-31T19:00:00Z");
  EXPECT_EQ(json("2026-12-31T20:00:00Z", question).at("valid_until").as_string(), "2026-12-31T22:00:00Z");
  for (const std::string by : {" --index none", ""}) {
    if (by.empty()) build_index();
    const auto scrubbed = json("2026-12-15T08:00:00Z",
                               "scrub camp.toml east.csv --permitted yes.csv --refused no.csv --key case.key" + by);
    EXPECT_EQ(scrubbed.at("valid_until").as_string(), "2026-12-31T19:00:00Z");
  }
}

// Each command decides, and it permits nothing that was not approved by then.
TEST_F(ChangeOfRules, AndTheEndsOfTheCalendarAreAnswered) {
  write_text("packs/a.toml", tra("1", "from = 0001-01-01"));
  std::filesystem::remove("packs/b.toml");
  for (const std::string instant :
       {"0001-01-01T00:00:00Z", "0001-01-02T00:00:00Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z",
        "2000-02-29T12:00:00Z", "2038-01-19T03:14:08Z", "2106-02-07T06:28:14Z", "2106-02-07T06:28:16Z",
        "2400-02-29T12:00:00Z", "9999-12-15T00:00:00Z", "9999-12-31T23:59:59.999999Z"}) {
    for (const std::string command : {"decide", "explain", "explain --language ar"}) {
      const Outcome outcome =
          at("2026-12-15T08:00:00Z", command + " --account GOOD --offer long_distance --at " + instant);
      EXPECT_EQ(outcome.status, 2) << instant << outcome.err;
      EXPECT_THAT(outcome.out, Not(HasSubstr(" T0"))) << instant;
    }
    const Outcome scrubbed = at("2026-12-15T08:00:00Z", std::string(kScrub) + " --json --at " + instant);
    EXPECT_EQ(scrubbed.status, 0) << instant << scrubbed.err;
    EXPECT_THAT(scrubbed.out, HasSubstr("\"permitted\":0")) << instant;
    EXPECT_LT(at("2026-12-15T08:00:00Z", "status --account GOOD --offer long_distance --at " + instant).status, 4);
    EXPECT_LT(at("2026-12-15T08:00:00Z", "reach camp.toml --at " + instant).status, 4);
    write_text("case.jsonl", R"({"id":"x","regime":"tra","now":")" + instant +
                                 R"(","customer":{"state":"active","services":["local"]},"use":{"purpose":"marketing",)"
                                 R"("offer":"long_distance","recipient":"carrier","information":["services"]},)"
                                 R"("history":[],"expect":{"decision":"deny","reason":"no_notice"}})"
                                 "\n");
    EXPECT_EQ(at("2026-12-15T08:00:00Z", "cases run case.jsonl").status, 0) << instant;
  }
}

TEST_F(ChangeOfRules, AndOldZoneDataAreTold) {
  bench_.zone_data = "2025b";
  const Outcome asked = at("2026-12-15T08:00:00Z", "decide --account GOOD --offer long_distance --json");
  EXPECT_THAT(asked.out, HasSubstr("\"zone_data\":\"2025b\""));
  EXPECT_THAT(asked.err, HasSubstr("warning: the time zone data (`2025b`) may be wrong about local days"));
  const Outcome scrubbed = at("2026-12-15T08:00:00Z", std::string(kScrub) + " --json");
  EXPECT_THAT(scrubbed.out, HasSubstr("\"zone_data\":\"2025b\""));
  EXPECT_THAT(read_text("c.cert"), HasSubstr("zone_data: \"2025b\"\n"));
  const std::string newer = std::string(ASSENT_SOURCE_DIR) + "/tests/world/data/zones-2026f";
  const Outcome checked = at("2026-12-15T08:00:00Z", "zones check " + newer);
  EXPECT_EQ(checked.status, 4);
  EXPECT_THAT(checked.out, HasSubstr("in use: time zone data `2025b`; newest when this program was built: 2026f\n"));
  EXPECT_THAT(checked.out, HasSubstr("compared with `2026f`: 9 zones"));
  bench_.zone_data = "2026f";
  EXPECT_EQ(at("2026-12-15T08:00:00Z", "decide --account GOOD --offer long_distance --json").err, "");
  EXPECT_EQ(at("2026-12-15T08:00:00Z", "zones check").status, 0);
  EXPECT_EQ(at("2026-12-15T08:00:00Z", "zones check " + newer + "/Asia/Beirut").status, 0);
  EXPECT_EQ(at("2026-12-15T08:00:00Z", "zones check nowhere").status, 3);
  EXPECT_EQ(at("2026-12-15T08:00:00Z", "zones check list.csv").status, 3);
}

}  // namespace
}  // namespace assent::test::rules_change_test
