// A customer's identity is erased on order, and none of their refusals is forgotten with it.
#include "service/erase.hpp"

#include "service/import_customers.hpp"
#include "service/life.hpp"
#include "service/record.hpp"

#include "setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace assent::erase_test {

using namespace service;
namespace {

using service_test::at;
using service_test::drawn_key;
using service_test::internet_offer;
using service_test::on;
using service_test::Setting;
using service_test::Store;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kNumber = "+9613800001";

constexpr std::string_view kMapping =
    "[state]\ncolumn = \"state\"\nvalues = { active = \"active\", former = \"former\" }\n"
    "[telephone]\ncolumn = \"mobile\"\ncountry = \"LB\"\n[email]\ncolumn = \"mail\"\n";

class EraseTest : public testing::TestWithParam<Store> {
 protected:
  ImportCounts import(const std::string& rows) {
    std::string rejected;
    return s.import(service_test::household_mapping(kMapping), "account,state,mobile,mail\n" + rows, rejected);
  }

  Erased erase(std::string_view account, std::string evidence = "order-17") {
    const auto done = erase_customer(*s.ledger, account, {std::move(evidence), {}}, s.circumstances, s.clock.now());
    EXPECT_TRUE(done) << to_string(done.error());
    return done.value_or(Erased{});
  }

  RefusalsOfNumber stop(std::string_view number) {
    return Recorder(*s.ledger, s.customers, drawn_key)
        .record_of_number(number, evidence::OptOutRecorded{}, s.circumstances, s.regime, s.clock.now())
        .value();
  }

  decision::Decision decide_by_number(std::string_view number, std::string_view instant) {
    return s.customers.decide_for({"", std::string(number)}, s.regime, internet_offer(), {at(instant), {}});
  }

  bool refused(std::string_view account) {
    const auto entries = s.ledger->entries_of(account).value();
    return std::any_of(entries.begin(), entries.end(),
                       [](const ledger::Recorded& each) { return each.entry.kind() == evidence::EntryKind::opt_out; });
  }

  Setting s{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Stores, EraseTest, testing::Values(Store::memory, Store::sqlite));

TEST_P(EraseTest, TheEntrySaysWhoDidItAndOnWhoseOrder) {
  import("A1,active,03 800 001,rima@example.org\n");
  const auto heads = s.ledger->heads().value();
  const Erased done = erase("A1");
  EXPECT_TRUE(done.destroyed);
  EXPECT_TRUE(done.clear.empty());
  const auto rows = life(*s.ledger, "A1").value();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_THAT(rows[0].what, Not(HasSubstr("telephone")));
  EXPECT_EQ(rows[1].kind, evidence::EntryKind::erasure);
  EXPECT_EQ(rows[1].actor, "clerk-7");
  EXPECT_EQ(rows[1].evidence, "order-17");
  EXPECT_EQ(s.ledger->root_at(heads[0].log, heads[0].size).value(), heads[0].root) << "what was there is as it was";
  EXPECT_TRUE(s.ledger->verify({}).value().whole());
  const auto entries = s.ledger->entries_of("A1").value();
  const auto erased = erased_at(entries);
  ASSERT_TRUE(erased);
  const TimeZone* zone = s.zones.find("Asia/Beirut");
  EXPECT_EQ(erased_words(*erased, *zone, explanation::Language::en),
            "what identified the customer was erased on 2026-01-01");
  EXPECT_FALSE(erase("A1").destroyed) << "an order may come twice";
}

TEST_P(EraseTest, ARefusalHoldsForTheNumberAllTheSame) {
  import("A1,active,03 800 001,\nA2,active,03 800 002,\n");
  s.notice("A1", on("2026-01-02"));
  s.notice("A2", on("2026-01-02"));
  EXPECT_EQ(stop(kNumber).all.size(), 1U);
  erase("A1");
  const decision::Decision by_number = decide_by_number(kNumber, "2026-03-01T08:00:00Z");
  EXPECT_EQ(by_number.outcome, Outcome::deny);
  EXPECT_EQ(by_number.reason, Reason::opted_out);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T08:00:00Z").reason, Reason::opted_out);
  EXPECT_EQ(decide_by_number("+9613800002", "2026-03-01T08:00:00Z").outcome, Outcome::permit);
}

TEST_P(EraseTest, AStopAfterwardsFindsTheAccount) {
  import("A1,active,03 800 001,\n");
  erase("A1");
  const RefusalsOfNumber done = stop(kNumber);
  ASSERT_EQ(done.all.size(), 1U);
  EXPECT_EQ(done.all[0].entry.account, "A1");
  EXPECT_FALSE(done.kept);
  EXPECT_TRUE(refused("A1"));
}

TEST_P(EraseTest, WhoIsImportedAgainHasRefusedAllTheSame) {
  import("A1,active,03 800 001,rima@example.org\n");
  stop(kNumber);
  erase("A1");
  EXPECT_EQ(import("A1,active,03 800 001,rima@example.org\n").changed, 1U);
  EXPECT_EQ(ledger::profile_in(s.ledger->entries_of("A1").value().back()).telephones, Names{std::string(kNumber)});
  EXPECT_EQ(decide_by_number(kNumber, "2026-03-01T08:00:00Z").reason, Reason::opted_out);
  EXPECT_EQ(import("A1,active,03 800 001,rima@example.org\n").unchanged, 1U);
  // The order can be carried out again.
  EXPECT_TRUE(erase("A1").destroyed);
  EXPECT_EQ(decide_by_number(kNumber, "2026-03-01T08:00:00Z").reason, Reason::opted_out);
}

TEST_P(EraseTest, WhoComesBackUnderAnotherAccountIsSuspectedToBeTheSame) {
  import("A1,active,03 800 001,\n");
  stop(kNumber);
  s.clock.set(at("2026-01-05T08:00:00Z"));
  import("A1,former,,\n");
  erase("A1");
  s.clock.set(at("2026-01-06T08:00:00Z"));
  const ImportCounts counts = import("B1,active,03 800 001,\n");
  EXPECT_EQ(counts.suspected_links, 1U);
  EXPECT_TRUE(refused("B1"));
}

TEST_P(EraseTest, WhatIsNoOrderOfACustomerIsTurnedAway) {
  import("A1,active,03 800 001,\n");
  const std::uint64_t size = s.size();
  const auto refuses = [&](std::string_view account, std::string evidence, ErrorCode code) {
    const auto done = erase_customer(*s.ledger, account, {std::move(evidence), {}}, s.circumstances, s.clock.now());
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, code);
  };
  refuses("nobody", "order-17", ErrorCode::not_found);
  refuses("", "order-17", ErrorCode::invalid);
  refuses("carrier:campaign_runs", "order-17", ErrorCode::invalid);
  refuses("A1", "letter of 03 800 001", ErrorCode::invalid);
  EXPECT_EQ(s.size(), size);
  EXPECT_EQ(ledger::profile_in(s.ledger->entries_of("A1").value()[0]).telephones, Names{std::string(kNumber)});
}

}  // namespace
}  // namespace assent::erase_test
