// Several events of a kind, events of another customer, and what each does to the decision and its reason.

#include "decision/decide.hpp"
#include "decision/parts.hpp"

#include "packs.hpp"
#include "zones.hpp"

#include <gtest/gtest.h>

namespace assent::test::history_test {

using namespace decision;
namespace {

const Instant kNow = at("2026-03-01T10:05:00Z");

Facts local_customer() {
  Facts facts;
  facts.customer.account = "A";
  facts.customer.language = "ar";
  facts.customer.services = {"local"};
  facts.zone = &beirut();
  return facts;
}

Use cross_sell() { return {"marketing", offer("long_distance"), "carrier", "", {"services", "usage"}, false, false}; }

OneTimeConsent call(const char* from, const char* to, std::uint64_t index) {
  OneTimeConsent consent;
  consent.entry = {0, index};
  consent.from = at(from);
  consent.to = at(to);
  return consent;
}

NoticeGiven text_message(const char* sent, std::uint64_t index) {
  auto terms = std::make_shared<NoticeTerms>();
  terms->language = "ar";
  NoticeGiven notice;
  notice.entry = {0, index};
  notice.terms = terms;
  notice.channel = "sms";
  notice.sent = at(sent);
  return notice;
}

Verification verified(const char* when, std::uint64_t index) { return {"", {0, index}, at(when), "written", false}; }

std::vector<Position> entries(const Decision& decision) { return {decision.entries.begin(), decision.entries.end()}; }

TEST(OneTimeConsent, TheOneThatBeganLastIsShownWhateverTheOrderOfTheLedger) {
  Facts facts = local_customer();
  facts.history.one_time_consents = {call("2026-03-01T10:03:00Z", "2026-03-01T10:20:00Z", 0),
                                     call("2026-03-01T10:00:00Z", "2026-03-01T10:20:00Z", 1)};
  const Decision decision = decide(pack("tra"), facts, cross_sell(), kNow);
  EXPECT_EQ(decision.reason, Reason::one_time_consent);
  EXPECT_EQ(entries(decision), (std::vector<Position>{{0, 0}}));
}

TEST(OneTimeConsent, OfTwoSpoiltOnesTheOneThatBeganLastGivesTheReason) {
  Facts facts = local_customer();
  facts.history.one_time_consents = {call("2026-03-01T10:03:00Z", "2026-03-01T10:20:00Z", 0),
                                     call("2026-03-01T10:00:00Z", "2026-03-01T10:20:00Z", 1)};
  facts.history.one_time_consents[0].evidence = false;
  facts.history.one_time_consents[1].channel = "chat";
  EXPECT_EQ(decide(pack("tra"), facts, cross_sell(), kNow).reason, Reason::approval_unproven);
}

TEST(OneTimeConsent, OfTwoThatEndedTheOneThatEndedLastIsShown) {
  Facts facts = local_customer();
  facts.history.one_time_consents = {call("2026-02-02T10:00:00Z", "2026-02-02T10:20:00Z", 0),
                                     call("2026-02-01T10:00:00Z", "2026-02-01T10:20:00Z", 1)};
  const Decision decision = decide(pack("tra"), facts, cross_sell(), kNow);
  EXPECT_EQ(decision.reason, Reason::one_time_expired);
  EXPECT_EQ(entries(decision), (std::vector<Position>{{0, 0}}));
}

TEST(Verifications, TheLatestByNowIsTheEvidence) {
  Facts facts = local_customer();
  facts.history.notices = {text_message("2024-12-01T10:00:00Z", 0)};
  facts.history.verifications = {verified("2025-06-01T10:00:00Z", 1), verified("2025-03-01T10:00:00Z", 2),
                                 verified("2026-03-02T10:00:00Z", 3)};
  const Decision decision = decide(pack("arizona-2006"), facts, cross_sell(), kNow);
  EXPECT_EQ(decision.reason, Reason::opt_out_deemed);
  EXPECT_EQ(entries(decision), (std::vector<Position>{{0, 0}, {0, 1}}));
}

TEST(Accounts, WhatAnotherAccountDidDoesNotCount) {
  Facts facts = local_customer();
  facts.history.opt_outs = {{"B", {0, 0}, at("2026-02-01T10:00:00Z"), Coverage::everything()}};
  facts.history.withdrawals = {{"B", {0, 1}, at("2026-02-02T10:00:00Z"), Coverage::everything()}};
  facts.history.one_time_consents = {call("2026-03-01T10:00:00Z", "2026-03-01T10:20:00Z", 2)};
  facts.history.one_time_consents[0].account = "B";
  facts.history.verifications = {verified("2025-06-01T10:00:00Z", 3)};
  facts.history.verifications[0].account = "B";
  facts.history.notices = {text_message("2024-12-01T10:00:00Z", 4)};
  EXPECT_EQ(decide(pack("arizona-2006"), facts, cross_sell(), kNow).reason, Reason::opt_out_unverified);
  EXPECT_EQ(decide(pack("fcc-2007"), facts, cross_sell(), kNow).reason, Reason::opt_out_deemed);
}

TEST(Accounts, AnotherAccountsAgreementIsNone) {
  Facts facts = local_customer();
  OptIn opt_in;
  opt_in.at = at("2026-02-01T10:00:00Z");
  opt_in.recipients = Coverage::only({"agent"});
  facts.history.opt_ins = {opt_in};
  facts.history.agreements = {{"B", {0, 1}, "AX", on("2026-01-01"), on("2026-12-31"), pack("tra").agreement_clauses}};
  Use use = cross_sell();
  use.recipient = "agent";
  use.party = "AX";
  EXPECT_EQ(decide(pack("tra"), facts, use, kNow).reason, Reason::agreement_missing);
  facts.history.agreements[0].account.clear();
  EXPECT_EQ(decide(pack("tra"), facts, use, kNow).reason, Reason::opt_in);
}

TEST(Notices, EachDefectNamesTheRuleThatItBreaks) {
  Facts facts = local_customer();
  const auto source = [&](const NoticeGiven& notice) {
    facts.history.notices = {notice};
    const Decision decision = decide(pack("tra"), facts, cross_sell(), kNow);
    return pack("tra").provenance.at(decision.source).key;
  };
  const NoticeGiven good = text_message("2026-01-01T10:00:00Z", 0);
  const auto with_terms = [&](auto change) {
    NoticeGiven notice = good;
    NoticeTerms terms = *good.terms;
    change(terms);
    notice.terms = std::make_shared<const NoticeTerms>(terms);
    return notice;
  };
  NoticeGiven oral = good;
  oral.channel = "oral";
  EXPECT_EQ(source(oral), "notice.channels");
  NoticeGiven unasked = good;
  unasked.channel = "email";
  unasked.email_permission = false;
  EXPECT_EQ(source(unasked), "notice.permission_channels");
  NoticeGiven bounced = good;
  bounced.delivery = Delivery::bounced;
  EXPECT_EQ(source(bounced), "notice.undelivered");
  EXPECT_EQ(source(with_terms([](NoticeTerms& terms) { terms.missing = {"purposes"}; })), "notice.disclosures");
  EXPECT_EQ(source(with_terms([](NoticeTerms& terms) { terms.translation = Translation::partial; })),
            "notice.partial_translation");
  EXPECT_EQ(source(with_terms([](NoticeTerms& terms) { terms.language = "fr"; })), "notice.language_must_match");
}

TEST(OptIns, EachDefectNamesTheRuleThatItBreaks) {
  const std::string strict = "strict-opt-in";
  const auto source = [&](const OptIn& opt_in, Reason reason) {
    Facts facts = local_customer();
    facts.history.opt_ins = {opt_in};
    Use use = cross_sell();
    use.recipient = "agent";
    const Decision decision = decide(pack(strict), facts, use, kNow);
    EXPECT_EQ(decision.reason, reason);
    return pack(strict).provenance.at(decision.source).key;
  };
  OptIn good;
  good.at = at("2026-02-01T10:00:00Z");
  good.recipients = Coverage::only({"agent"});
  OptIn by_a_stranger = good;
  by_a_stranger.by = "other";
  EXPECT_EQ(source(by_a_stranger, Reason::not_account_holder), "opt_in.givers");
  OptIn defective = good;
  ASSERT_FALSE(pack(strict).void_defects.empty());
  defective.defects = {pack(strict).void_defects.front()};
  EXPECT_EQ(source(defective, Reason::consent_invalid), "opt_in.void_defects");
  OptIn unproved = good;
  unproved.evidence = false;
  EXPECT_EQ(source(unproved, Reason::approval_unproven), "opt_in");
}

TEST(Notices, ADisclosureDemandedOnAnotherChannelOnlyIsNotMissed) {
  Facts facts = local_customer();
  NoticeTerms terms = *text_message("2026-01-01T10:00:00Z", 0).terms;
  terms.disclosures = Names{};
  for (const regime::RequiredDisclosure& required : pack("tra").notice.disclosures) {
    if (required.channels.empty()) terms.disclosures->push_back(required.disclosure);
  }
  NoticeGiven notice = text_message("2026-01-01T10:00:00Z", 0);
  notice.terms = std::make_shared<const NoticeTerms>(terms);
  facts.history.notices = {notice};
  EXPECT_EQ(decide(pack("tra"), facts, cross_sell(), kNow).reason, Reason::opt_out_deemed);
  facts.history.notices[0].channel = "email";
  EXPECT_EQ(decide(pack("tra"), facts, cross_sell(), kNow).reason, Reason::notice_content_invalid);
}

TEST(Notices, ThoseThatCannotBeReadNeverTurn) {
  Facts placeless = local_customer();
  placeless.zone = nullptr;
  const Use use = cross_sell();
  const UnderRegime held = under(pack("tra"), use);
  EXPECT_FALSE(notices_part(held, placeless, kNow).readable);
  EXPECT_EQ(notices_turn(held, placeless, kNow), std::nullopt);
}

TEST(Evidence, NoAnswerRestsOnMoreThanFourEntries) {
  Facts facts = local_customer();
  facts.history.notices = {text_message("2024-12-01T10:00:00Z", 0), text_message("2025-10-01T10:00:00Z", 1)};
  for (NoticeGiven& notice : facts.history.notices) {
    NoticeTerms terms = *notice.terms;
    terms.recipients = Coverage::everything();
    notice.terms = std::make_shared<const NoticeTerms>(terms);
  }
  facts.history.verifications = {verified("2025-06-01T10:00:00Z", 2)};
  facts.history.agreements = {{"", {0, 3}, "AX", on("2026-01-01"), on("2026-12-31"), pack("tra").agreement_clauses}};
  regime::Regime regime = pack("arizona-2006");
  for (regime::RelationRule& rule : regime.relations) rule.agreement_required = rule.relation == "agent";
  Use use = cross_sell();
  use.recipient = "agent";
  use.party = "AX";
  const Decision decision = decide(regime, facts, use, kNow);
  EXPECT_EQ(decision.reason, Reason::opt_out_deemed);
  EXPECT_EQ(entries(decision), (std::vector<Position>{{0, 0}, {0, 1}, {0, 2}, {0, 3}}));
}

TEST(SoftOptIn, AUseThatNamesNoInformationIsNone) {
  Use use = cross_sell();
  use.offer = offer("internet");
  use.information.clear();
  use.soft_opt_in = true;
  Facts facts = local_customer();
  facts.customer.services = {"internet"};
  EXPECT_EQ(decide(pack("strict-opt-in"), facts, use, kNow).reason, Reason::consent_required);
  use.information = {"contact"};
  EXPECT_EQ(decide(pack("strict-opt-in"), facts, use, kNow).reason, Reason::soft_opt_in);
}

}  // namespace
}  // namespace assent::test::history_test
