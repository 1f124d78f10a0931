// What a correction does to the entry that it corrects, at two times.
#include "ledger/fold_entries.hpp"

#include <gtest/gtest.h>

namespace assent::fold_correction_test {
namespace {

using fold_test::day;
using fold_test::Writer;

evidence::CorrectionRecorded counts_from(Position corrected, int when, std::string confirmed_by = "lead") {
  return {corrected, day(when), std::move(confirmed_by), {"letter/1", {}}};
}
evidence::CorrectionRecorded never_happened(Position corrected, std::string confirmed_by = "lead") {
  return {corrected, std::nullopt, std::move(confirmed_by), {"letter/1", {}}};
}

TEST(Correction, OfARefusalsDateReplacesItFromItsRecordingOn) {
  Writer ledger;
  const Position refusal = ledger.add(20, 20, evidence::OptOutRecorded{});
  ledger.add(30, 30, counts_from(refusal, 10));
  ASSERT_EQ(ledger.history(1'000, 29).opt_outs.size(), 1U);
  EXPECT_EQ(ledger.history(1'000, 29).opt_outs.front().received, day(20));
  ASSERT_EQ(ledger.history().opt_outs.size(), 1U);
  EXPECT_EQ(ledger.history().opt_outs.front().received, day(10));
  EXPECT_EQ(ledger.history().opt_outs.front().entry, refusal);
}

TEST(Correction, TakesARefusalAwayWithASecondPersonOnly) {
  for (const auto& [confirmed_by, evidence, left] : {std::tuple{"lead", "letter/1", 0U}, std::tuple{"", "letter/1", 1U},
                                                     std::tuple{"clerk", "letter/1", 1U}, std::tuple{"lead", "", 1U}}) {
    Writer ledger;
    const Position refusal = ledger.add(20, 20, evidence::OptOutRecorded{});
    ledger.add(30, 30, evidence::CorrectionRecorded{refusal, std::nullopt, confirmed_by, {evidence, {}}});
    EXPECT_EQ(ledger.history().opt_outs.size(), left) << confirmed_by << evidence;
  }
}

TEST(Correction, OfARefusalsDateWithoutASecondPersonAddsTheOtherDate) {
  Writer ledger;
  const Position refusal = ledger.add(20, 20, evidence::WithdrawalRecorded{});
  ledger.add(30, 30, counts_from(refusal, 10, ""));
  ASSERT_EQ(ledger.history().withdrawals.size(), 2U);
  EXPECT_EQ(ledger.history().withdrawals[0].at, day(20));
  EXPECT_EQ(ledger.history().withdrawals[1].at, day(10));
}

TEST(Correction, TakesAnApprovalAwayAtOnce) {
  Writer ledger;
  const Position approval = ledger.add(20, 20, evidence::OptInRecorded{});
  ledger.add(30, 30, never_happened(approval, ""));
  EXPECT_EQ(ledger.history(1'000, 29).opt_ins.size(), 1U);
  EXPECT_TRUE(ledger.history().opt_ins.empty());
}

TEST(Correction, GivesAnApprovalAnotherDateWithASecondPersonOnly) {
  for (const auto& [confirmed_by, left] : {std::pair{"lead", 1U}, std::pair{"", 0U}}) {
    Writer ledger;
    const Position approval = ledger.add(20, 20, evidence::OptInRecorded{});
    ledger.add(30, 30, counts_from(approval, 25, confirmed_by));
    ASSERT_EQ(ledger.history().opt_ins.size(), left);
    const auto opt_ins = ledger.history().opt_ins;
    for (const OptIn& each : opt_ins) EXPECT_EQ(each.at, day(25));
  }
}

TEST(Correction, OfAProfileLetsTheOneBeforeSpeakAgain) {
  Writer ledger;
  ledger.add(10, fold_test::profile({"local"}));
  const Position wrong = ledger.add(20, fold_test::profile({"mobile"}));
  ledger.add(30, 30, never_happened(wrong, ""));
  EXPECT_EQ(ledger.fold(1'000, 29)->customer->services, Names{"mobile"});
  EXPECT_EQ(ledger.fold()->customer->services, Names{"local"});
}

TEST(Correction, OfANoticeThatWasNotGivenTakesItsFailuresAlong) {
  Writer ledger;
  ledger.publish(1);
  const Position given = ledger.give(10);
  ledger.fail_delivery(given, 12, 12);
  ledger.add(30, 30, never_happened(given, ""));
  const auto folded = ledger.fold();
  ASSERT_TRUE(folded.has_value()) << folded.error().message;
  EXPECT_TRUE(folded->history.notices.empty());
}

TEST(Correction, TheLatestHolds) {
  Writer ledger;
  const Position refusal = ledger.add(20, 20, evidence::OptOutRecorded{});
  ledger.add(30, 30, counts_from(refusal, 10));
  ledger.add(31, 31, counts_from(refusal, 15));
  ASSERT_EQ(ledger.history().opt_outs.size(), 1U);
  EXPECT_EQ(ledger.history().opt_outs.front().received, day(15));
}

Position imported(Writer& ledger, int effective, int recorded, evidence::Body body) {
  const Position position = ledger.add(effective, recorded, std::move(body));
  ledger.entries.back().entry.run = "run-1";
  return position;
}

evidence::OptInRecorded proved() {
  evidence::OptInRecorded opt_in;
  opt_in.notice = "n";
  opt_in.evidence.reference = "form/1";
  return opt_in;
}

// The refusal came in through the shop, the approval in a file of the old system: the order of recording does not
// matter.
TEST(Imported, AnApprovalProvesNothingAgainstARefusalThatCameInHere) {
  for (const bool refusal_first : {false, true}) {
    Writer ledger;
    if (refusal_first) ledger.add(10, 40, evidence::OptOutRecorded{});
    imported(ledger, 20, 40, proved());
    if (!refusal_first) ledger.add(10, 40, evidence::OptOutRecorded{});
    EXPECT_FALSE(ledger.history().opt_ins.front().evidence) << refusal_first;
  }
}

TEST(Imported, AmongWhatImportsBroughtTheInstantsDecide) {
  Writer ledger;
  imported(ledger, 10, 40, evidence::OptOutRecorded{});
  imported(ledger, 20, 40, proved());
  EXPECT_TRUE(ledger.history().opt_ins.front().evidence);
  ledger.add(30, 41, evidence::OptOutRecorded{});  // later than it: the proof does not matter
  EXPECT_TRUE(ledger.history().opt_ins.front().evidence);
}

}  // namespace
}  // namespace assent::fold_correction_test
