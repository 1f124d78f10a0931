// When the packed form has no numbers left: the ledger is asked, nothing is kept for the customer, and everything that
// the index says is still what the ledger says.

#include "index/written.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

namespace assent::index_test::limits_test {

using namespace index;
namespace {

constexpr std::size_t kNumbers = 65'536;
constexpr Instant kBegin = instant_of(1'767'225'600'000'000);  // 2026-01-01T00:00:00Z
constexpr Instant kAsked = kBegin + std::chrono::days{40};

class BeyondTheNumbers : public ::testing::Test {
 protected:
  void add(const std::string& account, evidence::Body body, Instant effective = kBegin) {
    drafts_.push_back({{account, effective, {}, "test", "cli", "", std::move(body)}, false});
  }
  void record() {
    ASSERT_TRUE(ledger::append_all(ledger_, drafts_, kBegin));
    drafts_.clear();
  }
  void publish(const std::string& name) {
    evidence::NoticePublished notice;
    notice.notice = name;
    notice.version = "1";
    notice.regime = "tra";
    notice.texts = {{"en", "your information", {{"customer_right", "…"}}}};
    add("", notice);
  }
  void give(const std::string& account, const std::string& notice, const std::string& channel,
            Instant sent = kBegin + std::chrono::days{1}) {
    evidence::NoticeGivenRecorded given;
    given.notice = notice;
    given.version = "1";
    given.language = "en";
    given.channel = channel;
    given.sent = sent;
    add(account, given);
  }
  service::LiveIndex built() const {
    return service::LiveIndex::build(ledger_, zones_, memory_, scope_of(test::packs())).value();
  }
  service::LiveIndex reread(const service::LiveIndex& index) const {
    const File file(written(index));
    const auto snapshot = file.open();
    EXPECT_TRUE(snapshot && service::validate_all(*snapshot, 1));
    return service::LiveIndex::take(*snapshot, ledger_, zones_, memory_, scope_of(test::packs())).value();
  }

  // How many of these the index leaves to the ledger. About the others it says what the ledger says.
  std::size_t left_to_ledger(const service::LiveIndex& index, const std::vector<std::string>& accounts) const {
    const service::CustomerFile customers(ledger_, zones_);
    const regime::Regime& regime = test::pack("tra");
    twin::Draw draw(1);
    const Use use = random_use(draw, catalogue());
    const CampaignTable table = index.table(regime, use, kAsked);
    std::size_t left = 0;
    for (const std::string& each : accounts) {
      const std::string told = said(index, table, index.index().row_of_account(each));
      if (told == "ask the ledger") ++left;
      else EXPECT_EQ(told, to_string(customers.decide_for({each, ""}, regime, use, {kAsked, {}}).reason)) << each;
    }
    return left;
  }

  AwkwardZones zones_;
  HeapMemory memory_;
  store::MemoryLedger ledger_;
  std::vector<ledger::Draft> drafts_;
};

// Every customer has things that no other one has: services, an opt-in, a language, a notice.
TEST_F(BeyondTheNumbers, TheLedgerIsAsked) {
  constexpr std::size_t kBeyond = 300;
  const auto account = [](std::size_t i) { return fmt::format("A-{}", i); };
  const auto add_customer = [&](std::size_t i, bool new_notice) {
    evidence::CustomerRecorded profile;
    profile.language = fmt::format("l{}", i);
    profile.services = {fmt::format("s{}", i)};
    add(account(i), profile);
    evidence::OptInRecorded opt_in;
    opt_in.information = Coverage::only({fmt::format("i{}", i)});
    opt_in.evidence.reference = "scan-1";
    add(account(i), opt_in);
    const std::string notice = new_notice ? fmt::format("N{}", i) : "N0";
    if (new_notice) publish(notice);
    give(account(i), notice, "mail");
  };
  for (std::size_t i = 0; i < kNumbers + kBeyond; ++i) add_customer(i, true);
  record();

  std::vector<std::string> some;
  for (std::size_t i = 0; i < kNumbers + kBeyond; i += 200) some.push_back(account(i));
  const auto full = [&](const service::LiveIndex& index) {
    const SharedFacts& shared = index.index().shared();
    EXPECT_EQ(shared.profiles().size(), kNumbers);
    EXPECT_EQ(shared.profile_bytes().size(), kNumbers);
    EXPECT_EQ(shared.choices().size(), kNumbers);
    EXPECT_EQ(shared.choice_bytes().size(), kNumbers);
    EXPECT_LE(shared.notices().texts().size(), kNumbers);
    EXPECT_LE(shared.notices().places().size(), kNumbers);
  };
  // The order of the accounts is the index's own choice, and so is who is beyond the numbers.
  const service::LiveIndex index = built();
  full(index);
  const auto rows = index.index().rows().all();
  EXPECT_EQ(std::count_if(rows.begin(), rows.end(), asks_ledger), kBeyond);
  const std::size_t of_some = left_to_ledger(index, some);
  EXPECT_LE(of_some, kBeyond);

  service::LiveIndex taken = reread(index);
  full(taken);
  EXPECT_EQ(left_to_ledger(taken, some), of_some);

  // A customer who comes later and has nothing in common with others is beyond the limits as well.
  std::vector<std::string> later;
  for (std::size_t i = kNumbers + kBeyond; i < kNumbers + 2 * kBeyond; ++i) {
    add_customer(i, false);
    later.push_back(account(i));
  }
  record();
  EXPECT_TRUE(taken.follow().value());
  full(taken);
  EXPECT_EQ(left_to_ledger(taken, later), kBeyond);
  full(reread(taken));
}

TEST_F(BeyondTheNumbers, OfNoticesOfOneCustomerTheLedgerIsAsked) {
  publish("N1");
  for (const std::string account : {"A-255", "A-256"}) {
    add(account, evidence::CustomerRecorded{});
    for (int i = 0; i < 255; ++i) give(account, "N1", "mail", kBegin + std::chrono::hours{i});
  }
  record();
  service::LiveIndex index = built();
  EXPECT_EQ(left_to_ledger(index, {"A-255", "A-256"}), 0U);
  const std::size_t items = index.index().shared().notices().items().size();
  give("A-256", "N1", "sms", kBegin + std::chrono::days{20});
  record();
  EXPECT_TRUE(index.follow().value());
  EXPECT_EQ(left_to_ledger(index, {"A-255"}), 0U);
  EXPECT_EQ(left_to_ledger(index, {"A-256"}), 1U);
  EXPECT_EQ(index.index().shared().notices().items().size(), items);
  EXPECT_EQ(left_to_ledger(reread(index), {"A-255", "A-256"}), 1U);
}

TEST_F(BeyondTheNumbers, OfChannelsTheLedgerIsAsked) {
  publish("N1");
  std::vector<std::string> accounts;
  for (int i = 0; i < 300; ++i) {
    accounts.push_back(fmt::format("A-{}", i));
    add(accounts.back(), evidence::CustomerRecorded{});
    give(accounts.back(), "N1", fmt::format("channel_{}", i));
  }
  record();
  service::LiveIndex index = built();
  EXPECT_EQ(index.index().shared().notices().channels().size(), 256U);
  EXPECT_EQ(left_to_ledger(index, accounts), 44U);
  EXPECT_EQ(left_to_ledger(reread(index), accounts), 44U);
  // One channel that has a number and one that has none: the index keeps nothing of these notices.
  const std::size_t items = index.index().shared().notices().items().size();
  add("A-300", evidence::CustomerRecorded{});
  give("A-300", "N1", "channel_7", kBegin + std::chrono::days{9});
  give("A-300", "N1", "channel_300");
  record();
  EXPECT_TRUE(index.follow().value());
  EXPECT_EQ(index.index().shared().notices().channels().size(), 256U);
  EXPECT_LE(index.index().shared().notices().items().size(), items + 1);
  EXPECT_GE(left_to_ledger(index, {"A-300"}), 1U);
}

TEST(IndexDeathTest, ACustomerWithoutVersionsIsABug) {
  const HeapMemory memory;
  Index index(memory);
  EXPECT_DEATH(index.add(*packed_account("A-1"), 0, {}), "a bug: it must hold that there are numbers left");
}

TEST(IndexDeathTest, AnInstantThatAnIndexCannotBeAskedAboutIsABug) {
  const SharedFacts shared{HeapMemory()};
  const regime::Regime& regime = test::pack("tra");
  const Use use;
  const CampaignTable::Asked asked{decision::under(regime, use), kIndexUntil, nullptr, {}};
  EXPECT_DEATH(CampaignTable(shared, asked), "a bug: it must hold that an index is asked about instants");
}

}  // namespace
}  // namespace assent::index_test::limits_test
