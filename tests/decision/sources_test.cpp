// A decision names the value of the pack that decided.

#include "decision/decide.hpp"

#include "packs.hpp"
#include "zones.hpp"

#include <gtest/gtest.h>

namespace assent::test::sources_test {

using namespace decision;
namespace {

const Instant kNow = at("2026-03-01T10:05:00Z");

Facts customer() {
  Facts facts;
  facts.customer.services = {"local"};
  facts.zone = &beirut();
  return facts;
}

Use cross_sell() { return {"marketing", offer("long_distance"), "carrier", "", {"services", "usage"}, false, false}; }

NoticeGiven notice_of(const char* day, const std::string& channel, NoticeTerms terms) {
  NoticeGiven notice;
  notice.terms = std::make_shared<const NoticeTerms>(std::move(terms));
  notice.channel = channel;
  notice.sent = on(day);
  return notice;
}

std::string key_for(const regime::Regime& regime, NoticeGiven notice, Instant instant = kNow) {
  Facts facts = customer();
  facts.history.notices.push_back(std::move(notice));
  return regime.provenance.at(decide(regime, facts, cross_sell(), instant).source).key;
}

// A pack that asks for forty-five days: a notice that announces thirty falls short of that value; no disclosure is
// missing.
TEST(Sources, OfANoticeWithTooShortAWaitAreThePacksOwnWait) {
  regime::Regime regime = pack("tra");
  regime.notice.waiting_days = 45;
  EXPECT_EQ(key_for(regime, notice_of("2026-01-01", "sms", {})), "notice.waiting_days");
}

TEST(Sources, OfANoticeThatLeavesSomethingOutAreTheDisclosures) {
  NoticeTerms terms;
  terms.missing = {"precise_steps"};
  EXPECT_EQ(key_for(pack("tra"), notice_of("2026-01-01", "sms", terms)), "notice.disclosures");
  terms = {};
  terms.misleading = {"subject"};
  EXPECT_EQ(key_for(pack("tra"), notice_of("2026-01-01", "sms", terms)), "notice.disclosures");
}

TEST(Sources, OfANoticeThatNamesOthersAreWhoNeedsAnApproval) {
  NoticeTerms terms;
  terms.parties = Coverage::only({"PY"});
  const regime::Regime& regime = pack("tra");
  const std::string key = key_for(regime, notice_of("2026-01-01", "sms", terms));
  EXPECT_EQ(key, regime.provenance.at(regime.relation("carrier")->level_source).key);
}

TEST(Sources, OfALetterThatIsStillInTheMailAreTheDaysOfMailing) {
  const regime::Regime& regime = pack("tra");
  const NoticeGiven letter = notice_of("2026-01-01", "mail", {});
  EXPECT_EQ(key_for(regime, letter, at("2026-01-31T12:00:00Z")), "notice.waiting_days");
  EXPECT_EQ(key_for(regime, letter, at("2026-02-01T12:00:00Z")), "notice.mail_days");
  EXPECT_EQ(key_for(regime, letter, at("2026-02-03T12:00:00Z")), "notice.mail_days");
}

}  // namespace
}  // namespace assent::test::sources_test
