// An index that was kept: which ledger it belongs to, and what it says after it was brought up to date.

#include "index/written.hpp"
#include "ledger/two_logs.hpp"

#include <gtest/gtest.h>

namespace assent::index_test::live_index_test {

using namespace index;
namespace {

class OtherZones : public TimeZones {
 public:
  const TimeZone* find(std::string_view name) const override {
    return name == "Asia/Beirut" ? &test::twice_midnight() : zones_.find(name);
  }

 private:
  AwkwardZones zones_;
};

// As after an update of the time zone database.
class MoreZones : public TimeZones {
 public:
  const TimeZone* find(std::string_view name) const override {
    return name == "Nowhere/None" ? &test::beirut() : zones_.find(name);
  }

 private:
  AwkwardZones zones_;
};

class NoZones : public TimeZones {
 public:
  const TimeZone* find(std::string_view) const override { return nullptr; }
};

class KeptIndexOf : public ::testing::Test {
 protected:
  Result<service::TakenIndex> take(const std::string& text, const ledger::Ledger& ledger, const TimeZones& zones,
                                   const std::vector<regime::Regime>& packs, const std::string& note = {}) const {
    const File file(text);
    return service::take_kept({file.bytes, file.owner, "the file", note}, ledger, zones, setting_.memory,
                              scope_of(packs), 2);
  }
  static std::string refusal(const Result<service::TakenIndex>& taken) {
    return taken ? "none" : std::string(taken.error().code == ErrorCode::conflict ? "" : "!") + taken.error().message;
  }

  Setting setting_{3};
  const std::string file_ = written(setting_.built());
};

TEST_F(KeptIndexOf, ThisLedgerIsTaken) {
  const auto taken = take(file_, setting_.ledger, setting_.zones, test::packs());
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->index.heads(), setting_.ledger.heads().value());
}

TEST_F(KeptIndexOf, AnotherLedgerIsRefused) {
  const Setting other(4);
  EXPECT_EQ(refusal(take(file_, other.ledger, setting_.zones, test::packs())),
            "the index does not belong to this ledger");
  EXPECT_EQ(refusal(take(file_, store::MemoryLedger(), setting_.zones, test::packs())),
            "the index does not belong to this ledger");
}

TEST_F(KeptIndexOf, ALedgerThatLostEntriesIsRefused) {
  Setting longer(3);
  for (int i = 0; i < 3; ++i) longer.grow();
  const std::string file = written(longer.built());
  EXPECT_EQ(refusal(take(file, setting_.ledger, setting_.zones, test::packs())),
            "the index does not belong to this ledger");
}

TEST_F(KeptIndexOf, OtherRulePacksIsRefused) {
  const std::string refused = "the index was built for other rule packs";
  auto packs = test::packs();
  packs.pop_back();
  EXPECT_EQ(refusal(take(file_, setting_.ledger, setting_.zones, packs)), refused);
  packs = test::packs();
  packs.front().version += "a";
  EXPECT_EQ(refusal(take(file_, setting_.ledger, setting_.zones, packs)), refused);
  EXPECT_EQ(refusal(take(file_, setting_.ledger, setting_.zones, {})), refused);
}

TEST_F(KeptIndexOf, OtherTimeZonesIsRefused) {
  const std::string refused = "the index was built with another time zone database";
  EXPECT_EQ(refusal(take(file_, setting_.ledger, OtherZones(), test::packs())), refused);
  EXPECT_EQ(refusal(take(file_, setting_.ledger, NoZones(), test::packs())), refused);
}

// Once, a notice to a customer with an unknown zone was kept under a wrong date. When the zone became known, that date
// counted.
TEST_F(KeptIndexOf, AZoneThatBecomesKnownLeavesItsCustomersToTheLedger) {
  const MoreZones zones;
  std::uint64_t left = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    Setting setting(seed);
    const File file(written(setting.built()));
    const auto taken =
        service::LiveIndex::take(file.open().value(), setting.ledger, zones, setting.memory, scope_of(test::packs()));
    ASSERT_TRUE(taken);
    const auto fresh = service::LiveIndex::build(setting.ledger, zones, setting.memory, scope_of(test::packs()));
    for (int i = 0; i < 40; ++i) {
      const regime::Regime& regime = setting.draw.of(test::open_packs());
      const Use use = random_use(setting.draw, catalogue());
      const Instant at = random_instant(setting.draw);
      const CampaignTable old_table = taken->table(regime, use, at);
      const CampaignTable new_table = fresh->table(regime, use, at);
      for (const std::string& each : setting.accounts) {
        const std::string then = said(*taken, old_table, taken->index().row_of_account(each));
        const std::string now = said(*fresh, new_table, fresh->index().row_of_account(each));
        if (then == "ask the ledger" && now != then) ++left;
        else ASSERT_EQ(then, now) << seed << ", " << each;
      }
    }
  }
  EXPECT_GT(left, 0U);
}

TEST_F(KeptIndexOf, AZoneThatItIsNotBoundToIsRefused) {
  const service::LiveIndex built = setting_.built();
  IndexBinding binding = built.binding();
  binding.zones.pop_back();
  std::string text;
  TextSink sink(text);
  ASSERT_TRUE(write_snapshot(built.index(), binding, sink));
  EXPECT_EQ(refusal(take(text, setting_.ledger, setting_.zones, test::packs())),
            "!the index file is damaged: its names cannot be read");
}

TEST_F(KeptIndexOf, WhatIsRefusedIsNotReadWhole) {
  std::string damaged = file_;
  damaged[4096] ^= 1;  // in the rows
  EXPECT_EQ(refusal(take(damaged, setting_.ledger, setting_.zones, test::packs())),
            "!the index file is damaged: a part of it is not what was written");
  const Setting other(4);
  EXPECT_EQ(refusal(take(damaged, other.ledger, setting_.zones, test::packs())),
            "the index does not belong to this ledger");
}

TEST_F(KeptIndexOf, AFileIsReadWholeUntilANoteSaysThatItWas) {
  const auto snapshot = File(file_).open();
  const std::string note = service::checked_note("the file", *snapshot);
  std::uint64_t reads = 0;
  const auto taken = [&](const std::string& found) {
    const File file(file_);
    return service::take_kept({file.bytes, file.owner, "the file", found}, setting_.ledger, setting_.zones,
                              setting_.memory, scope_of(test::packs()), 1,
                              [&](std::uint64_t, std::uint64_t) { ++reads; });
  };
  EXPECT_EQ(taken("").value().note, note);
  EXPECT_EQ(reads, snapshot->pieces());
  EXPECT_EQ(taken(note).value().note, note);
  EXPECT_EQ(reads, snapshot->pieces()) << "not again";
  EXPECT_TRUE(taken(service::checked_note("another file", *snapshot)));
  EXPECT_EQ(reads, 2 * snapshot->pieces());
  EXPECT_TRUE(taken(note.substr(0, note.size() - 2)));
  EXPECT_EQ(reads, 3 * snapshot->pieces());
}

TEST_F(KeptIndexOf, AnotherIndexDoesNotGoWithTheNote) {
  Setting longer(3);
  longer.grow();
  const std::string file = written(longer.built());
  EXPECT_NE(service::checked_note("the file", *File(file).open()),
            service::checked_note("the file", *File(file_).open()));
}

TEST_F(KeptIndexOf, ALedgerThatIsFarAheadIsWorthKeepingAnew) {
  EXPECT_FALSE(take(file_, setting_.ledger, setting_.zones, test::packs())->far_behind);
  setting_.grow();
  EXPECT_FALSE(take(file_, setting_.ledger, setting_.zones, test::packs())->far_behind);
  std::vector<ledger::Draft> drafts;
  for (int i = 0; i < 1'500; ++i) {
    drafts.push_back(
        {{"C-" + std::to_string(i), instant_of(0), {}, "test", "cli", "", evidence::CustomerRecorded{}}, false});
  }
  ASSERT_TRUE(ledger::append_all(setting_.ledger, drafts, instant_of(0)));
  const auto taken = take(file_, setting_.ledger, setting_.zones, test::packs());
  ASSERT_TRUE(taken);
  EXPECT_TRUE(taken->far_behind);
  // So many rows are new that all were put in order, over the mapped file.
  const Index& index = taken->index.index();
  EXPECT_EQ(index.in_order().rows(), index.size());
  for (int i = 0; i < 1'500; ++i) setting_.accounts.push_back("C-" + std::to_string(i));
  for (const std::string& each : setting_.accounts) {
    const RowNumber row = index.row_of_account(each);
    if (row != kNoRow) {
      EXPECT_EQ(index.account(row), each);
    }
  }
  const auto different = differences(setting_.built(), taken->index, setting_.accounts, setting_.draw, 10);
  EXPECT_TRUE(different.empty()) << different.front();
  const std::string again = written(taken->index);
  EXPECT_TRUE(take(again, setting_.ledger, setting_.zones, test::packs()));

  EXPECT_FALSE(service::is_far_behind(0, 0));
  EXPECT_FALSE(service::is_far_behind(1'000, 1'001)) << "few are read in no time";
  EXPECT_FALSE(service::is_far_behind(10'000, 100'000));
  EXPECT_TRUE(service::is_far_behind(10'000, 99'000));
  EXPECT_TRUE(service::is_far_behind(10'001, 100'000'000));
}

// The ledgers in which an index follows.
template <class Store>
class IndexThatFollows : public ::testing::Test {};
using Stores = ::testing::Types<store::MemoryLedger, TwoLogs>;
TYPED_TEST_SUITE(IndexThatFollows, Stores);

// Law: an index that follows says the same as one that is built again.
TYPED_TEST(IndexThatFollows, SaysWhatAFreshOneSays) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SettingIn<TypeParam> setting(seed, seed % 3 == 0 ? 60 : 24);  // in some, little is missing of much
    const File file(written(setting.built()));
    auto taken = service::LiveIndex::take(file.open().value(), setting.ledger, setting.zones, setting.memory,
                                          scope_of(test::packs()));
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->follow().value(), false) << "nothing was recorded since";
    for (int round = 0; round < 6; ++round) {
      for (int i = 0; i < 4; ++i) setting.grow();
      EXPECT_GT(taken->behind().value(), 0U);
      int closed = 0;
      const auto close = [&](const std::function<void()>& change, service::LiveIndex::Change) {
        ++closed;
        change();
      };
      ASSERT_EQ(taken->follow(close, 2).value(), true);
      EXPECT_EQ(closed, 1);
      EXPECT_EQ(taken->behind().value(), 0U);
      EXPECT_EQ(taken->heads(), setting.ledger.heads().value());
      const auto different = differences(setting.built(), *taken, setting.accounts, setting.draw, 40);
      ASSERT_TRUE(different.empty()) << seed << ": " << different.front();
    }
    // The index in its file says the same.
    const File again(written(*taken));
    const auto reread = service::LiveIndex::take(again.open().value(), setting.ledger, setting.zones, setting.memory,
                                                 scope_of(test::packs()));
    ASSERT_TRUE(reread);
    const auto different = differences(*taken, *reread, setting.accounts, setting.draw, 40);
    EXPECT_TRUE(different.empty()) << different.front();
  }
}

// Once, a whole base was missing, and all of it was put in while every caller waited.
// The file does not show which thread was faster, and how much was read at a time.
TYPED_TEST(IndexThatFollows, IsBuiltTheSameByAnyNumberOfThreads) {
  SettingIn<TypeParam> setting(9, 400);
  for (int i = 0; i < 50; ++i) setting.grow();
  const auto built_by = [&](const service::Building& how) {
    return written(
        service::LiveIndex::build(setting.ledger, setting.zones, setting.memory, scope_of(test::packs()), how).value());
  };
  const std::string once = built_by({});
  EXPECT_TRUE(built_by({.threads = 2}) == once);
  EXPECT_TRUE(built_by({.threads = 5}) == once);
  EXPECT_TRUE(built_by({.threads = 3, .bytes_most = 10'000}) == once);
}

TYPED_TEST(IndexThatFollows, InSlices) {
  SettingIn<TypeParam> setting(5);
  service::LiveIndex live = setting.built();
  std::vector<ledger::Draft> drafts;
  for (int i = 0; i < 20'000; ++i) {
    drafts.push_back(
        {{"C-" + std::to_string(i), instant_of(0), {}, "test", "cli", "", evidence::CustomerRecorded{}}, false});
  }
  ASSERT_TRUE(ledger::append_all(setting.ledger, drafts, instant_of(0)));
  std::vector<std::uint64_t> sizes;
  const auto before = live.heads();
  const auto followed = live.follow([&](const std::function<void()>& change, service::LiveIndex::Change) {
    EXPECT_EQ(live.heads(), before) << "until all is in";
    change();
    sizes.push_back(live.index().size());
  });
  ASSERT_TRUE(followed);
  ASSERT_EQ(sizes.size(), 3U);
  EXPECT_LT(sizes[0], 9'000U);
  EXPECT_GE(sizes[2], 20'000U);
  EXPECT_EQ(live.heads(), setting.ledger.heads().value());
}

TEST(IndexOfTwoLogs, SaysWhatTheLedgerSays) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SettingIn<TwoLogs> setting(seed);
    service::LiveIndex live = setting.built();
    for (int i = 0; i < 10; ++i) setting.grow();
    ASSERT_TRUE(live.follow());
    const service::CustomerFile customers(setting.ledger, setting.zones);
    for (int i = 0; i < 20; ++i) {
      const regime::Regime& regime = setting.draw.of(test::open_packs());
      const Use use = random_use(setting.draw, catalogue());
      const Instant at = random_instant(setting.draw);
      const CampaignTable table = live.table(regime, use, at);
      for (const std::string& each : setting.accounts) {
        const std::string told = said(live, table, live.index().row_of_account(each));
        if (told == "ask the ledger") continue;
        const auto whole = customers.decide_for({each, ""}, regime, use, {at, {}});
        if (told != "unknown") ASSERT_EQ(told, to_string(whole.reason)) << seed << ", " << each;
        else ASSERT_EQ(whole.reason, Reason::unknown_customer) << seed << ", " << each;
      }
    }
  }
}

TEST(IndexOfTwoLogs, IsRefusedWhereOneOfThemIsAnother) {
  SettingIn<TwoLogs> setting(3);
  const IndexBinding binding = setting.built().binding();
  ASSERT_EQ(binding.heads.size(), 2U);
  const service::IndexScope scope = scope_of(test::packs());
  for (int i = 0; i < 5; ++i) setting.grow();
  EXPECT_TRUE(service::check_binding(binding, setting.ledger, setting.zones, scope)) << "it may lag behind in both";
  for (std::size_t log = 0; log < 2; ++log) {
    IndexBinding other = binding;
    other.heads[log].root = {};
    EXPECT_EQ(service::check_binding(other, setting.ledger, setting.zones, scope).error().code, ErrorCode::conflict)
        << log;
    other = binding;
    other.heads[log].size += 1'000;
    EXPECT_EQ(service::check_binding(other, setting.ledger, setting.zones, scope).error().code, ErrorCode::conflict)
        << log;
  }
  IndexBinding third = binding;
  third.heads.push_back({2, 1, {}});
  EXPECT_EQ(service::check_binding(third, setting.ledger, setting.zones, scope).error().code, ErrorCode::conflict);
}

}  // namespace
}  // namespace assent::index_test::live_index_test
