// The whole page: only after a code that came to a contact on record, and only for a while. What it shows is what
// counts, and each look is on record.

#include "customer_page/visited.hpp"

#include <gtest/gtest.h>

#include <string>

namespace assent::page_view_test {
namespace {

using namespace customer_page_test;

constexpr std::size_t kPageMost = 60'000;

TEST(View, ShowsNothingWithoutACode) {
  Visited carrier;
  const std::string path = carrier.view_path();
  const std::size_t before = carrier.entries().size();
  const auto page = carrier.get(path);
  EXPECT_EQ(page.status, 200U);
  EXPECT_EQ(page.body, carrier.get(carrier.view_path("somebody-else")).body);
  EXPECT_EQ(carrier.post(path, "refuse=all").body.find("name=\"refuse\""), std::string::npos);
  EXPECT_EQ(carrier.get(path + "/receipts/0/0").status, 404U);
  EXPECT_EQ(carrier.entries().size(), before);
}

TEST(View, SendsTheCodeToAContactOnRecordAndSaysNothingOfIt) {
  Visited carrier;
  const std::string path = carrier.view_path();
  const auto sent = carrier.post(path, "send=sms&lang=fr");
  ASSERT_EQ(carrier.codes.sent.size(), 1U);
  EXPECT_EQ(carrier.codes.sent.front().to, kTelephone);
  EXPECT_EQ(carrier.codes.sent.front().channel, "sms");
  EXPECT_EQ(carrier.codes.sent.front().language, "fr");
  EXPECT_EQ(sent.body.find("3123456"), std::string::npos);
  // There is no e-mail address on record: the page is the same, so that it does not tell.
  const auto none = carrier.post(path, "send=email&lang=fr");
  EXPECT_EQ(carrier.codes.sent.size(), 1U);
  EXPECT_EQ(none.body, sent.body);
}

TEST(View, OpensWithTheCodeForThisCustomerOnly) {
  Visited carrier;
  const std::string path = carrier.view_path();
  EXPECT_EQ(carrier.post(path, "code=00000000").status, 422U);
  const auto session = carrier.session(path);
  const auto page = carrier.get(path, session);
  EXPECT_NE(page.body.find("Your choices about your information"), std::string::npos);
  EXPECT_NE(page.body.find("name=\"refuse\""), std::string::npos);
  // A browser that shows one customer's page shows no other's.
  EXPECT_NE(carrier.get(carrier.view_path("somebody-else"), session).body.find("name=\"send\""), std::string::npos);
  carrier.pass(std::chrono::minutes(15));
  EXPECT_NE(carrier.get(path, session).body.find("name=\"send\""), std::string::npos) << "it closes by itself";
}

TEST(View, KeepsItsCookieFromOthers) {
  Visited carrier;
  const std::string path = carrier.view_path();
  const auto opened = carrier.post(path, "code=" + carrier.code(path));
  const std::string cookie = opened.header("Set-Cookie").value_or("");
  EXPECT_TRUE(cookie.starts_with("__Host-choices=")) << cookie;
  EXPECT_NE(cookie.find("; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=900"), std::string::npos) << cookie;
  EXPECT_EQ(cookie.find(kAccount), std::string::npos);
}

TEST(View, ACodeWorksOnceAndNotForLong) {
  Visited carrier;
  const std::string path = carrier.view_path();
  const std::string code = carrier.code(path);
  EXPECT_EQ(carrier.post(path, "code=" + code.substr(0, 4) + "+" + code.substr(4)).status, 303U) << "with a blank";
  EXPECT_EQ(carrier.post(path, "code=" + code).status, 422U) << "a second time";
  const std::string late = carrier.code(path);
  carrier.pass(std::chrono::minutes(10));
  EXPECT_EQ(carrier.post(path, "code=" + late).status, 422U);
}

TEST(View, ACodeIsNotGuessed) {
  Visited carrier;
  const std::string path = carrier.view_path();
  const std::string code = carrier.code(path);
  const std::string wrong(8, code.front() == '1' ? '2' : '1');
  for (int i = 0; i < 5; ++i) EXPECT_EQ(carrier.post(path, "code=" + wrong).status, 422U);
  EXPECT_EQ(carrier.post(path, "code=" + code).status, 422U) << "after five wrong ones, the right one is none";
}

TEST(View, CodesAreNotSentWithoutEnd) {
  Visited carrier;
  const std::string path = carrier.view_path();
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(carrier.code(path).empty());
  EXPECT_EQ(carrier.post(path, "send=sms").status, 429U);
  EXPECT_EQ(carrier.codes.sent.size(), 3U);
  carrier.pass(std::chrono::minutes(60));
  EXPECT_FALSE(carrier.code(path).empty());
  carrier.codes.broken = true;
  EXPECT_EQ(carrier.post(path, "send=sms").status, 503U);
}

TEST(View, ALinkEndsAndARefusalNever) {
  Visited carrier;
  const std::string view = carrier.view_path();
  const std::string refuse = carrier.refuse_path();
  carrier.pass(std::chrono::hours(72));
  EXPECT_EQ(carrier.get(view).status, 410U);
  EXPECT_EQ(carrier.post(view, "send=sms").status, 410U);
  carrier.pass(std::chrono::hours(24 * 365));
  EXPECT_EQ(carrier.post(refuse, "refuse=all").status, 200U);
}

TEST(View, EachLookIsOnRecord) {
  Visited carrier;
  const std::string path = carrier.view_path();
  const auto session = carrier.session(path);
  EXPECT_EQ(carrier.count<evidence::ReadingRecorded>(), 0U);
  carrier.get(path, session);
  carrier.get(path, session);
  EXPECT_EQ(carrier.count<evidence::ReadingRecorded>(), 2U);
  const auto reading = std::get<evidence::ReadingRecorded>(carrier.entries().back().entry.body);
  EXPECT_EQ(reading.interface, "customer_page");
  EXPECT_EQ(reading.role, "customer");
}

TEST(View, RefusesAllOrSome) {
  Visited carrier;
  const std::string path = carrier.view_path();
  const auto session = carrier.session(path);
  EXPECT_EQ(carrier.post(path, "refuse=joint_venture_partner", session).status, 303U);
  EXPECT_EQ(carrier.decision("joint_venture_partner", "partner-1").reason, Reason::opted_out);
  EXPECT_NE(carrier.decision().reason, Reason::opted_out);
  const auto done = carrier.post(path, "refuse=all", session);
  EXPECT_EQ(done.status, 303U);
  EXPECT_EQ(carrier.decision().reason, Reason::opted_out);
  const auto page = carrier.get(done.header("Location").value(), session);
  EXPECT_NE(page.body.find("role=\"status\""), std::string::npos);
}

TEST(View, AllowsWhatTheTextSaysAndKeepsItsHash) {
  Visited carrier;
  carrier.post(carrier.refuse_path(), "refuse=all");
  carrier.pass(std::chrono::minutes(1));
  const std::string path = carrier.view_path();
  const auto session = carrier.session(path);
  const std::string shown = carrier.get(path, session).body;
  const std::string text = hidden_value(shown, "text");
  ASSERT_TRUE(text.starts_with("sha256-")) << text;
  const std::string form = "allow=partner-location&text=" + text;
  EXPECT_EQ(carrier.post(path, form).status, 200U) << "without the cookie it asks for a code";
  EXPECT_EQ(carrier.count<evidence::OptInRecorded>(), 0U);
  auto from_elsewhere = session;
  from_elsewhere.emplace_back("Sec-Fetch-Site", "cross-site");
  EXPECT_EQ(carrier.post(path, form, from_elsewhere).status, 403U);
  EXPECT_EQ(carrier.count<evidence::OptInRecorded>(), 0U);
  const auto done = carrier.post(path, form, session);
  EXPECT_EQ(done.status, 303U);
  EXPECT_TRUE(done.header("Location").value().ends_with("done=allowed"));
  carrier.post(path, form, session);
  ASSERT_EQ(carrier.count<evidence::OptInRecorded>(), 1U) << "sent twice, it is recorded once";
  const auto opt_in = std::get<evidence::OptInRecorded>(carrier.entries().back().entry.body);
  EXPECT_EQ("sha256-" + evidence::to_hex(*opt_in.evidence.sha256), text) << "evidence is what was shown";
  EXPECT_EQ(opt_in.recipients, Coverage::only({"joint_venture_partner"}));
  EXPECT_EQ(carrier.decision("joint_venture_partner", "partner-1", {"location"}).reason, Reason::opt_in);
  EXPECT_EQ(carrier.decision().reason, Reason::opted_out) << "nothing else is allowed by it";
  const std::string after = carrier.get(path, session).body;
  EXPECT_NE(after.find("class=\"state yes\""), std::string::npos);
}

TEST(View, AllowsNoTextThatTheyDidNotSee) {
  Visited carrier;
  const std::string path = carrier.view_path();
  const auto session = carrier.session(path);
  const std::string text = hidden_value(carrier.get(path, session).body, "text");
  carrier.publish("2026-2");
  const auto done = carrier.post(path, "allow=partner-location&text=" + text, session);
  EXPECT_TRUE(done.header("Location").value().ends_with("done=text_changed"));
  EXPECT_EQ(carrier.get(done.header("Location").value(), session).status, 409U);
  EXPECT_EQ(carrier.count<evidence::OptInRecorded>(), 0U);
}

TEST(View, GivesReceiptsOfTheirOwnEntriesOnly) {
  Visited carrier;
  const std::string path = carrier.view_path();
  carrier.post(carrier.refuse_path(), "refuse=all");
  const Position own = carrier.entries().back().position;
  const Position other = carrier.entries("").front().position;
  const auto session = carrier.session(path);
  const auto at = [&](Position position) {
    return path + "/receipts/" + std::to_string(position.log) + "/" + std::to_string(position.index);
  };
  const auto receipt = carrier.get(at(own), session);
  EXPECT_EQ(receipt.status, 200U);
  EXPECT_NE(receipt.body.find("\"root\""), std::string::npos) << receipt.body;
  EXPECT_TRUE(receipt.header("Content-Disposition").value_or("").starts_with("attachment"));
  EXPECT_EQ(carrier.get(at(other), session).status, 404U);
  EXPECT_EQ(carrier.get(path + "/receipts/x/1", session).status, 404U);
}

TEST(View, SaysWhichCampaignsCouldUseTheInformation) {
  Visited carrier;
  evidence::OptInRecorded opt_in;
  opt_in.recipients = Coverage::only({"joint_venture_partner"});
  opt_in.notice = "partner-location";
  opt_in.notice_version = "2026-1";
  opt_in.evidence.reference = "recording-1";
  const auto run = [&](std::string name) {
    evidence::CampaignRunRecorded body;
    body.campaign = std::move(name);
    body.regime = "tra";
    body.purpose = "marketing";
    body.recipient = "joint_venture_partner";
    body.party = "partner-1";
    body.information = {"contact"};
    body.at = carrier.clock.now();
    ledger::Draft draft{{"carrier:campaign_runs", carrier.clock.now(), {}, "planner-2", "cli", "", body, ""}, true};
    ASSERT_TRUE(ledger::append_one(carrier.ledger, draft, carrier.clock.now()));
  };
  run("before-approval");
  carrier.pass(std::chrono::minutes(1));
  carrier.record(kAccount, opt_in);
  carrier.pass(std::chrono::minutes(1));
  run("spring-tours");
  const std::string path = carrier.view_path();
  const std::string page = carrier.get(path, carrier.session(path)).body;
  EXPECT_NE(page.find("<bdi>spring-tours</bdi> – for <bdi>Tours &lt;&amp; more&gt;</bdi>"), std::string::npos) << page;
  EXPECT_EQ(page.find("before-approval"), std::string::npos) << "it could not use anything";
}

TEST(View, StaysSmall) {
  Visited carrier;
  for (int i = 0; i < 60; ++i) {
    carrier.post(carrier.refuse_path(std::string(kAccount), "notice-" + std::to_string(i)), "refuse=all");
    evidence::PartnerRecorded partner;
    partner.party = "p" + std::to_string(i);
    partner.name = "شركة العروض رقم " + std::to_string(i);
    partner.recipient = i % 2 == 0 ? "agent" : "independent_contractor";
    carrier.record("", partner);
  }
  const std::string path = carrier.view_path();
  const auto session = carrier.session(path);
  for (const std::string_view language : {"en", "ar", "fr"}) {
    const auto page = carrier.get(path + "?lang=" + std::string(language), session);
    EXPECT_LT(page.body.size(), kPageMost) << language;
    EXPECT_NE(page.body.find("before="), std::string::npos) << "the rest of the history is a link away";
    EXPECT_LT(carrier.get(carrier.refuse_path() + "?lang=" + std::string(language)).body.size(), kPageMost);
  }
  const std::string first = carrier.get(path, session).body;
  const std::size_t at = first.find("before=");
  const std::string before = first.substr(at, first.find('#', at) - at);
  const auto older = carrier.get(path + "?" + before, session);
  EXPECT_NE(older.body.find("The newest entries"), std::string::npos);
}

}  // namespace
}  // namespace assent::page_view_test
