// A pack that did not exist when the program was written: a new category, offer class, relation, waiting period and
// renewal, all as text. Nothing is compiled for it.

#include "decision/decide.hpp"

#include "packs.hpp"
#include "zones.hpp"

#include <gtest/gtest.h>

namespace assent::test::novel_pack_test {

using namespace decision;
namespace {

const regime::Regime& novel() {
  static const regime::Regime regime = read_pack("tests/regime/data/novel.toml");
  return regime;
}

const Catalogue& novel_catalogue() {
  static const Catalogue catalogue =
      regime::read_catalogue(text_of("tests/regime/data/novel-catalogue.toml"), "novel-catalogue.toml").value();
  return catalogue;
}

Facts customer(const std::string& service) {
  Facts facts;
  facts.customer.services = {service};
  facts.customer.language = "en";
  facts.zone = &utc();
  return facts;
}

Facts with_letter(const char* mailed, const Names& recipients) {
  Facts facts = customer("local");
  auto terms = std::make_shared<NoticeTerms>();
  terms->recipients = Coverage::only(recipients);
  terms->waiting_days = 45;
  NoticeGiven notice;
  notice.terms = terms;
  notice.channel = "mail";
  notice.sent = on(mailed);
  facts.history.notices.push_back(notice);
  return facts;
}

Use use(const std::string& offer, const std::string& recipient = "carrier", const std::string& party = "") {
  return {"marketing", *novel_catalogue().find(offer), recipient, party, {"services"}, false, false};
}

Reason reason(const Facts& facts, const Use& asked, const char* instant) {
  return decide(novel(), facts, asked, at(instant)).reason;
}

TEST(NovelPack, ANewClassIsFreeForCustomersOfANewCategory) {
  EXPECT_EQ(reason(customer("satellite"), use("door_camera"), "2026-06-01T00:00:00Z"),
            Reason::within_subscribed_category);
  EXPECT_EQ(reason(customer("satellite"), use("door_camera", "roaming_partner"), "2026-06-01T00:00:00Z"),
            Reason::within_subscribed_category);
  EXPECT_EQ(reason(customer("local"), use("door_camera"), "2026-06-01T00:00:00Z"), Reason::no_notice);
}

TEST(NovelPack, ANewPurposeNeedsTheNewCategory) {
  Use planning = use("dish");
  planning.purpose = "network_planning";
  EXPECT_EQ(reason(customer("satellite"), planning, "2026-06-01T00:00:00Z"), Reason::service_provision);
  EXPECT_EQ(reason(customer("local"), planning, "2026-06-01T00:00:00Z"), Reason::purpose_not_allowed);
}

TEST(NovelPack, TheWaitIsThePacksOwn) {  // 1 January, seven days for the post, forty-five full days
  const Facts facts = with_letter("2026-01-01", {"carrier"});
  EXPECT_EQ(reason(facts, use("dish"), "2026-02-22T23:59:59Z"), Reason::waiting_period);
  EXPECT_EQ(reason(facts, use("dish"), "2026-02-23T00:00:00Z"), Reason::opt_out_deemed);
}

TEST(NovelPack, TheRenewalAndTheVerificationAreThePacksOwn) {
  Facts facts = with_letter("2026-01-01", {"carrier"});
  EXPECT_EQ(reason(facts, use("dish"), "2029-02-23T12:00:00Z"), Reason::opt_out_deemed);
  EXPECT_EQ(reason(facts, use("dish"), "2029-02-24T00:00:00Z"), Reason::opt_out_unverified);
  facts.history.verifications.push_back({"", {}, at("2028-01-01T00:00:00Z"), "written", false});
  EXPECT_EQ(reason(facts, use("dish"), "2031-01-01T23:59:59Z"), Reason::opt_out_deemed);
  EXPECT_EQ(reason(facts, use("dish"), "2031-01-02T00:00:00Z"), Reason::notice_stale);
}

TEST(NovelPack, ANewRelationNeedsItsAgreement) {
  Facts facts = with_letter("2026-01-01", {"carrier", "roaming_partner"});
  const Use roaming = use("dish", "roaming_partner", "RX");
  EXPECT_EQ(reason(facts, roaming, "2026-06-01T00:00:00Z"), Reason::agreement_missing);
  facts.history.agreements.push_back({"", {}, "RX", on("2026-01-01"), on("2026-12-31"), {"safeguards"}});
  EXPECT_EQ(reason(facts, roaming, "2026-06-01T00:00:00Z"), Reason::opt_out_deemed);
}

TEST(NovelPack, AClassThatThePackDoesNotListNeedsAnOptIn) {
  const Facts facts = with_letter("2026-01-01", {"carrier"});
  EXPECT_EQ(reason(facts, use("weather_alert"), "2026-06-01T00:00:00Z"), Reason::consent_required);
}

}  // namespace
}  // namespace assent::test::novel_pack_test
