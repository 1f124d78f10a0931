#include "passing_ledger.hpp"
#include "setting.hpp"

#include <gtest/gtest.h>

namespace assent::customer_file_test {

using namespace service;
namespace {

using service_test::at;
using service_test::internet_offer;
using service_test::on;
using service_test::Setting;
using service_test::Store;

class CustomerFileTest : public testing::TestWithParam<Store> {
 protected:
  Setting s{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Stores, CustomerFileTest, testing::Values(Store::memory, Store::sqlite));

TEST_P(CustomerFileTest, NobodyIsKnownInAnEmptyLedger) {
  const decision::Decision decision = s.decide("A1", internet_offer(), "2026-03-01T00:00:00Z");
  EXPECT_EQ(decision.outcome, Outcome::deny);
  EXPECT_EQ(decision.reason, Reason::unknown_customer);
  EXPECT_EQ(s.decide("", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::unknown_customer);
}

TEST_P(CustomerFileTest, TheCarriersOwnEntriesAreNoCustomer) {
  s.customer("A1");
  s.notice("A1", on("2026-01-02"));
  EXPECT_EQ(s.decide("", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::unknown_customer);
}

TEST_P(CustomerFileTest, ACustomerIsUnknownBeforeHisFirstProfile) {
  s.customer("A1");
  EXPECT_EQ(s.decide("A1", internet_offer(), "2025-12-31T00:00:00Z").reason, Reason::unknown_customer);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-01-01T08:00:00Z").reason, Reason::no_notice);
}

TEST_P(CustomerFileTest, NoticeAndSilenceMature) {
  s.customer("A1");
  s.notice("A1", on("2026-01-02"));  // a letter: 2 + 3 + 30 + 1 days, at midnight in Beirut
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-02-04T21:59:59Z").reason, Reason::waiting_period);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-02-04T22:00:00Z").reason, Reason::opt_out_deemed);
}

TEST_P(CustomerFileTest, WhatIsCarrierWideIsReadAgainWhenTheLedgerGrows) {
  s.customer("A1");
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::no_notice);
  s.notice("A1", on("2026-01-02"));
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::opt_out_deemed);
}

// What customers say and do is recorded all the time; notices are published now and then.
class CountingLedger : public service_test::PassingLedger {
 public:
  using PassingLedger::PassingLedger;
  Result<std::vector<ledger::Recorded>> entries_of(std::string_view account) const override {
    carrier_wide += account.empty() ? 1 : 0;
    return PassingLedger::entries_of(account);
  }
  Result<std::vector<ledger::LogHead>> heads() const override {
    ++asked_for_heads;
    return PassingLedger::heads();
  }
  mutable int carrier_wide = 0;
  mutable int asked_for_heads = 0;
};

TEST_P(CustomerFileTest, WhatCustomersRecordLeavesWhatIsCarrierWideAsItIs) {
  s.customer("A1");
  const CountingLedger ledger(*s.ledger);
  const CustomerFile customers(ledger, s.zones);
  const auto reason = [&] {
    return customers.decide_for({"A1", ""}, s.regime, internet_offer(), {at("2026-03-01T00:00:00Z"), std::nullopt})
        .reason;
  };
  EXPECT_EQ(reason(), Reason::no_notice);
  for (int i = 0; i < 10; ++i) {
    s.choose("B" + std::to_string(i), evidence::OptOutRecorded{});
    EXPECT_EQ(reason(), Reason::no_notice);
  }
  EXPECT_EQ(ledger.carrier_wide, 1);
  s.notice("A1", on("2026-01-02"));
  EXPECT_EQ(reason(), Reason::opt_out_deemed);
  EXPECT_EQ(reason(), Reason::opt_out_deemed);
  EXPECT_EQ(ledger.carrier_wide, 2);
  EXPECT_EQ(ledger.asked_for_heads, 0);
}

TEST_P(CustomerFileTest, KnowledgeIsThatOfTheMomentAskedAbout) {
  s.customer("A1");
  s.notice("A1", on("2026-01-02"));
  s.clock.set(at("2026-03-10T00:00:00Z"));
  s.circumstances.effective = at("2026-02-20T00:00:00Z");
  s.choose("A1", evidence::OptOutRecorded{});
  const AsOf then{at("2026-03-01T00:00:00Z"), at("2026-03-01T00:00:00Z")};
  const AsOf now{at("2026-03-01T00:00:00Z"), at("2026-03-10T00:00:00Z")};
  const auto decide = [&](const AsOf& as_of) {
    return s.customers.decide_for({"A1", ""}, s.regime, internet_offer(), as_of).reason;
  };
  EXPECT_EQ(decide(then), Reason::opt_out_deemed);
  EXPECT_EQ(decide(now), Reason::opted_out);
  EXPECT_EQ(decide(then), Reason::opt_out_deemed) << "also after the later knowledge was used";
}

TEST_P(CustomerFileTest, AnUnknownZoneOnRecordDenies) {
  s.customer("A1");
  s.regime.footprint_last_zone = "Nowhere/Else";
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::no_notice)
      << "his own zone is known";
  ledger::Draft draft;
  draft.entry.account = "A2";
  draft.entry.effective = s.clock.now();
  draft.entry.actor = draft.entry.channel = "import";
  draft.entry.body = evidence::CustomerRecorded{};
  ASSERT_TRUE(ledger::append_one(*s.ledger, draft, s.clock.now()));
  EXPECT_EQ(s.decide("A2", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::status_unknown);
}

TEST_P(CustomerFileTest, AnAnswerHoldsNoLongerThanTheProfile) {
  s.customer("A1", "", {"local"});
  s.clock.set(at("2026-05-01T00:00:00Z"));
  s.customer("A1", "", {"internet", "local"});
  const decision::Decision before = s.decide("A1", internet_offer(), "2026-03-01T00:00:00Z");
  EXPECT_EQ(before.reason, Reason::no_notice);
  EXPECT_EQ(before.valid_until, at("2026-05-01T00:00:00Z"));
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-05-01T00:00:00Z").reason, Reason::within_subscribed_category);
}

// Numbers are recycled; the history of a former holder does not belong to the present one.
TEST_P(CustomerFileTest, ATelephoneNumberIsItsHoldersAtThatInstant) {
  const auto holder = [&](std::string_view instant) {
    return s.customers.find({"", "+9613123456"}, s.regime, {at(instant), std::nullopt});
  };
  s.customer("OLD", "+9613123456");
  s.clock.set(at("2026-02-01T00:00:00Z"));
  EXPECT_EQ(holder("2026-02-01T00:00:00Z").account, "OLD");
  s.customer("OLD", "+9613123456", {}, "en", CustomerState::former);
  EXPECT_EQ(holder("2026-02-01T00:00:00Z").account, "OLD") << "nobody has it since";
  s.clock.set(at("2026-03-01T00:00:00Z"));
  s.customer("NEW", "+9613123456");
  EXPECT_EQ(holder("2026-03-01T00:00:00Z").account, "NEW");
  EXPECT_EQ(holder("2026-01-15T00:00:00Z").account, "OLD");
  s.clock.set(at("2026-04-01T00:00:00Z"));
  s.customer("NEW", "+9613999999");
  s.customer("THIRD", "+9613123456");
  EXPECT_EQ(holder("2026-04-01T00:00:00Z").account, "THIRD");
  s.customer("FOURTH", "+9613123456");
  EXPECT_EQ(holder("2026-04-01T00:00:00Z").missing, Reason::ambiguous_telephone);
  EXPECT_EQ(holder("2025-01-01T00:00:00Z").missing, Reason::unknown_customer);
}

// A notice is on record as given, but its text is unknown.
TEST_P(CustomerFileTest, ADanglingEntryDenies) {
  s.customer("A1");
  ledger::Draft draft;
  draft.entry.account = "A1";
  draft.entry.effective = s.clock.now();
  draft.entry.actor = draft.entry.channel = "shop";
  draft.entry.body = evidence::NoticeGivenRecorded{"unheard of", "1", "en", "mail", on("2026-01-01")};
  ASSERT_TRUE(ledger::append_one(*s.ledger, draft, s.clock.now()));
  Use billing;
  billing.purpose = "billing";
  billing.recipient = "carrier";
  billing.information = {"billing"};
  EXPECT_EQ(s.decide("A1", billing, "2026-03-01T00:00:00Z").reason, Reason::status_unknown);
}

// If another account on record gets the number, it no longer belongs to one account alone.
TEST_P(CustomerFileTest, APermitByTelephoneEndsWhenAnotherGetsTheNumber) {
  s.customer("A1", "+9613123456", {"internet"});
  ledger::Draft draft;
  draft.entry.account = "A2";
  draft.entry.effective = at("2026-08-01T00:00:00Z");
  draft.entry.actor = draft.entry.channel = "import";
  evidence::CustomerRecorded profile;
  profile.telephones = {"+9613123456"};
  profile.services = {"internet"};
  draft.entry.body = profile;
  ASSERT_TRUE(ledger::append_one(*s.ledger, draft, s.clock.now()));
  const auto decide = [&](std::string_view instant) {
    return s.customers.decide_for({"", "+9613123456"}, s.regime, internet_offer(), {at(instant), std::nullopt});
  };
  const decision::Decision before = decide("2026-03-01T00:00:00Z");
  EXPECT_EQ(before.outcome, Outcome::permit);
  EXPECT_EQ(before.valid_until, at("2026-08-01T00:00:00Z"));
  EXPECT_EQ(decide("2026-08-01T00:00:00Z").reason, Reason::ambiguous_telephone);
}

// A ledger that cannot be read, wholly or in part.
class BrokenLedger : public service_test::PassingLedger {
 public:
  enum class Broken { entries, newest, telephones };
  BrokenLedger(ledger::Ledger& whole, Broken broken) : PassingLedger(whole), broken_(broken) {}

  Result<std::vector<ledger::Recorded>> entries_of(std::string_view account) const override {
    if (broken_ == Broken::entries) return fail(ErrorCode::damaged, "an entry is damaged");
    return PassingLedger::entries_of(account);
  }
  Result<std::vector<ledger::Recorded>> closed_entries_of(std::string_view account) const override {
    if (broken_ == Broken::entries) return fail(ErrorCode::damaged, "an entry is damaged");
    return PassingLedger::closed_entries_of(account);
  }
  Result<std::vector<std::string>> accounts_of_telephone(std::string_view e164) const override {
    if (broken_ == Broken::telephones) return fail(ErrorCode::unavailable, "no");
    return PassingLedger::accounts_of_telephone(e164);
  }
  Result<std::optional<Position>> newest_of(std::string_view account) const override {
    if (broken_ == Broken::newest) return fail(ErrorCode::unavailable, "no");
    return PassingLedger::newest_of(account);
  }

 private:
  Broken broken_;
};

TEST_P(CustomerFileTest, AnyFailureDenies) {
  s.customer("A1", "+9613123456", {"internet"});
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T00:00:00Z").outcome, Outcome::permit);
  for (const auto broken :
       {BrokenLedger::Broken::entries, BrokenLedger::Broken::newest, BrokenLedger::Broken::telephones}) {
    BrokenLedger ledger(*s.ledger, broken);
    const CustomerFile customers(ledger, s.zones);
    const decision::Decision decision = customers.decide_for({"", "+9613123456"}, s.regime, internet_offer(),
                                                             {at("2026-03-01T00:00:00Z"), std::nullopt});
    EXPECT_EQ(decision.outcome, Outcome::deny);
    EXPECT_EQ(decision.reason, Reason::status_unknown);
  }
}

// A refusal is recorded even if nothing can be read.
TEST_P(CustomerFileTest, ARefusalIsRecordedInABrokenLedger) {
  s.customer("A1");
  BrokenLedger ledger(*s.ledger, BrokenLedger::Broken::entries);
  const CustomerFile customers(ledger, s.zones);
  Recorder recorder(ledger, customers);
  EXPECT_TRUE(recorder.record("A1", evidence::OptOutRecorded{}, s.circumstances, s.regime, s.clock.now()));
  EXPECT_FALSE(recorder.record("A1", evidence::EmailPermissionRecorded{}, s.circumstances, s.regime, s.clock.now()));
  EXPECT_EQ(s.size(), 2U);
}

}  // namespace
}  // namespace assent::customer_file_test
