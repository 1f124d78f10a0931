// Approvals with a last day: the index knows when the day is over in the customer's zone, and leaves what it does not
// know to the ledger.

#include "index/written.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace assent::index_test::ends_test {

using namespace index;
namespace {

const Instant kBegin = test::at("2026-01-01T00:00:00Z");

class ApprovalsThatEnd : public ::testing::Test {
 protected:
  void customer(const std::string& account, const std::string& zone, const char* last) {
    evidence::CustomerRecorded profile;
    profile.time_zone = zone;
    add(account, profile);
    evidence::OptInRecorded opt_in;
    opt_in.evidence.reference = "scan-1";
    opt_in.notice = "N1";
    opt_in.until = test::on(last);
    add(account, opt_in);
  }
  void add(const std::string& account, evidence::Body body) {
    const ledger::Draft draft{{account, kBegin, {}, "test", "cli", "", std::move(body)}, false};
    ASSERT_TRUE(ledger::append_one(ledger_, draft, kBegin));
  }

  // What an index of that ledger says about the customer, before and after the index was written and read.
  std::string told(const std::string& account, const char* at) const {
    const auto built = service::LiveIndex::build(ledger_, zones_, memory_, scope_of(test::packs()));
    const File file(written(*built));
    const auto taken = service::LiveIndex::take(file.open().value(), ledger_, zones_, memory_, scope_of(test::packs()));
    const auto say = [&](const service::LiveIndex& index) {
      const CampaignTable table = index.table(test::pack("tra"), use_, test::at(at));
      return said(index, table, index.index().row_of_account(account));
    };
    EXPECT_EQ(say(*built), say(*taken));
    return say(*built);
  }

  AwkwardZones zones_;
  HeapMemory memory_;
  store::MemoryLedger ledger_;
  Use use_{"marketing", test::offer("long_distance"), "carrier", "", {"services"}, false, false};
};

TEST_F(ApprovalsThatEnd, EndAsTheDayDoesWhereTheCustomerIs) {
  customer("A", "Asia/Beirut", "2026-03-28");
  EXPECT_EQ(told("A", "2026-03-28T21:59:59Z"), "opt_in");
  EXPECT_EQ(told("A", "2026-03-28T21:59:59.999999Z"), "ask the ledger") << "within the second in which it ends";
  EXPECT_EQ(told("A", "2026-03-28T22:00:00Z"), "consent_expired");
}

TEST_F(ApprovalsThatEnd, ComeBackWithTheDayThatDoes) {
  customer("A", "Test/Twice_Midnight", "2026-06-06");
  for (const auto& [at, reason] : {std::pair{"2026-06-07T02:29:59Z", "opt_in"},
                                   {"2026-06-07T02:30:00Z", "consent_expired"},
                                   {"2026-06-07T02:31:00Z", "opt_in"},
                                   {"2026-06-07T03:30:00Z", "consent_expired"}}) {
    EXPECT_EQ(told("A", at), reason) << at;
  }
}

// From the end of the day in the first footprint until its end in the last one.
TEST_F(ApprovalsThatEnd, AreLeftToTheLedgerOnlyWhileItDependsOnWhoAsks) {
  customer("A", "", "2026-05-10");
  EXPECT_EQ(told("A", "2026-05-10T20:59:59Z"), "opt_in");
  EXPECT_EQ(told("A", "2026-05-10T21:00:00Z"), "ask the ledger") << "in Beirut it is over";
  EXPECT_EQ(told("A", "2026-05-11T02:29:59Z"), "ask the ledger");
  EXPECT_EQ(told("A", "2026-05-11T02:30:00Z"), "consent_expired") << "now everywhere";
}

TEST_F(ApprovalsThatEnd, AreLeftToTheLedgerWhereTheyEndLaterThanAnybodyCanAsk) {
  customer("A", "Asia/Beirut", "2200-01-01");
  EXPECT_EQ(told("A", "2026-05-10T20:59:59Z"), "ask the ledger");
}

// Of both days the index keeps only whether they are over.
TEST_F(ApprovalsThatEnd, ShareWhatIsLeftOfTheirDays) {
  customer("A", "Asia/Beirut", "2026-03-28");
  customer("B", "Asia/Beirut", "2026-04-28");
  const auto built = service::LiveIndex::build(ledger_, zones_, memory_, scope_of(test::packs()));
  EXPECT_EQ(built->index().shared().choices().size(), 2U) << "not over, and over";
}

}  // namespace
}  // namespace assent::index_test::ends_test
