// One question with the knowledge of two moments, by an engine: the two decisions, what was learnt in between, and when
// the customer's identity was erased.

#include "app/status.hpp"
#include "app/account.hpp"
#include "app/record.hpp"
#include "app/working_engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::status_use_case_test {

using namespace app;
namespace {

using service_test::at;

class Told : public app_test::WorkingEngine {
 protected:
  Told() {
    customer("A-1", {"+9613123456"});
    asked.query.use.information = {"services"};
    asked.query.use.offer = "internet";
    asked.query.at = at("2026-01-03T08:00:00Z");
  }

  // On 5 January, about a call two days before the instant in question.
  void refuse() {
    clock.set(at("2026-01-05T08:00:00Z"));
    const service::Circumstances by{at("2026-01-02T08:00:00Z"), "clerk-7", "call_centre", ""};
    ASSERT_TRUE(record_choice(*engine, {{"A-1", {}}, evidence::OptOutRecorded{}, by, ""}));
  }

  StatusQuery asked;
};

TEST_F(Told, WhatWasLearntSinceTurnsTheAnswer) {
  refuse();
  const auto told = status_at_two_times(*engine, {"A-1", {}}, asked);
  ASSERT_TRUE(told) << to_string(told.error());
  EXPECT_EQ(told->regime->id, "tra");
  EXPECT_EQ(told->times.first_known_at, at("2026-01-03T08:00:00Z")) << "the instant asked about";
  EXPECT_EQ(told->times.first.reason, Reason::no_notice);
  EXPECT_EQ(told->times.second.reason, Reason::opted_out);
  ASSERT_EQ(told->times.between.size(), 1U);
  EXPECT_TRUE(told->times.between.front().turns);
  ASSERT_NE(told->zone, nullptr);
  EXPECT_EQ(told->zone->name(), "Asia/Beirut");
  EXPECT_EQ(told->erased, std::nullopt);
}

TEST_F(Told, AllThatIsRecordedIsKnownWhereTheLedgerIsAheadOfTheClock) {
  refuse();
  clock.set(at("2026-01-04T08:00:00Z"));
  EXPECT_EQ(status_at_two_times(*engine, {"A-1", {}}, asked)->times.second.reason, Reason::opted_out);
}

TEST_F(Told, AnErasureIsToldFromWhenItIsKnown) {
  clock.set(at("2026-01-05T08:00:00Z"));
  ASSERT_TRUE(erase_customer(*engine, "A-1", {"order-17", {}}, {{}, "dpo-2", "cli", ""}));
  EXPECT_EQ(status_at_two_times(*engine, {"A-1", {}}, asked)->erased, at("2026-01-05T08:00:00Z"));
  asked.and_known_at = at("2026-01-04T08:00:00Z");
  EXPECT_EQ(status_at_two_times(*engine, {"A-1", {}}, asked)->erased, std::nullopt);
}

TEST_F(Told, TheMomentsAreInOrderOfTimeAndCalledAsTheyWereNamed) {
  asked.query.known_at = at("2026-01-04T08:00:00Z");
  asked.and_known_at = at("2026-01-03T08:00:00Z");
  asked.known_at_called = "`known`";
  asked.and_known_at_called = "`again`";
  const auto refused = status_at_two_times(*engine, {"A-1", {}}, asked);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid);
  EXPECT_EQ(refused.error().mend, "write `known` and `again` in order of time");
  asked.query.use.offer = "nothing-of-the-kind";
  EXPECT_EQ(status_at_two_times(*engine, {"A-1", {}}, asked).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace assent::status_use_case_test
