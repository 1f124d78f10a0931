// A campaign compiled for an index takes what the index gets later, unless that needs numbers of its own.

#include "index/written.hpp"

#include <gtest/gtest.h>

namespace assent::index_test::campaign_growth_test {

using namespace index;
namespace {

const Instant kBegin = test::at("2026-01-01T00:00:00Z");

class CampaignThatGrows : public ::testing::Test {
 protected:
  void SetUp() override {
    evidence::NoticePublished notice;
    notice.notice = "N1";
    notice.version = "1";
    notice.regime = "tra";
    notice.recipients = notice.parties = notice.information = Coverage::everything();
    notice.translation = Translation::complete;
    evidence::NoticeText text{"en", "your information", {}};
    for (const auto& each : test::pack("tra").notice.disclosures) text.blocks.push_back({each.disclosure, "…"});
    notice.texts.push_back(text);
    add("", notice, kBegin);
  }

  void add(const std::string& account, evidence::Body body, Instant at) {
    const ledger::Draft draft{{account, at, {}, "test", "cli", "", std::move(body)}, false};
    ASSERT_TRUE(ledger::append_one(ledger_, draft, at));
  }
  void customer(const std::string& account) {
    evidence::CustomerRecorded profile;
    profile.time_zone = "Asia/Beirut";
    add(account, profile, kBegin);
  }
  void noticed(const std::string& account, const char* at) {
    add(account,
        evidence::NoticeGivenRecorded{
            .notice = "N1", .version = "1", .language = "en", .channel = "sms", .sent = test::at(at)},
        test::at(at));
  }
  void refused(const std::string& account) {
    add(account, evidence::OptOutRecorded{}, test::at("2026-02-01T00:00:00Z"));
  }

  service::LiveIndex built() const {
    return *service::LiveIndex::build(ledger_, zones_, memory_, scope_of(test::packs()));
  }
  CampaignTable table(const service::LiveIndex& index, const char* at) const {
    return index.table(test::pack("tra"), use_, test::at(at));
  }
  static void follow(service::LiveIndex& index) {
    ASSERT_TRUE(index.follow([](const std::function<void()>& change, service::LiveIndex::Change) { change(); }));
  }
  static std::string told(const service::LiveIndex& index, const CampaignTable& table, const std::string& account) {
    return said(index, table, index.index().row_of_account(account));
  }

  AwkwardZones zones_;
  HeapMemory memory_;
  store::MemoryLedger ledger_;
  Use use_{"marketing", test::offer("long_distance"), "carrier", "", {"services"}, false, false};
};

TEST_F(CampaignThatGrows, TakesRefusalsLikeThoseThatItKnows) {
  customer("A");
  noticed("A", "2026-01-02T00:00:00Z");
  customer("B");
  noticed("B", "2026-01-02T00:00:00Z");
  refused("B");
  service::LiveIndex index = built();
  CampaignTable table = this->table(index, "2026-05-01T00:00:00Z");
  customer("C");
  noticed("C", "2026-01-03T00:00:00Z");
  customer("D");
  noticed("D", "2026-01-03T00:00:00Z");
  refused("D");
  refused("D");
  follow(index);
  ASSERT_FALSE(table.covers(index.index().shared()));
  ASSERT_TRUE(table.extend(index.index().shared()));
  EXPECT_TRUE(table.covers(index.index().shared()));
  EXPECT_EQ(told(index, table, "A"), "opt_out_deemed");
  EXPECT_EQ(told(index, table, "B"), "opted_out");
  EXPECT_EQ(told(index, table, "C"), "opt_out_deemed");
  EXPECT_EQ(told(index, table, "D"), "opted_out");
}

TEST_F(CampaignThatGrows, IsCompiledAgainForADecisionThatItDidNotKnow) {
  customer("A");
  noticed("A", "2026-01-02T00:00:00Z");
  service::LiveIndex index = built();
  CampaignTable table = this->table(index, "2026-05-01T00:00:00Z");
  refused("A");
  follow(index);
  EXPECT_FALSE(table.extend(index.index().shared()));
}

TEST_F(CampaignThatGrows, HoldsNoLongerThanItsNewNotices) {
  customer("A");
  noticed("A", "2026-01-02T00:00:00Z");
  customer("B");
  noticed("B", "2026-04-30T00:00:00Z");
  service::LiveIndex index = built();
  CampaignTable table = this->table(index, "2026-05-01T00:00:00Z");
  const auto use = decision::under(test::pack("tra"), use_);
  ASSERT_TRUE(table.at_later(test::at("2026-05-20T00:00:00Z"), use));
  customer("C");
  noticed("C", "2026-04-10T09:00:00Z");  // counts from 11 May
  follow(index);
  const CampaignTable copy = table;
  ASSERT_TRUE(table.extend(index.index().shared()));
  EXPECT_EQ(told(index, table, "C"), "waiting_period");
  EXPECT_TRUE(table.at_later(test::at("2026-05-08T00:00:00Z"), use));
  EXPECT_FALSE(table.at_later(test::at("2026-05-20T00:00:00Z"), use));
  EXPECT_TRUE(copy.at_later(test::at("2026-05-20T00:00:00Z"), use)) << "it was not changed with the other";
}

}  // namespace
}  // namespace assent::index_test::campaign_growth_test
