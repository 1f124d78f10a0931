#include "service/two_times.hpp"

#include "service/life.hpp"
#include "setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::two_times_test {

using namespace service;
namespace {

using service_test::at;
using service_test::internet_offer;
using service_test::on;
using service_test::opt_in_for;
using service_test::Setting;
using service_test::Store;
using testing::HasSubstr;
using testing::Not;

class TwoTimesTest : public testing::TestWithParam<Store> {
 protected:
  Result<TwoTimes> ask(std::string_view instant, std::string_view first, std::string_view second) {
    return at_two_times(s.customers, {"A1", ""}, s.regime, internet_offer(), at(instant), at(first), at(second));
  }
  Setting s{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Stores, TwoTimesTest, testing::Values(Store::memory, Store::sqlite));

TEST_P(TwoTimesTest, ALateRefusalIsWhatMakesTheDifference) {
  s.customer("A1", "+9613123456");
  s.notice("A1", on("2026-01-02"));
  s.clock.set(at("2026-03-05T00:00:00Z"));
  s.circumstances.effective = at("2026-02-20T00:00:00Z");
  const Acknowledgement refusal = s.choose("A1", evidence::OptOutRecorded{});
  s.circumstances.effective.reset();
  s.choose("A1", evidence::EmailPermissionRecorded{true, service_test::proof()});

  const auto answer = ask("2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z", "2026-03-10T00:00:00Z");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->first.reason, Reason::opt_out_deemed);
  EXPECT_EQ(answer->second.reason, Reason::opted_out);
  EXPECT_FALSE(answer->same());
  ASSERT_EQ(answer->between.size(), 1U);
  EXPECT_EQ(answer->between[0].recorded.position, refusal.position);
  EXPECT_TRUE(answer->between[0].turns);
  EXPECT_EQ(answer->others, 1U) << "the e-mail permission has no bearing";

  const auto by_telephone =
      at_two_times(s.customers, {"", "+9613123456"}, s.regime, internet_offer(), at("2026-03-01T00:00:00Z"),
                   at("2026-03-01T00:00:00Z"), at("2026-03-10T00:00:00Z"));
  ASSERT_TRUE(by_telephone);
  EXPECT_EQ(by_telephone->account, "A1");
  const auto nobody = at_two_times(s.customers, {"", "+9613000000"}, s.regime, internet_offer(),
                                   at("2026-03-01T00:00:00Z"), at("2026-03-01T00:00:00Z"), at("2026-03-10T00:00:00Z"));
  ASSERT_TRUE(nobody);
  EXPECT_EQ(nobody->account, "");
  EXPECT_EQ(nobody->second.reason, Reason::unknown_customer) << "as a decision says it";
}

TEST_P(TwoTimesTest, TheSameKnowledgeIsTheSameAnswer) {
  s.customer("A1");
  const auto answer = ask("2026-03-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-10T00:00:00Z");
  ASSERT_TRUE(answer);
  EXPECT_TRUE(answer->same());
  EXPECT_TRUE(answer->between.empty());
  EXPECT_EQ(answer->others, 0U);
}

TEST_P(TwoTimesTest, EverythingNewTurnsAnUnknownCustomer) {
  s.customer("A1");
  s.notice("A1", on("2026-01-02"));
  const auto answer = ask("2026-03-01T00:00:00Z", "2025-01-01T00:00:00Z", "2026-03-10T00:00:00Z");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->first.reason, Reason::unknown_customer);
  EXPECT_EQ(answer->second.reason, Reason::opt_out_deemed);
  ASSERT_EQ(answer->between.size(), 3U);
  EXPECT_EQ(answer->between[0].recorded.entry.kind(), evidence::EntryKind::notice_published)
      << "the carrier-wide ones first";
  for (const Learnt& each : answer->between) EXPECT_TRUE(each.turns);
}

TEST_P(TwoTimesTest, ALifeIsToldWithoutContactData) {
  s.customer("A1", "+9613123456");
  s.notice("A1", on("2026-01-02"));
  s.choose("A1", opt_in_for({"carrier"}));
  s.clock.set(at("2026-02-01T00:00:00Z"));
  s.choose("A1", evidence::OptOutRecorded{
                     Coverage::only({"carrier"}), "owner", on("2026-01-30"), evidence::Grade::proved, {}});
  s.choose("A1", evidence::WithdrawalRecorded{});
  s.choose("A1",
           evidence::OneTimeConsentRecorded{at("2026-02-01T01:00:00Z"), "inbound", "phone", false, {"purposes"}, {}});
  s.choose("A1", evidence::VerificationRecorded{"oral", true, service_test::proof()});
  s.choose("A1", evidence::EmailPermissionRecorded{false, {}});

  const auto rows = life(*s.ledger, "A1");
  ASSERT_TRUE(rows);
  const std::vector<std::string> told = {
      "active residential customer, services local, language en, zone Asia/Beirut, on record: telephone",
      "notice approvals 1 given by mail in en, sent 2026-01-02",
      "opted in (electronic) for carrier, by owner, after notice approvals 1",
      "opted out of carrier, by owner, postmarked 2026-01-30",
      "withdrew approval for all, by owner",
      "one-time consent not granted by phone (inbound), until 2026-02-01T01:00:00Z, left out purposes",
      "approval verified (oral, recorded)",
      "notices by e-mail no longer permitted",
  };
  ASSERT_EQ(rows->size(), told.size());
  for (std::size_t i = 0; i < told.size(); ++i) {
    EXPECT_EQ((*rows)[i].what, told[i]);
    EXPECT_THAT((*rows)[i].what, Not(HasSubstr("123456")));
  }
  EXPECT_EQ((*rows)[2].evidence, "recording 81");
  EXPECT_EQ((*rows)[2].actor, "clerk-7");
  EXPECT_EQ(life(*s.ledger, "A1", at("2026-01-15T00:00:00Z"))->size(), 3U);
  EXPECT_EQ(life(*s.ledger, "A2")->size(), 0U);

  s.choose("", evidence::AgreementRecorded{"PX", on("2026-01-01"), on("2026-12-31"), {"safeguards"}, {}});
  const auto carriers = life(*s.ledger, "");
  ASSERT_EQ(carriers->size(), 2U);
  EXPECT_EQ((*carriers)[0].what, "notice approvals 1 published under small, 30 days, in ar, en");
  EXPECT_EQ((*carriers)[1].what, "agreement with PX from 2026-01-01 to 2026-12-31, clauses safeguards");
}

}  // namespace
}  // namespace assent::two_times_test
