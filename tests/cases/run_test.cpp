// Running cases: the given ones pass, and a case that does not says why.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "given.hpp"

namespace assent::run_test {

using namespace cases;
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string line(const std::string& regime, const std::string& zone, const std::string& reason) {
  return R"({"id": "x-1", "regime": ")" + regime + R"(", "now": "2026-03-01T12:00:00+02:00", "customer": {)" + zone +
         R"("state": "active", "services": ["local"], "language": "ar"}, "use": {"purpose": "marketing", "offer": "internet",
         "recipient": "carrier", "information": ["usage"]}, "history": [{"event": "opt_out",
         "received": "2026-02-01T10:00:00+02:00"}], "expect": {"decision": "deny", "reason": ")" +
         reason + R"("}})";
}

int expect_all_pass(const std::string& name) {
  std::ifstream file(ASSENT_SOURCE_DIR "/tests/cases_data/" + name);
  int number = 0;
  for (std::string text; std::getline(file, text);) {
    const CaseResult result = run_case(text, ++number, given().world(), explanation::Language::en);
    EXPECT_TRUE(result.passed()) << to_text(result, name);
  }
  return number;
}

TEST(RunCase, EveryGivenCasePasses) { EXPECT_EQ(expect_all_pass("decisions.jsonl"), 150); }

TEST(RunCase, EveryCaseOfChannelsKindsAndEndsPasses) { EXPECT_GE(expect_all_pass("room.jsonl"), 16); }

TEST(RunCase, EveryReadingOfTheRulesIsTheOneTaken) { EXPECT_GE(expect_all_pass("readings.jsonl"), 87); }

TEST(RunCase, TheExampleOfTheDocumentPasses) {
  const std::string page = text_of(ASSENT_SOURCE_DIR "/docs/cases.md");
  const std::string opening = "```json\n";
  const auto begin = page.find(opening) + opening.size();
  const CaseResult result =
      run_case(page.substr(begin, page.find("```", begin) - begin), 1, given().world(), explanation::Language::en);
  EXPECT_TRUE(result.passed()) << to_text(result, "docs/cases.md");
}

TEST(RunCase, OneThatDiffersShowsBothAnswersAndTheExplanation) {
  const CaseResult result = run_case(line("tra", R"("time_zone": "Asia/Beirut", )", "no_notice"), 7, given().world(),
                                     explanation::Language::en);
  EXPECT_FALSE(result.passed());
  const std::string text = to_text(result, "some.jsonl");
  EXPECT_THAT(
      text, StartsWith("some.jsonl:7: `x-1` expected deny no_notice, got deny opted_out\nDenied on 2026-03-01 12:00"));
  EXPECT_THAT(text, HasSubstr("The customer opted out on 2026-02-01. [opted_out]"));
}

TEST(RunCase, PassesOnlyWithOutcomeAndReason) {
  const std::string good = line("tra", R"("time_zone": "Asia/Beirut", )", "opted_out");
  EXPECT_TRUE(run_case(good, 1, given().world(), explanation::Language::en).passed());
  std::string permit = good;
  permit.replace(permit.find("\"deny\""), 6, "\"permit\"");
  EXPECT_FALSE(run_case(permit, 1, given().world(), explanation::Language::en).passed());
}

TEST(RunCase, UnknownZoneIsTheLastOfTheFootprint) {
  EXPECT_TRUE(run_case(line("tra", "", "opted_out"), 1, given().world(), explanation::Language::en).passed());

  // One hour before its first day begins in the footprint's last zone, silence does not approve yet.
  const regime::Regime* regime = given().regime("fcc-2007");
  const TimeZone* last = given().zones.find(regime->footprint_last_zone);
  ASSERT_NE(last, nullptr);
  const Instant matures = last->start_of(parse_date("2026-02-18").value());
  const auto asked_at = [&](Instant now, const char* reason, const char* decision) {
    return run_case(R"({"regime": "fcc-2007", "now": ")" + to_string(now) +
                        R"(", "customer": {"state": "active", "services": ["local"]}, "use": {"purpose": "marketing",
                        "offer": "internet", "recipient": "carrier", "information": ["usage"]}, "history": [{"event":
                        "notice", "channel": "mail", "at": "2026-01-15"}], "expect": {"decision": ")" +
                        decision + R"(", "reason": ")" + reason + R"("}})",
                    1, given().world(), explanation::Language::en);
  };
  for (const auto& result : {asked_at(matures - std::chrono::microseconds{1}, "waiting_period", "deny"),
                             asked_at(matures, "opt_out_deemed", "permit")}) {
    EXPECT_TRUE(result.passed()) << to_text(result, "x");
  }
}

TEST(RunCase, MalformedLineIsFailedAndNamed) {
  const CaseResult unread = run_case("{", 12, given().world(), explanation::Language::en);
  EXPECT_FALSE(unread.passed());
  EXPECT_THAT(to_text(unread, "some.jsonl"), StartsWith("some.jsonl:12: column "));

  const CaseResult stranger = run_case(line("tra-2", "", "opted_out"), 13, given().world(), explanation::Language::en);
  EXPECT_FALSE(stranger.passed());
  EXPECT_THAT(to_text(stranger, "some.jsonl"), StartsWith("some.jsonl:13: `x-1` `regime` is `tra-2`"));

  regime::Regime nowhere = *given().regime("tra");
  nowhere.footprint_last_zone = "Nowhere/None";
  const CaseWorld world{given().catalogue, given().zones, [&](std::string_view, Instant) { return &nowhere; }};
  EXPECT_TRUE(run_case(line("tra", "", "opted_out"), 14, world, explanation::Language::en).malformed.has_value());
}

TEST(RunCase, SummaryAndBlankLines) {
  EXPECT_EQ(summary_line(149, 1), "149 passed, 1 failed");
  EXPECT_TRUE(is_blank(" \r"));
  EXPECT_TRUE(is_blank(""));
  EXPECT_FALSE(is_blank("{}"));
}

}  // namespace
}  // namespace assent::run_test
