// What is on record has happened, even if a clock that was ahead gave it a later instant.
#include "ledger/fold_entries.hpp"

#include <gtest/gtest.h>

namespace assent::fold_present_test {

using namespace ledger;
namespace {

using fold_test::day;
using fold_test::profile;
using fold_test::Writer;

constexpr int kPresent = 50;

AccountFile fold_at_present(const Writer& ledger) {
  return fold_account(ledger.entries, ledger.carrier(), "A", day(kPresent), day(1'000), day(kPresent)).value();
}

TEST(ClockAhead, ARefusalCountsFromThePresentToo) {
  Writer ledger;
  ledger.add(90, evidence::OptOutRecorded{});
  ledger.add(90, evidence::WithdrawalRecorded{});
  ledger.add(20, evidence::OptOutRecorded{});
  const History history = fold_at_present(ledger).history;
  ASSERT_EQ(history.opt_outs.size(), 3U);
  EXPECT_EQ(history.opt_outs[0].received, day(kPresent));
  EXPECT_EQ(history.opt_outs[1].received, day(90)) << "an approval may be as far ahead";
  EXPECT_EQ(history.opt_outs[2].received, day(20));
  ASSERT_EQ(history.withdrawals.size(), 2U);
  EXPECT_EQ(history.withdrawals[0].at, day(kPresent));
  EXPECT_EQ(ledger.history().opt_outs.size(), 2U) << "without a present nothing is added";
}

TEST(ClockAhead, AnApprovalStaysWhereItIs) {
  Writer ledger;
  ledger.add(90, evidence::OptInRecorded{});
  const History history = fold_at_present(ledger).history;
  ASSERT_EQ(history.opt_ins.size(), 1U);
  EXPECT_EQ(history.opt_ins.front().at, day(90));
}

TEST(ClockAhead, AFailedDeliveryIsKnownNow) {
  Writer ledger;
  ledger.publish(1);
  const Position given = ledger.give(2);
  ledger.fail_delivery(given, 90, 90);
  EXPECT_EQ(fold_at_present(ledger).history.notices.front().delivery_known, day(kPresent));
}

TEST(ClockAhead, AnEmailPermissionTakenBackIsTakenBackNow) {
  Writer ledger;
  ledger.publish(1);
  ledger.add(3, evidence::EmailPermissionRecorded{true, {"form", {}}});
  ledger.give(60, "email");
  ledger.add(90, evidence::EmailPermissionRecorded{false, {}});
  EXPECT_FALSE(fold_at_present(ledger).history.notices.front().email_permission);
}

TEST(ClockAhead, AProfileTakesEffectNowInTheOrderOfTheLedger) {
  Writer ledger;
  ledger.add(10, profile({"local"}));
  ledger.add(90, profile({"mobile"}));
  ledger.add(90, profile({}, CustomerState::former));
  const AccountFile file = fold_at_present(ledger);
  ASSERT_TRUE(file.customer);
  EXPECT_EQ(file.customer->state, CustomerState::former);
  EXPECT_EQ(file.profile, &ledger.entries[2]) << "the entry itself, which outlives the fold";
  EXPECT_FALSE(file.profile_until);
}

TEST(ClockAhead, AProfileForALaterDayWaitsForIt) {
  Writer ledger;
  ledger.add(10, profile({"local"}));
  ledger.add(95, 40, profile({"mobile"}));
  const AccountFile file = fold_at_present(ledger);
  EXPECT_EQ(file.profile, &ledger.entries[0]);
  EXPECT_EQ(file.profile_until, day(95));
}

}  // namespace
}  // namespace assent::fold_present_test
