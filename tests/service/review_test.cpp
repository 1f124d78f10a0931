// Reviews: what a machine read as a refusal counts at once, and until a person has read it and found that it is none.
#include "service/review.hpp"

#include "service/carried_refusals.hpp"
#include "service/correct.hpp"
#include "service/kept_refusals.hpp"
#include "service/links.hpp"
#include "setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::review_test {

using namespace service;
namespace {

using namespace service_test;
using testing::ElementsAre;
using testing::IsEmpty;
using Outcome = evidence::ReviewRecorded::Outcome;

evidence::OptOutRecorded provisional() {
  evidence::OptOutRecorded refusal;
  refusal.provisional = true;
  refusal.evidence = {"reply/81", {}};
  return refusal;
}

class ReviewTest : public testing::TestWithParam<Store> {
 protected:
  // A customer whose silence after a notice has become an approval.
  void approved(std::string account, std::string telephone = "") {
    s.customer(account, std::move(telephone));
    s.notice(account, on("2026-01-02"));
    s.clock.set(at("2026-03-01T00:00:00Z"));
  }
  Position machine(std::string_view account, const Choice& choice = provisional()) {
    Circumstances by = s.circumstances;
    by.actor = "reply-reader";
    return Recorder(*s.ledger, s.customers).record(account, choice, by, s.regime, s.clock.now())->position;
  }
  Result<Reviewed> read(std::string account, Position entry, Outcome outcome, std::string reviewer = "clerk-9",
                        evidence::Evidence evidence = {}) {
    Circumstances by = s.circumstances;
    by.actor = std::move(reviewer);
    return record_review(*s.ledger, {std::move(account), entry, outcome, std::move(evidence)}, by, s.clock.now());
  }
  ErrorCode fault_of(std::string account, Position entry, Outcome outcome, std::string reviewer = "clerk-9",
                     evidence::Evidence evidence = {}) {
    const std::uint64_t size = s.size();
    const auto done = read(std::move(account), entry, outcome, std::move(reviewer), std::move(evidence));
    EXPECT_FALSE(done);
    EXPECT_EQ(s.size(), size) << "nothing is recorded";
    return done ? ErrorCode::unavailable : done.error().code;
  }
  Reason reason(std::string account, std::string_view instant = "2026-06-01T08:00:00Z") {
    return s.decide(std::move(account), internet_offer(), instant).reason;
  }
  std::vector<Position> waiting() {
    std::vector<Position> all;
    const auto found = waiting_for_review(*s.ledger);
    for (const ledger::Recorded& each : found.value()) all.push_back(each.position);
    return all;
  }
  Position last_of(std::string_view account) { return s.ledger->entries_of(account)->back().position; }

  Setting s{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Stores, ReviewTest, testing::Values(Store::memory, Store::sqlite));

// "pls no more", says a reply; but it may be about something else.
TEST_P(ReviewTest, WhatAMachineReadCountsAtOnceAndWaits) {
  approved("A1");
  EXPECT_EQ(reason("A1"), Reason::opt_out_deemed);
  const Position refusal = machine("A1");
  EXPECT_EQ(reason("A1"), Reason::opted_out);
  EXPECT_THAT(waiting(), ElementsAre(refusal));
}

TEST_P(ReviewTest, ThatConfirmsEndsTheWaitingAndNothingElse) {
  approved("A1");
  const Position refusal = machine("A1");
  const auto done = read("A1", refusal, Outcome::confirmed);
  ASSERT_TRUE(done) << to_string(done.error());
  EXPECT_EQ(done->entry.actor, "clerk-9");
  EXPECT_EQ(done->reviewed.position, refusal);
  EXPECT_EQ(reason("A1"), Reason::opted_out);
  EXPECT_THAT(waiting(), IsEmpty());
}

TEST_P(ReviewTest, ThatFindsNoRefusalLetsTheApprovalHoldAgain) {
  approved("A1");
  const Position refusal = machine("A1");
  s.clock.set(at("2026-03-05T00:00:00Z"));
  ASSERT_TRUE(read("A1", refusal, Outcome::not_a_refusal));
  EXPECT_EQ(reason("A1"), Reason::opt_out_deemed);
  EXPECT_EQ(reason("A1", "2026-03-02T00:00:00Z"), Reason::opt_out_deemed) << "at the time, as known now";
  EXPECT_THAT(waiting(), IsEmpty());
  const Instant before = at("2026-03-04T00:00:00Z");
  const OnFile then = s.customers.find({"A1", {}}, s.regime, {at("2026-06-01T08:00:00Z"), before});
  EXPECT_EQ(decide_on_file(s.regime, then, internet_offer(), at("2026-06-01T08:00:00Z")).reason, Reason::opted_out);
}

TEST_P(ReviewTest, OfARefusalThatIsNotProvisionalIsTurnedAway) {
  approved("A1");
  const Position refusal = machine("A1", evidence::OptOutRecorded{});
  EXPECT_EQ(fault_of("A1", refusal, Outcome::not_a_refusal), ErrorCode::invalid);
  EXPECT_EQ(fault_of("A1", refusal, Outcome::confirmed), ErrorCode::invalid);
  EXPECT_EQ(reason("A1"), Reason::opted_out);
}

TEST_P(ReviewTest, NamesARefusalOfTheSameAccount) {
  approved("A1");
  s.customer("A2");
  const Position refusal = machine("A1");
  EXPECT_EQ(fault_of("A2", refusal, Outcome::not_a_refusal), ErrorCode::not_found);
  EXPECT_EQ(fault_of("A1", {0, 99}, Outcome::not_a_refusal), ErrorCode::not_found);
  EXPECT_EQ(fault_of("A1", s.ledger->entries_of("A1")->front().position, Outcome::confirmed), ErrorCode::invalid);
  EXPECT_EQ(reason("A1"), Reason::opted_out);
}

// The person who recorded it may confirm it, but not say that it is not a refusal, however they spell their name.
TEST_P(ReviewTest, NobodyFindsThatWhatTheyRecordedIsNoRefusal) {
  approved("A1");
  const Position refusal = machine("A1");
  for (const char* name : {"reply-reader", "Reply-Reader ", "reply\u200b-reader", "", " "}) {
    EXPECT_EQ(fault_of("A1", refusal, Outcome::not_a_refusal, name), ErrorCode::invalid) << name;
  }
  EXPECT_EQ(reason("A1"), Reason::opted_out);
  EXPECT_TRUE(read("A1", refusal, Outcome::confirmed, "reply-reader"));
}

TEST_P(ReviewTest, KeepsNoNumberInItsEvidence) {
  approved("A1", "+9613123456");
  const Position refusal = machine("A1");
  EXPECT_EQ(fault_of("A1", refusal, Outcome::confirmed, "clerk-9", {"sms from 03 123 456", {}}), ErrorCode::invalid);
}

TEST_P(ReviewTest, IsRecordedOnce) {
  approved("A1");
  const Position refusal = machine("A1");
  const auto first = read("A1", refusal, Outcome::confirmed);
  const std::uint64_t size = s.size();
  for (const char* reviewer : {"clerk-9", "clerk-10"}) {
    const auto again = read("A1", refusal, Outcome::confirmed, reviewer);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->receipt.repeated);
    EXPECT_EQ(again->receipt.position, first->receipt.position);
    EXPECT_EQ(again->entry, first->entry);
  }
  EXPECT_EQ(s.size(), size);
  EXPECT_EQ(fault_of("A1", refusal, Outcome::not_a_refusal), ErrorCode::conflict);
  EXPECT_EQ(reason("A1"), Reason::opted_out);
}

TEST_P(ReviewTest, ThatFoundNoRefusalIsNotTakenBack) {
  approved("A1");
  const Position refusal = machine("A1");
  ASSERT_TRUE(read("A1", refusal, Outcome::not_a_refusal));
  EXPECT_EQ(fault_of("A1", refusal, Outcome::confirmed), ErrorCode::conflict);
  machine("A1", evidence::OptOutRecorded{});
  EXPECT_EQ(reason("A1"), Reason::opted_out) << "recorded anew";
}

// A retry by the machine, or by the gateway before it, is the first entry, whatever a person has found about it since.
TEST_P(ReviewTest, IsNotUndoneByARetryOfWhatItReviewed) {
  approved("A1");
  Circumstances by = s.circumstances;
  by.actor = "reply-reader";
  by.key = "sms-81";
  const auto record = [&] {
    return Recorder(*s.ledger, s.customers).record("A1", provisional(), by, s.regime, s.clock.now());
  };
  const auto refusal = record();
  ASSERT_TRUE(read("A1", refusal->position, Outcome::not_a_refusal));
  EXPECT_TRUE(record()->repeated);
  EXPECT_EQ(reason("A1"), Reason::opt_out_deemed);
}

TEST_P(ReviewTest, WaitsNoMoreForWhatTwoPeopleTookBack) {
  approved("A1");
  const Position refusal = machine("A1");
  const Confirmation confirmation{"lead-2", {"ticket/8", {}}};
  ASSERT_TRUE(correct(*s.ledger, {refusal, std::nullopt, confirmation}, s.circumstances, s.clock.now()));
  EXPECT_THAT(waiting(), IsEmpty());
  EXPECT_EQ(reason("A1"), Reason::opt_out_deemed);
}

TEST_P(ReviewTest, AreListedForEveryAccountInOrder) {
  approved("A2");
  approved("A1");
  const Position of_second = machine("A2");
  evidence::WithdrawalRecorded withdrawal;
  withdrawal.provisional = true;
  const Position withdrawn = machine("A1", withdrawal);
  const Position revoked = machine("A1", evidence::EmailPermissionRecorded{false, {}, true});
  const Position confirmed = machine("A1");
  ASSERT_TRUE(read("A1", confirmed, Outcome::confirmed));
  EXPECT_THAT(waiting(), ElementsAre(withdrawn, revoked, of_second));
}

TEST_P(ReviewTest, OfAPermissionThereIsNone) {
  s.customer("A1");
  const auto done = Recorder(*s.ledger, s.customers)
                        .record("A1", evidence::EmailPermissionRecorded{true, proof(), true}, s.circumstances, s.regime,
                                s.clock.now());
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::invalid);
}

// The account was renumbered after the machine read the reply: the new account refuses, too, until a person reads it.
TEST_P(ReviewTest, OfOneAccountSaysNothingOfTheRefusalCarriedToAnother) {
  approved("A1");
  approved("N1");
  const Position refusal = machine("A1");
  ASSERT_TRUE(record_link(*s.ledger, {"A1", "N1", {}, {"order 7", {}}}, s.circumstances, s.clock.now()));
  const std::vector<ledger::Recorded> copies = waiting_among(*s.ledger->entries_of("N1"));
  ASSERT_EQ(copies.size(), 1U) << "carried as provisional";
  const Position copy = copies.front().position;
  EXPECT_THAT(waiting(), ElementsAre(refusal, copy));

  ASSERT_TRUE(read("A1", refusal, Outcome::not_a_refusal));
  EXPECT_EQ(reason("A1"), Reason::opt_out_deemed);
  EXPECT_EQ(reason("N1"), Reason::opted_out);
  EXPECT_THAT(waiting(), ElementsAre(copy));

  ASSERT_TRUE(read("N1", copy, Outcome::not_a_refusal));
  EXPECT_EQ(reason("N1"), Reason::opt_out_deemed);
  const std::uint64_t size = s.size();
  const std::vector<std::string> accounts{"A1"};
  EXPECT_EQ(carry_over(*s.ledger, accounts, s.circumstances, s.clock.now()).value(), 0U) << "it is not carried again";
  EXPECT_EQ(s.size(), size);
}

// Carrying the refusal records a copy. The person who linked the accounts may still review that copy.
TEST_P(ReviewTest, ThatConfirmedTheFirstLeavesTheCopyWaitingAndCarriesNoSecond) {
  approved("A1");
  approved("N1");
  const Position refusal = machine("A1");
  ASSERT_TRUE(record_link(*s.ledger, {"A1", "N1", {}, {"order 7", {}}}, s.circumstances, s.clock.now()));
  ASSERT_TRUE(read("A1", refusal, Outcome::confirmed));
  const std::vector<std::string> accounts{"A1"};
  EXPECT_EQ(carry_over(*s.ledger, accounts, s.circumstances, s.clock.now()).value(), 0U);
  EXPECT_EQ(waiting_among(*s.ledger->entries_of("N1")).size(), 1U);

  approved("N2");
  ASSERT_TRUE(record_link(*s.ledger, {"A1", "N2", {}, {"order 8", {}}}, s.circumstances, s.clock.now()));
  EXPECT_EQ(reason("N2"), Reason::opted_out);
  EXPECT_THAT(waiting_among(*s.ledger->entries_of("N2")), IsEmpty()) << "carried when a person had read it";
}

TEST_P(ReviewTest, ThatFoundNoneLeavesNothingToCarry) {
  approved("A1");
  approved("N1");
  const Position refusal = machine("A1");
  ASSERT_TRUE(read("A1", refusal, Outcome::not_a_refusal));
  ASSERT_TRUE(record_link(*s.ledger, {"A1", "N1", {}, {"order 7", {}}}, s.circumstances, s.clock.now()));
  EXPECT_EQ(reason("N1"), Reason::opt_out_deemed);
}

// From a number without an account: kept, carried to the account that gets the number, and one review counts for both.
TEST_P(ReviewTest, OfAKeptRefusalIsOneOfItsOwn) {
  const auto done = Recorder(*s.ledger, s.customers, drawn_key)
                        .record_of_number("+9613123456", provisional(), s.circumstances, s.regime, s.clock.now());
  ASSERT_TRUE(done && done->kept);
  const std::string kept = done->kept->entry.account;
  approved("A1", "+9613123456");
  const Names numbers{"+9613123456"};
  const NumberOwner owner{"A1", numbers, std::nullopt};
  ASSERT_EQ(give_kept_refusals(*s.ledger, {&owner, 1}, s.circumstances, s.clock.now()).value(), 1U);
  EXPECT_EQ(reason("A1"), Reason::opted_out);

  ASSERT_TRUE(read(kept, done->kept->position, Outcome::not_a_refusal));
  EXPECT_EQ(reason("A1"), Reason::opted_out);
  ASSERT_TRUE(read("A1", last_of("A1"), Outcome::not_a_refusal));
  EXPECT_EQ(reason("A1"), Reason::opt_out_deemed);
  EXPECT_EQ(give_kept_refusals(*s.ledger, {&owner, 1}, s.circumstances, s.clock.now()).value(), 0U);
}

TEST_P(ReviewTest, OfWhatIsNoPartnerNothingIsRecorded) {
  const auto fault = [&](evidence::PartnerRecorded partner) {
    const auto done = Recorder(*s.ledger, s.customers).record("", partner, s.circumstances, s.regime, s.clock.now());
    return done ? std::string() : done.error().message;
  };
  const evidence::PartnerRecorded whole{"PX", "Example Tours", "joint_venture_partner", "LB", {}, {}};
  EXPECT_EQ(fault(whole), "");
  evidence::PartnerRecorded wrong = whole;
  wrong.party.clear();
  EXPECT_NE(fault(wrong), "");
  wrong = whole;
  wrong.name.clear();
  EXPECT_NE(fault(wrong), "");
  wrong = whole;
  wrong.country = "Lebanon";
  EXPECT_NE(fault(wrong), "");
  for (const char* recipient : {"carrier", "joint_venture", ""}) {
    wrong = whole;
    wrong.recipient = recipient;
    EXPECT_NE(fault(wrong), "") << recipient;
  }
  EXPECT_EQ(s.ledger->entries_of("")->size(), 1U);
}

}  // namespace
}  // namespace assent::review_test
