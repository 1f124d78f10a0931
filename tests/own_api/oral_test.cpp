// A script that an agent reads, over HTTP: the record has what was read; what was left out makes an approval count for
// nothing; a consent for a call ends with it; a no is turned away for nothing.

#include "api/served.hpp"
#include "app/oral_script.hpp"
#include "decision/packs.hpp"
#include "own_api/routes.hpp"
#include "service/setting.hpp"
#include "store/memory_ledger.hpp"

#include <boost/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>

namespace assent::oral_test {
namespace {

using access::Role;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
namespace bj = boost::json;

struct Desk {
  Desk() {
    std::vector<app::PackText> packs{{"tra.toml", test::text_of("regimes/tra.toml")}};
    auto rules = std::make_shared<const app::Rules>(app::Rules{app::RulePacks::of(std::move(packs)), {}, {}});
    engine.emplace(app::EnginePorts{ledger, zones, telephones, clock, nullptr, service_test::drawn_key},
                   std::move(rules), "tra");
    served.emplace(own_api::oral_routes(*engine));
    evidence::CustomerRecorded customer;
    customer.time_zone = "Asia/Beirut";
    customer.language = "en";
    customer.services = {"mobile"};
    record("C-1", customer);
    const auto regime = engine->regime("", clock.now()).value();
    for (const auto& each : regime->notice.disclosures) disclosures.push_back(each.disclosure);
    publish("script", disclosures, "You have {services}.");
    clock.set(clock.now() + std::chrono::hours(1));
  }

  void record(const std::string& account, evidence::Body body) {
    ledger::Draft draft;
    draft.entry.account = account;
    draft.entry.body = std::move(body);
    draft.entry.actor = "test";
    draft.entry.channel = "import";
    draft.entry.effective = clock.now();
    const ledger::Draft drafts[] = {draft};
    const auto receipts = ledger.append(drafts, clock.now());
    ASSERT_TRUE(receipts.front()) << receipts.front().error().message;
  }

  void publish(const std::string& id, const Names& has, const std::string& last) {
    evidence::NoticePublished notice;
    notice.notice = id;
    notice.version = "1";
    notice.regime = "tra";
    notice.recipients = Coverage::only({"carrier"});
    notice.parties = Coverage::everything();
    notice.information = Coverage::everything();
    evidence::NoticeText text{"en", "Your information", {}};
    for (const std::string& each : has) text.blocks.push_back({each, "About " + each + "."});
    text.blocks.push_back({"", last});
    notice.texts = {std::move(text)};
    record("", notice);
  }

  api_test::Got post(Role role, std::string_view path, const std::string& body) {
    return served->ask(role, http::Method::post, path, body, {{"Content-Type", "application/json"}});
  }

  // The answer to the whole script, with `rest` beside it; `without`: the number of a block that was not read.
  api_test::Got answer(const std::string& rest, std::size_t without = 0, const std::string& notice = "script") {
    const auto script = app::oral_script(*engine, {"C-1", notice, "", ""}).value();
    std::string read;
    for (std::size_t i = 1; i <= script.blocks.size(); ++i) {
      if (i != without) read += (read.empty() ? "" : ",") + std::to_string(i);
    }
    return post(Role::agent, "/v1/oral-answers",
                R"({"account":"C-1","notice":")" + notice + R"(","call":"4711","agent":"s-17","sha256":")" +
                    evidence::to_hex(script.sha256) + "\",\"read\":[" + read + "]," + rest + "}");
  }

  template <class Body>
  std::vector<Body> of() {
    std::vector<Body> all;
    const auto entries = ledger.entries_of("C-1").value();
    for (const ledger::Recorded& each : entries) {
      if (const auto* body = std::get_if<Body>(&each.entry.body)) all.push_back(*body);
    }
    return all;
  }

  decision::Decision may(std::chrono::minutes later = std::chrono::minutes(0)) {
    Use use;
    use.purpose = "marketing";
    use.recipient = "carrier";
    use.information = {"contact", "services"};
    const auto regime = engine->regime("", clock.now()).value();
    return engine->customers().decide_for({"C-1", {}}, *regime, use, {clock.now() + later, std::nullopt});
  }

  store::MemoryLedger ledger;
  service_test::TableZones zones;
  service_test::PlainTelephones telephones;
  service_test::HandClock clock{service_test::at("2026-06-01T08:00:00Z")};
  std::optional<app::Engine> engine;
  std::optional<api_test::Served> served;
  Names disclosures;
};

TEST(OralScript, ComesBlockByBlockFilledInAndIsAReading) {
  Desk d;
  const auto got = d.post(Role::agent, "/v1/oral-scripts", R"({"account":"C-1","notice":"script","purpose":"call"})");
  ASSERT_EQ(got.status, 200U) << got.body;
  const auto script = bj::parse(got.body).as_object();
  EXPECT_EQ(script.at("blocks").as_array().size(), d.disclosures.size() + 1);
  EXPECT_EQ(script.at("blocks").at(0).at("disclosure").as_string(), std::string_view(d.disclosures.front()));
  EXPECT_THAT(std::string(script.at("blocks").as_array().back().at("text").as_string()), HasSubstr("mobile"));
  EXPECT_TRUE(script.at("lacks").as_array().empty());
  ASSERT_THAT(d.of<evidence::ReadingRecorded>(), SizeIs(1));
  EXPECT_EQ(d.of<evidence::ReadingRecorded>().front().operation, "oral_script");
}

TEST(OralScript, WhatCannotBeReadOutIsNoScript) {
  Desk d;
  d.publish("with-page", d.disclosures, "Open {page}.");
  const auto status = [&](const char* body) { return d.post(Role::agent, "/v1/oral-scripts", body).status; };
  EXPECT_EQ(status(R"({"account":"C-1","notice":"with-page"})"), 400U);
  EXPECT_EQ(status(R"({"account":"C-1","notice":"script","language":"fr"})"), 404U);
  EXPECT_EQ(status(R"({"account":"C-9","notice":"script"})"), 404U);
  EXPECT_EQ(status(R"({"account":"C-1","notice":"other"})"), 404U);
  EXPECT_EQ(status(R"({"account":"C-1","notice":"script","langage":"en"})"), 400U);
  EXPECT_THAT(d.of<evidence::ReadingRecorded>(), IsEmpty());
}

TEST(OralScript, AnOptInAfterTheWholeScriptCounts) {
  Desk d;
  const auto got = d.answer(R"("asks":"opt_in","granted":true,"version":"1","language":"en")");
  ASSERT_EQ(got.status, 201U) << got.body;
  ASSERT_THAT(d.of<evidence::OptInRecorded>(), SizeIs(1));
  const auto approval = d.of<evidence::OptInRecorded>().front();
  EXPECT_EQ(approval.form, "oral");
  EXPECT_EQ(approval.grade, evidence::Grade::proved);
  EXPECT_EQ(approval.evidence.reference,
            "call/4711;script=script/1/en;read=1-" + std::to_string(d.disclosures.size() + 1) + ";agent=s-17");
  EXPECT_EQ(d.may().outcome, Outcome::permit);
}

TEST(OralScript, ABlockThatWasLeftOutMakesItCountForNothing) {
  for (std::size_t without = 1; without <= Desk().disclosures.size() + 1; ++without) {
    Desk d;
    ASSERT_EQ(d.answer(R"("asks":"opt_in","granted":true)", without).status, 201U);
    EXPECT_EQ(d.of<evidence::OptInRecorded>().front().grade, evidence::Grade::claimed) << without;
    EXPECT_EQ(d.may().outcome, Outcome::deny) << without;
    ASSERT_EQ(d.answer(R"("asks":"one_time_consent","granted":true)", without).status, 201U);
    EXPECT_THAT(d.of<evidence::OneTimeConsentRecorded>().front().missing, SizeIs(1)) << without;
    EXPECT_EQ(d.may().outcome, Outcome::deny) << without;
  }
}

TEST(OralScript, AScriptThatLacksADisclosureGivesNothing) {
  Desk d;
  Names some = d.disclosures;
  some.erase(some.begin());
  d.publish("short", some, "The end.");
  d.clock.set(d.clock.now() + std::chrono::minutes(1));
  ASSERT_EQ(d.answer(R"("asks":"opt_in","granted":true)", 0, "short").status, 201U);
  EXPECT_EQ(d.may().outcome, Outcome::deny);
}

TEST(OralScript, AYesNeedsTheScriptThatWasReadAndACall) {
  Desk d;
  const std::string whole = R"({"account":"C-1","notice":"script","asks":"opt_in","granted":true,"read":[1])";
  const auto status = [&](const std::string& rest) {
    return d.post(Role::agent, "/v1/oral-answers", whole + rest + "}").status;
  };
  EXPECT_EQ(status(R"(,"call":"4711")"), 409U) << "no hash";
  EXPECT_EQ(status(R"(,"call":"4711","sha256":")" + std::string(64, '0') + "\""), 409U);
  EXPECT_EQ(status(""), 400U) << "no call";
  EXPECT_EQ(status(R"(,"call":"+9613000001")"), 400U);
  EXPECT_EQ(status(R"(,"call":"4711","agent":"a b")"), 400U);
  EXPECT_EQ(status(R"(,"call":"4711","blocks":[1])"), 400U);
  EXPECT_EQ(d.post(Role::agent, "/v1/oral-answers", R"({"account":"C-1","notice":"script","granted":true})").status,
            400U);
  EXPECT_EQ(d.post(Role::compliance, "/v1/oral-answers", whole + "}").status, 403U);
  EXPECT_EQ(d.answer(R"("asks":"opt_in","granted":true,"by":"household_member")").status, 201U);
  EXPECT_EQ(d.may().outcome, Outcome::deny) << "recorded, but not the account holder";
}

TEST(OralScript, ANoIsTurnedAwayForNothing) {
  Desk d;
  EXPECT_EQ(d.post(Role::agent, "/v1/oral-answers", R"({"account":"C-1","asks":"opt_in","read":"all","x":1})").status,
            201U);
  EXPECT_EQ(d.of<evidence::OptOutRecorded>().front().scope, Coverage::everything()) << "no notice: everything";
  EXPECT_EQ(d.answer(R"("asks":"opt_in","granted":false)").status, 201U);
  EXPECT_EQ(d.of<evidence::OptOutRecorded>().back().scope, Coverage::only({"carrier"}));
  EXPECT_EQ(d.of<evidence::OptOutRecorded>().back().evidence.reference, "call/4711");
}

TEST(OralScript, AConsentForACallEndsWithTheCall) {
  Desk d;
  const Instant begun = d.clock.now();
  ASSERT_EQ(d.answer(R"("asks":"one_time_consent","granted":true)").status, 201U);
  EXPECT_EQ(d.may().outcome, Outcome::permit);
  EXPECT_EQ(d.may(std::chrono::minutes(59)).outcome, Outcome::permit) << "the call goes on";
  EXPECT_EQ(d.may(std::chrono::minutes(60)).outcome, Outcome::deny) << "and for an hour at most";
  d.clock.set(begun + std::chrono::minutes(12));
  const auto end = [&](const char* body) { return d.post(Role::agent, "/v1/call-ends", body); };
  EXPECT_EQ(end(R"({"account":"C-1","call":"4712"})").status, 404U);
  EXPECT_EQ(end(R"({"account":"C-1","call":"471"})").status, 404U) << "not the beginning of a name";
  const auto got = end(R"({"account":"C-1","call":"4711"})");
  ASSERT_EQ(got.status, 200U) << got.body;
  EXPECT_EQ(bj::parse(got.body).at("shortened").to_number<int>(), 1);
  EXPECT_EQ(d.may().outcome, Outcome::deny);
  EXPECT_EQ(d.may(std::chrono::minutes(-1)).outcome, Outcome::permit) << "while it lasted";
  EXPECT_EQ(bj::parse(end(R"({"account":"C-1","call":"4711"})").body).at("shortened").to_number<int>(), 0);
  EXPECT_EQ(end(R"({"account":"C-1","call":"4711","ended":"2027-01-01T00:00:00Z"})").status, 400U);
}

TEST(OralScript, ACallThatIsOverAndANo) {
  Desk d;
  ASSERT_EQ(
      d.answer(R"("asks":"one_time_consent","granted":true,"direction":"outbound","begun":"2026-06-01T08:10:00Z",)"
               R"("ends":"2026-06-01T08:30:00Z")")
          .status,
      201U);
  EXPECT_EQ(d.may().outcome, Outcome::deny);
  EXPECT_EQ(d.may(std::chrono::minutes(-35)).outcome, Outcome::permit);
  ASSERT_EQ(d.answer(R"("asks":"one_time_consent","granted":false)").status, 201U);
  EXPECT_FALSE(d.of<evidence::OneTimeConsentRecorded>().back().granted);
  EXPECT_EQ(d.answer(R"("asks":"one_time_consent","granted":true,"ends":"2026-06-09T08:30:00Z")").status, 400U)
      << "no call lasts so long";
}

}  // namespace
}  // namespace assent::oral_test
