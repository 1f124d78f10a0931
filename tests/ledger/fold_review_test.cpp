// What a review does to a provisional refusal, at two times; and the register of partners.
#include "ledger/fold_entries.hpp"
#include "ledger/reviews.hpp"

#include <gtest/gtest.h>

namespace assent::fold_review_test {
namespace {

using fold_test::day;
using fold_test::Writer;
using Outcome = evidence::ReviewRecorded::Outcome;

evidence::OptOutRecorded provisional_opt_out() {
  evidence::OptOutRecorded refusal;
  refusal.provisional = true;
  return refusal;
}

evidence::WithdrawalRecorded provisional_withdrawal() {
  evidence::WithdrawalRecorded refusal;
  refusal.provisional = true;
  return refusal;
}

Position reviewed(Writer& ledger, int when, Position refusal, Outcome outcome, std::string actor = "reader") {
  const Position position = ledger.add(when, evidence::ReviewRecorded{refusal, outcome, {}});
  ledger.entries.back().entry.actor = std::move(actor);
  return position;
}

// "pls no more", a machine reads in a reply on day 20; a person reads it on day 30.
TEST(Review, AProvisionalRefusalCountsAtOnceAndSaysWhatItIs) {
  Writer ledger;
  ledger.add(20, provisional_opt_out());
  ledger.add(21, provisional_withdrawal());
  const History history = ledger.history();
  ASSERT_EQ(history.opt_outs.size(), 1U);
  EXPECT_EQ(history.opt_outs.front().received, day(20));
  EXPECT_TRUE(history.opt_outs.front().provisional);
  ASSERT_EQ(history.withdrawals.size(), 1U);
  EXPECT_TRUE(history.withdrawals.front().provisional);
}

TEST(Review, ThatConfirmsChangesNothingButThatItIsProvisional) {
  Writer ledger;
  const Position opt_out = ledger.add(20, provisional_opt_out());
  const Position withdrawal = ledger.add(21, provisional_withdrawal());
  reviewed(ledger, 30, opt_out, Outcome::confirmed);
  reviewed(ledger, 30, withdrawal, Outcome::confirmed);
  const History history = ledger.history();
  ASSERT_EQ(history.opt_outs.size(), 1U);
  EXPECT_EQ(history.opt_outs.front().received, day(20));
  EXPECT_FALSE(history.opt_outs.front().provisional);
  ASSERT_EQ(history.withdrawals.size(), 1U);
  EXPECT_EQ(history.withdrawals.front().at, day(21));
  EXPECT_FALSE(history.withdrawals.front().provisional);
  EXPECT_TRUE(ledger.history(1'000, 29).opt_outs.front().provisional) << "as known before";
}

TEST(Review, ThatFindsNoRefusalTakesItAwayFromItsRecordingOn) {
  Writer ledger;
  const Position refusal = ledger.add(20, provisional_opt_out());
  reviewed(ledger, 30, refusal, Outcome::not_a_refusal);
  EXPECT_EQ(ledger.history(1'000, 29).opt_outs.size(), 1U);
  EXPECT_TRUE(ledger.history(1'000, 30).opt_outs.empty());
  EXPECT_TRUE(ledger.history(25, 1'000).opt_outs.empty()) << "it never counted, as known now";
}

TEST(Review, OfWhatIsNotProvisionalMeansNothing) {
  Writer ledger;
  const Position refusal = ledger.add(20, evidence::OptOutRecorded{});
  reviewed(ledger, 30, refusal, Outcome::not_a_refusal);
  EXPECT_EQ(ledger.history().opt_outs.size(), 1U);
}

TEST(Review, ByWhoRecordedItTakesNothingAway) {
  Writer ledger;
  const Position refusal = ledger.add(20, provisional_opt_out());
  reviewed(ledger, 30, refusal, Outcome::not_a_refusal, "clerk");
  ASSERT_EQ(ledger.history().opt_outs.size(), 1U);
  EXPECT_TRUE(ledger.history().opt_outs.front().provisional) << "it waits still";
}

TEST(Review, ThatWasRecordedBeforeTheRefusalMeansNothing) {
  Writer ledger;
  reviewed(ledger, 20, {0, 1}, Outcome::not_a_refusal);
  ledger.add(20, provisional_opt_out());
  ASSERT_EQ(ledger.history().opt_outs.size(), 1U);
  EXPECT_TRUE(ledger.history().opt_outs.front().provisional);
}

TEST(Review, OfAnotherAccountMeansNothing) {
  Writer ledger;
  const Position refusal = ledger.add(20, provisional_opt_out());
  ledger.add("B", 30, 30, evidence::ReviewRecorded{refusal, Outcome::not_a_refusal, {}});
  ledger.entries.back().entry.actor = "reader";
  EXPECT_EQ(ledger.history().opt_outs.size(), 1U);
}

TEST(Review, OfSeveralOneThatConfirmsHolds) {
  for (const bool confirmed_first : {false, true}) {
    Writer ledger;
    const Position refusal = ledger.add(20, provisional_opt_out());
    reviewed(ledger, 30, refusal, confirmed_first ? Outcome::confirmed : Outcome::not_a_refusal);
    reviewed(ledger, 31, refusal, confirmed_first ? Outcome::not_a_refusal : Outcome::confirmed, "reader-2");
    ASSERT_EQ(ledger.history().opt_outs.size(), 1U) << confirmed_first;
    EXPECT_FALSE(ledger.history().opt_outs.front().provisional) << confirmed_first;
  }
}

// The other date is not confirmed: the refusal counts from both until the review finds that it is none.
TEST(Review, TakesADatedRefusalAwayWholly) {
  Writer ledger;
  const Position refusal = ledger.add(20, provisional_opt_out());
  ledger.add(25, evidence::CorrectionRecorded{refusal, day(10), "", {}});
  EXPECT_EQ(ledger.history().opt_outs.size(), 2U);
  reviewed(ledger, 30, refusal, Outcome::not_a_refusal);
  EXPECT_TRUE(ledger.history().opt_outs.empty());
}

TEST(Review, LetsAnImportedApprovalProveAgain) {
  Writer ledger;
  const Position refusal = ledger.add(10, provisional_opt_out());
  evidence::OptInRecorded approval;
  approval.notice = "n";
  approval.evidence.reference = "form/1";
  ledger.add(20, std::move(approval));
  ledger.entries.back().entry.run = "run-1";
  EXPECT_FALSE(ledger.history().opt_ins.front().evidence);
  reviewed(ledger, 30, refusal, Outcome::not_a_refusal);
  EXPECT_TRUE(ledger.history().opt_ins.front().evidence);
}

TEST(Review, GivesAnEmailPermissionBackThatWasNeverTakenBack) {
  Writer ledger;
  ledger.publish(1);
  ledger.add(2, evidence::EmailPermissionRecorded{true, {"form/1", {}}});
  const Position revoked = ledger.add(5, evidence::EmailPermissionRecorded{false, {}, true});
  ledger.give(10, "email");
  EXPECT_FALSE(ledger.history().notices.front().email_permission);
  reviewed(ledger, 30, revoked, Outcome::not_a_refusal);
  EXPECT_TRUE(ledger.history().notices.front().email_permission);
  EXPECT_FALSE(ledger.history(1'000, 29).notices.front().email_permission);
}

evidence::PartnerRecorded partner(std::string name,
                                  evidence::PartnerRecorded::State state = evidence::PartnerRecorded::State::active) {
  return {"PX", std::move(name), "joint_venture_partner", "LB", state, {}};
}

TEST(PartnerRegister, HoldsTheLatestOfAPartyFromItsInstantOn) {
  Writer ledger;
  const Position first = ledger.add("", 10, 12, partner("Example Tours"));
  ledger.add("", 30, 13, partner("Example Travel"));
  const Position ended = ledger.add("", 50, 50, partner("Example Travel", evidence::PartnerRecorded::State::ended));
  const auto partners = ledger.history().partners;
  ASSERT_NE(partners, nullptr);
  EXPECT_EQ(partner_at(*partners, "PX", day(9)), nullptr);
  ASSERT_NE(partner_at(*partners, "PX", day(10)), nullptr);
  EXPECT_EQ(*partner_at(*partners, "PX", day(29)),
            (Partner{first, day(10), "PX", "Example Tours", "joint_venture_partner", "LB", false}));
  EXPECT_EQ(partner_at(*partners, "PX", day(30))->name, "Example Travel");
  EXPECT_EQ(partner_at(*partners, "PX", day(50))->entry, ended);
  EXPECT_TRUE(partner_at(*partners, "PX", day(50))->ended);
  EXPECT_EQ(partner_at(*partners, "PY", day(50)), nullptr);
}

TEST(PartnerRegister, OfTwoAtOneInstantTheLaterHolds) {
  Writer ledger;
  ledger.add("", 10, 12, partner("Example Tours"));
  ledger.add("", 10, 13, partner("Example Travel"));
  EXPECT_EQ(partner_at(*ledger.history().partners, "PX", day(10))->name, "Example Travel");
}

TEST(PartnerRegister, KnowsWhatWasKnown) {
  Writer ledger;
  ledger.add("", 10, 12, partner("Example Tours"));
  EXPECT_EQ(ledger.carrier(11).partners(), nullptr);
  EXPECT_NE(ledger.carrier(12).partners(), nullptr);
}

TEST(PartnerRegister, IsListedByParty) {
  Writer ledger;
  evidence::PartnerRecorded other = partner("Another");
  other.party = "PA";
  ledger.add("", 10, 12, partner("Example Tours"));
  ledger.add("", 11, 13, partner("Example Travel"));
  ledger.add("", 12, 14, std::move(other));
  const Partners all = *ledger.history().partners;
  const Partners listed = partners_at(all, day(12));
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[0].party, "PA");
  EXPECT_EQ(listed[1].name, "Example Travel");
  EXPECT_EQ(partners_at(all, day(10)).size(), 1U);
}

}  // namespace
}  // namespace assent::fold_review_test
