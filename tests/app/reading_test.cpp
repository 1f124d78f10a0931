// Who was shown what is on record: it is written down before it is shown, holds nothing personal, and changes no
// decision.

#include "app/reading.hpp"
#include "app/account.hpp"
#include "consent/kept_account.hpp"
#include "working_engine.hpp"

#include "service/passing_ledger.hpp"

#include <gmock/gmock.h>

namespace assent::reading_test {

using namespace app;
namespace {

using testing::HasSubstr;
using testing::Not;

const Reader kAgent{"clerk-7", "agent", "crm", "own", "account_history", "complaint"};

class Reading : public app_test::WorkingEngine {
 protected:
  std::vector<evidence::ReadingRecorded> readings_in(std::string_view account) const {
    std::vector<evidence::ReadingRecorded> found;
    const auto entries = ledger.entries_of(account).value();
    for (const ledger::Recorded& each : entries) {
      if (const auto* reading = std::get_if<evidence::ReadingRecorded>(&each.entry.body)) found.push_back(*reading);
    }
    return found;
  }
};

TEST_F(Reading, OfOneCustomerStandsInTheirAccount) {
  customer("A-1");
  ASSERT_TRUE(record_reading(*engine, {"A-1", {}}, kAgent));
  ASSERT_EQ(readings_in("A-1").size(), 1U);
  EXPECT_EQ(readings_in("A-1").front(),
            (evidence::ReadingRecorded{"agent", "crm", "own", "account_history", "complaint", 1, {}}));
  const auto life = account_life(*engine, "A-1").value();
  EXPECT_EQ(life.back().what, "shown to clerk-7 by own (account_history), role agent, program crm, for complaint");
  EXPECT_EQ(life.back().actor, "clerk-7");
  EXPECT_EQ(life.back().channel, "api");
}

TEST_F(Reading, ByATelephoneNumberStandsInTheAccountThatHasIt) {
  customer("A-1", {"+9613123456"});
  customer("A-2", {"+9613999999"});
  ASSERT_TRUE(record_reading(*engine, {{}, "+9613123456"}, kAgent));
  EXPECT_EQ(readings_in("A-1").size(), 1U);
  EXPECT_TRUE(readings_in("A-2").empty());
  EXPECT_TRUE(readings_in(kReadings).empty());
}

// A caller who tries names until one fits is seen, and no account comes into being by being asked about.
TEST_F(Reading, OfNoOneIsASearchThatFoundNoCustomer) {
  for (const service::CustomerName& who :
       {service::CustomerName{"A-9", {}}, service::CustomerName{{}, "+9613123456"},
        service::CustomerName{"carrier:readings", {}}, service::CustomerName{"number:1", {}}}) {
    ASSERT_TRUE(record_reading(*engine, who, kAgent));
  }
  EXPECT_TRUE(ledger.entries_of("A-9").value().empty());
  EXPECT_TRUE(ledger.entries_of("number:1").value().empty());
  const auto readings = readings_in(kReadings);
  ASSERT_EQ(readings.size(), 4U);
  for (const evidence::ReadingRecorded& each : readings) EXPECT_EQ(each.customers, 0U);
  EXPECT_NE(readings[0].query, readings[1].query);
}

TEST_F(Reading, OfManyHasACountAndAHashThatNeedsTheKey) {
  ASSERT_TRUE(record_reading_of_many(*engine, "all with +9613123456", 52, kAgent));
  ASSERT_TRUE(record_reading_of_many(*engine, "all with +9613123456", 53, kAgent));
  ASSERT_TRUE(record_reading_of_many(*engine, "all with +9613123457", 1, kAgent));
  const auto readings = readings_in(kReadings);
  ASSERT_EQ(readings.size(), 3U);
  EXPECT_EQ(readings[0].customers, 52U);
  ASSERT_TRUE(readings[0].query);
  EXPECT_EQ(readings[0].query, readings[1].query);
  EXPECT_NE(readings[0].query, readings[2].query);
  // Hashing all numbers does not find it.
  const evidence::Hash plain = evidence::sha256(evidence::view_of("all with +9613123456"));
  EXPECT_FALSE(std::equal(readings[0].query->begin(), readings[0].query->end(), plain.begin()));
  EXPECT_EQ(account_life(*engine, kReadings).value().front().what,
            "shown to clerk-7 by own (account_history): 52 customers, role agent, program crm, for complaint");
}

TEST_F(Reading, APurposeIsAWordAndNoNumber) {
  for (const char* word : {"complaint", "a", "access-request.2", "port_in"}) EXPECT_TRUE(may_be_purpose(word)) << word;
  for (const char* word : {"", "+9613123456", "03123456", "a b", "Complaint", "who@example.org", "a\n"}) {
    EXPECT_FALSE(may_be_purpose(word)) << word;
  }
  EXPECT_FALSE(may_be_purpose(std::string(65, 'a')));
  customer("A-1");
  Reader reader = kAgent;
  reader.purpose = "+9613123456";
  ASSERT_TRUE(record_reading(*engine, {"A-1", {}}, reader));
  EXPECT_EQ(readings_in("A-1").front().purpose, "");
}

// What cannot be written down is not shown.
TEST_F(Reading, ThatCannotBeRecordedFails) {
  class FullDisk final : public service_test::PassingLedger {
   public:
    using PassingLedger::PassingLedger;
    std::vector<Result<ledger::Receipt>> append(std::span<const ledger::Draft> drafts, Instant) override {
      return std::vector<Result<ledger::Receipt>>(drafts.size(),
                                                  fail(ErrorCode::unavailable, "the disk is full", "make room"));
    }
  };
  customer("A-1");
  FullDisk full(ledger);
  const Engine on_full({full, zones, telephones, clock, nullptr, service_test::drawn_key}, rules, "tra");
  EXPECT_EQ(record_reading(on_full, {"A-1", {}}, kAgent).error().code, ErrorCode::unavailable);
  EXPECT_EQ(record_reading_of_many(on_full, "all", 1, kAgent).error().code, ErrorCode::unavailable);
}

// A decision reads what is carrier-wide once, however many readings come; an index keeps what it has made from its
// facts.
TEST_F(Reading, MakesNothingBeReadAgain) {
  class Counting final : public service_test::PassingLedger {
   public:
    using PassingLedger::PassingLedger;
    Result<std::vector<ledger::Recorded>> entries_of(std::string_view account) const override {
      ++lives;
      return PassingLedger::entries_of(account);
    }
    mutable int lives = 0;
  };
  customer("A-1");
  Counting counting(ledger);
  service::LeasedIndex followed(service::LiveIndex::build(counting, zones, memory, index_scope(rules->packs)).value());
  Engine counted({counting, zones, telephones, clock, &followed, service_test::drawn_key}, rules, "tra");
  Query query;
  query.use.offer = "internet";
  const auto before = decide(counted, {"A-1", {}}, query).value().decision;
  ASSERT_TRUE(followed.follow());
  const std::uint64_t changes = followed.read().changes();
  counting.lives = 0;
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(record_reading(counted, {"A-1", {}}, kAgent));
    ASSERT_TRUE(record_reading_of_many(counted, "all", 7, kAgent));
    ASSERT_TRUE(followed.follow());
    EXPECT_EQ(decide(counted, {"A-1", {}}, query).value().decision.reason, before.reason);
  }
  EXPECT_EQ(counting.lives, 0);
  EXPECT_EQ(followed.read().changes(), changes);
  EXPECT_EQ(followed.read()->behind().value(), 0U);
  // A refusal after them goes in as ever.
  evidence::OptOutRecorded refusal;
  const auto regime = counted.regime("", counted.now()).value();
  ASSERT_TRUE(counted.record("A-1", refusal, {std::nullopt, "test", "web", ""}, *regime));
  EXPECT_GT(followed.read().changes(), changes);
  EXPECT_EQ(decide(counted, {"A-1", {}}, query).value().decision.reason, Reason::opted_out);
}

}  // namespace
}  // namespace assent::reading_test
