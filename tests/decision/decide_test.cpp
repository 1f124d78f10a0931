// What a decision gives in addition to outcome and reason; the cases in tests/cases_data test those two.

#include "decision/decide.hpp"

#include "packs.hpp"
#include "zones.hpp"

#include <gtest/gtest.h>

namespace assent::test::decide_test {

using namespace decision;
namespace {

Facts local_customer() {
  Facts facts;
  facts.customer.account = "A";
  facts.customer.language = "ar";
  facts.customer.services = {"local"};
  facts.zone = &beirut();
  return facts;
}

Use cross_sell(const std::string& recipient = "carrier", const std::string& party = "") {
  return {"marketing", offer("long_distance"), recipient, party, {"services", "usage"}, false, false};
}

NoticeGiven letter(const char* mailed, std::uint64_t index) {
  auto terms = std::make_shared<NoticeTerms>();
  terms->language = "ar";
  NoticeGiven notice;
  notice.entry = {0, index};
  notice.terms = terms;
  notice.channel = "mail";
  notice.sent = on(mailed);
  return notice;
}

std::string source_of(const std::string& regime, const Decision& decision) {
  return pack(regime).provenance.at(decision.source).key;
}

TEST(Decide, NoRuleMeansDeny) {
  const regime::Regime empty = [] {
    regime::Regime regime;
    regime.provenance.push_back({"empty", "a test", regime::Standing::house});
    return regime;
  }();
  const Decision decision = decide(empty, local_customer(), cross_sell(), at("2026-06-01T09:00:00Z"));
  EXPECT_EQ(decision.outcome, Outcome::deny);
  EXPECT_EQ(decision.reason, Reason::purpose_not_allowed);
}

TEST(Decide, FactsThatCannotBeEstablishedDeny) {
  Facts unavailable = local_customer();
  unavailable.available = false;
  Facts placeless = local_customer();
  placeless.zone = nullptr;
  Facts textless = local_customer();
  textless.history.notices.push_back(letter("2026-01-15", 0));
  textless.history.notices.back().terms = nullptr;
  for (const Facts& facts : {unavailable, placeless, textless}) {
    const Decision decision = decide(pack("tra"), facts, cross_sell(), at("2026-06-01T09:00:00Z"));
    EXPECT_EQ(decision.outcome, Outcome::deny);
    EXPECT_EQ(decision.reason, Reason::status_unknown);
    EXPECT_TRUE(decision.remedies.empty());
  }
}

TEST(Decide, WaitingNamesItsEndAsTheNearestRemedy) {
  Facts facts = local_customer();
  facts.history.notices.push_back(letter("2026-01-15", 4));
  const Decision decision = decide(pack("tra"), facts, cross_sell(), at("2026-02-01T09:00:00Z"));
  EXPECT_EQ(decision.reason, Reason::waiting_period);
  EXPECT_EQ(decision.valid_until, at("2026-02-18T00:00:00+02:00"));
  ASSERT_EQ(decision.entries.size(), 1U);
  EXPECT_EQ(decision.entries[0], (Position{0, 4}));
  EXPECT_EQ(source_of("tra", decision), "notice.waiting_days");
  ASSERT_EQ(decision.remedies.size(), 3U);
  EXPECT_EQ(decision.remedies[0], (Remedy{{RemedyStep::wait}, at("2026-02-18T00:00:00+02:00"), {}}));
  EXPECT_EQ(decision.remedies[1], (Remedy{{RemedyStep::opt_in}, {}, {}}));
  EXPECT_EQ(decision.remedies[2], (Remedy{{RemedyStep::one_time_consent}, {}, {}}));
}

TEST(Decide, DeemedApprovalEndsWithTheDayAfterTheSecondAnniversary) {
  Facts facts = local_customer();
  facts.history.notices.push_back(letter("2024-02-29", 0));
  const Decision decision = decide(pack("tra"), facts, cross_sell(), at("2025-06-01T09:00:00Z"));
  EXPECT_EQ(decision.reason, Reason::opt_out_deemed);
  EXPECT_EQ(decision.valid_until, at("2026-03-01T00:00:00+02:00"));
  EXPECT_EQ(source_of("tra", decision), "relation.carrier.level");
}

TEST(Decide, AMaturityAtAMidnightThatDoesNotExistIsTheDaysFirstInstant) {
  Facts facts = local_customer();
  facts.history.notices.push_back(letter("2026-02-23", 0));  // 26 February + 31 days is 29 March
  const Decision decision = decide(pack("tra"), facts, cross_sell(), at("2026-03-28T21:59:59.999999Z"));
  EXPECT_EQ(decision.reason, Reason::waiting_period);
  EXPECT_EQ(decision.valid_until, at("2026-03-29T01:00:00+03:00"));
}

TEST(Decide, EveryOtherFindingStaysInTheAnswer) {
  Facts facts = local_customer();
  facts.history.notices.push_back(letter("2026-01-15", 0));
  facts.history.opt_outs.push_back({"", {0, 1}, at("2026-02-01T08:00:00Z"), Coverage::everything()});
  Use voice_mail = cross_sell();
  voice_mail.offer = offer("voice_mail");
  const Decision decision = decide(pack("tra"), facts, voice_mail, at("2026-06-01T09:00:00Z"));
  EXPECT_EQ(decision.reason, Reason::within_subscribed_category);
  EXPECT_EQ(decision.valid_until, std::nullopt);
  ASSERT_EQ(decision.findings.size(), 2U);
  EXPECT_EQ(decision.findings[0], (Finding{Reason::opted_out, Position{0, 1}, at("2026-02-01T08:00:00Z")}));
  EXPECT_EQ(decision.findings[1].reason, Reason::opt_out_deemed);
}

TEST(Decide, AnAgreementNotRequiredIsAFindingWhereThePackAdvisesOne) {
  Facts facts = local_customer();
  OptIn opt_in;
  opt_in.at = at("2026-02-01T10:00:00Z");
  opt_in.recipients = Coverage::only({"independent_contractor"});
  facts.history.opt_ins.push_back(opt_in);
  const Decision decision =
      decide(pack("fcc-2007"), facts, cross_sell("independent_contractor", "PX"), at("2026-06-01T09:00:00Z"));
  EXPECT_EQ(decision.reason, Reason::opt_in);
  ASSERT_EQ(decision.findings.size(), 1U);
  EXPECT_EQ(decision.findings[0].reason, Reason::agreement_missing);
}

TEST(Decide, APartnerNeedsOptInAndAgreementTogether) {
  const Decision decision =
      decide(pack("tra"), local_customer(), cross_sell("joint_venture_partner", "PX"), at("2026-06-01T09:00:00Z"));
  EXPECT_EQ(decision.reason, Reason::opt_in_required);
  ASSERT_EQ(decision.remedies.size(), 1U);
  EXPECT_EQ(decision.remedies[0], (Remedy{{RemedyStep::agreement, RemedyStep::opt_in}, {}, on("2026-06-01")}));
}

TEST(Decide, AnApprovalWhoseAgreementHasEndedNeedsNoSecondApproval) {
  Facts facts = local_customer();
  OptIn opt_in;
  opt_in.at = at("2026-02-01T10:00:00Z");
  opt_in.recipients = Coverage::only({"joint_venture_partner"});
  facts.history.opt_ins.push_back(opt_in);
  facts.history.agreements.push_back(
      {"", {0, 7}, "PX", on("2025-01-01"), on("2026-05-31"), pack("tra").agreement_clauses});
  const Decision decision =
      decide(pack("tra"), facts, cross_sell("joint_venture_partner", "PX"), at("2026-06-01T09:00:00Z"));
  EXPECT_EQ(decision.reason, Reason::agreement_expired);
  ASSERT_EQ(decision.remedies.size(), 1U);
  EXPECT_EQ(decision.remedies[0], (Remedy{{RemedyStep::agreement}, {}, on("2026-06-01")}));
}

TEST(Decide, AUseThatNamesNoPartyMustNameIt) {
  const Decision decision =
      decide(pack("tra"), local_customer(), cross_sell("joint_venture_partner"), at("2026-06-01T09:00:00Z"));
  ASSERT_EQ(decision.remedies.size(), 1U);
  EXPECT_EQ(decision.remedies[0],
            (Remedy{{RemedyStep::name_party, RemedyStep::agreement, RemedyStep::opt_in}, {}, on("2026-06-01")}));
}

TEST(Decide, NothingSaidYetCanBeMendedByANoticeToday) {
  const Decision decision = decide(pack("tra"), local_customer(), cross_sell(), at("2026-06-01T09:00:00Z"));
  EXPECT_EQ(decision.reason, Reason::no_notice);
  ASSERT_EQ(decision.remedies.size(), 3U);
  EXPECT_EQ(decision.remedies[1], (Remedy{{RemedyStep::notice}, at("2026-07-02T00:00:00+03:00"), {}}));
}

TEST(Decide, AUseThatNamesNoInformationIsNotTakenForHarmless) {
  Use use = cross_sell();
  use.information.clear();
  EXPECT_EQ(decide(pack("tra"), local_customer(), use, at("2026-06-01T09:00:00Z")).outcome, Outcome::deny);
}

TEST(Decide, ARecipientThatThePackDoesNotKnowIsNotCovered) {
  const Decision decision = decide(pack("tra"), local_customer(), cross_sell("reseller"), at("2026-06-01T09:00:00Z"));
  EXPECT_EQ(decision.reason, Reason::not_covered);
}

TEST(Decide, AFurtherNoticeOutOfANoticesDisclosuresIsHeldAgainstThePack) {
  Facts facts = local_customer();
  facts.history.notices.push_back(letter("2026-01-15", 0));
  auto terms = std::make_shared<NoticeTerms>(*facts.history.notices[0].terms);
  terms->disclosures = Names{};
  for (const regime::RequiredDisclosure& required : pack("tra").notice.disclosures)
    terms->disclosures->push_back(required.disclosure);
  facts.history.notices[0].terms = terms;
  EXPECT_EQ(decide(pack("tra"), facts, cross_sell(), at("2026-06-01T09:00:00Z")).reason, Reason::opt_out_deemed);
  auto fewer = std::make_shared<NoticeTerms>(*terms);
  fewer->disclosures->erase(fewer->disclosures->begin());
  facts.history.notices[0].terms = fewer;
  EXPECT_EQ(decide(pack("tra"), facts, cross_sell(), at("2026-06-01T09:00:00Z")).reason,
            Reason::notice_content_invalid);
}

}  // namespace
}  // namespace assent::test::decide_test
