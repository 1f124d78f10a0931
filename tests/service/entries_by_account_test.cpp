// Reading a whole ledger account by account: the number of threads and passes does not matter.

#include "service/entries_by_account.hpp"
#include "index/random_ledger.hpp"
#include "ledger/two_logs.hpp"
#include "service/side_by_side.hpp"
#include "store/memory_ledger.hpp"
#include "twin/random_draw.hpp"

#include "passing_ledger.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <stdexcept>

namespace assent::entries_by_account_test {

using namespace service;
namespace {

using service_test::PassingLedger;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Positions = std::map<std::string, std::vector<Position>>;

// Each account's entries as each_account() gives them; an account that comes twice is reported.
Positions read_by(const ledger::Ledger& ledger, const AccountReading& how) {
  Positions found;
  std::string before;
  const auto read = each_account(ledger, ledger.heads().value(), how, [&](const SomeAccounts& accounts) {
    EXPECT_LE(accounts.size(), how.at_once);
    return accounts.each(0, accounts.size(),
                         [&](const std::string& account, std::span<const ledger::Recorded> entries) {
                           auto& positions = found[account];
                           EXPECT_THAT(positions, IsEmpty()) << account << " came twice";
                           for (const ledger::Recorded& each : entries) positions.push_back(each.position);
                         });
  });
  EXPECT_TRUE(read);
  return found;
}

template <class Store>
class EntriesByAccount : public ::testing::Test {
 protected:
  EntriesByAccount() {
    twin::Draw draw(7);
    accounts_ = index_test::fill(draw, ledger_, 300);
    for (int i = 0; i < 200; ++i) index_test::add_more(draw, ledger_, accounts_);
    for (int i = 0; i < 1000; ++i) accounts_.push_back("B-" + std::to_string(i));  // some of them with more entries
  }

  Positions as_looked_up() const {
    Positions found;
    for (const std::string& each : accounts_) {
      const auto entries = ledger_.entries_of(each).value();
      for (const ledger::Recorded& recorded : entries) found[each].push_back(recorded.position);
    }
    return found;
  }

  Store ledger_;
  std::vector<std::string> accounts_;
};
using Stores = ::testing::Types<store::MemoryLedger, TwoLogs>;
TYPED_TEST_SUITE(EntriesByAccount, Stores);

TYPED_TEST(EntriesByAccount, AreAllThereOnceInTheLedgersOrder) {
  const Positions expected = this->as_looked_up();
  for (const unsigned threads : {1U, 2U, 3U, 8U}) {
    for (const std::uint64_t bytes : {kBytesToRead, std::uint64_t{100'000}, std::uint64_t{3'000}}) {
      for (const std::size_t at_once : {std::size_t{1}, std::size_t{7}, std::size_t{10'000}}) {
        ASSERT_TRUE(read_by(this->ledger_, {at_once, threads, false, {}, {}, bytes}) == expected)
            << threads << " threads, " << bytes << " bytes, " << at_once << " at once";
      }
    }
  }
}

TYPED_TEST(EntriesByAccount, ComeInTheSameOrderWhoeverReadsThem) {
  const auto order_by = [&](const AccountReading& how) {
    std::vector<std::string> order;
    EXPECT_TRUE(each_account(this->ledger_, this->ledger_.heads().value(), how, [&](const SomeAccounts& accounts) {
      return accounts.each(0, accounts.size(), [&](const std::string& account, std::span<const ledger::Recorded>) {
        order.push_back(account);
      });
    }));
    return order;
  };
  const auto order = order_by({});
  EXPECT_EQ(order_by({.threads = 3}), order);
  EXPECT_EQ(order_by({.at_once = 5, .threads = 4, .bytes_most = 5'000}), order);
}

TYPED_TEST(EntriesByAccount, OnlyOfThoseWanted) {
  const Positions all = this->as_looked_up();
  const std::string some = all.begin()->first;
  AccountReading how;
  how.threads = 2;
  how.wanted = [&](std::uint64_t hash) { return hash == index::spread(some); };
  const Positions found = read_by(this->ledger_, how);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found.at(some) == all.at(some));
}

TYPED_TEST(EntriesByAccount, ProgressGrowsUpToAll) {
  AccountReading how;
  how.at_once = 3;
  how.threads = 2;
  how.bytes_most = 20'000;
  std::vector<std::uint64_t> told;
  std::uint64_t entries = 0;
  how.progress = [&](std::uint64_t done, std::uint64_t all) {
    told.push_back(done);
    entries = all;
  };
  read_by(this->ledger_, how);
  EXPECT_GT(told.size(), 10U);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), entries);
}

// A store that gives fewer entries than its head says.
class Shortened final : public PassingLedger {
 public:
  Shortened(ledger::Ledger& whole, std::uint64_t size) : PassingLedger(whole), size_(size) {}

  Result<void> scan(Position from, const std::function<bool(Position, evidence::ByteView)>& visit) const override {
    return PassingLedger::scan(from, [&](Position position, evidence::ByteView bytes) {
      return position.index < size_ && visit(position, bytes);
    });
  }

 private:
  std::uint64_t size_;
};

// Without its last entries it would be read as a ledger without the later refusals.
TEST(EntriesOfALogThatEndsTooEarly, AreNoLedger) {
  store::MemoryLedger whole;
  twin::Draw draw(3);
  const auto accounts = index_test::fill(draw, whole, 50);
  const std::uint64_t size = whole.heads()->front().size;
  const Shortened ledger(whole, size - 1);
  for (const unsigned threads : {1U, 3U}) {
    AccountReading how;
    how.threads = threads;
    const auto read =
        each_account(ledger, *ledger.heads(), how, [](const SomeAccounts&) -> Result<void> { return {}; });
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::damaged);
    EXPECT_EQ(read.error().message, "entry 0/" + std::to_string(size - 1) + " is missing: its log ends before it");
  }
  const auto scanned = each_entry(ledger, {}, *ledger.heads(), [](evidence::ByteView) -> Result<void> { return {}; });
  ASSERT_FALSE(scanned);
  EXPECT_EQ(scanned.error().code, ErrorCode::damaged);
}

// A store that cannot be read from some entry on.
class Unreadable final : public PassingLedger {
 public:
  Unreadable(ledger::Ledger& whole, std::uint64_t from) : PassingLedger(whole), from_(from) {}

  Result<void> scan(Position from, const std::function<bool(Position, evidence::ByteView)>& visit) const override {
    bool failed = false;
    const auto scanned = PassingLedger::scan(from, [&](Position position, evidence::ByteView bytes) {
      failed = position.index >= from_;
      return !failed && visit(position, bytes);
    });
    if (failed) return fail(ErrorCode::unavailable, "the disk cannot be read", "try again");
    return scanned;
  }

 private:
  std::uint64_t from_;
};

TEST(EntriesThatCannotBeRead, AreToldWhoeverMetThem) {
  store::MemoryLedger whole;
  twin::Draw draw(3);
  index_test::fill(draw, whole, 50);
  const std::uint64_t size = whole.heads()->front().size;
  for (const std::uint64_t from : {std::uint64_t{0}, size / 2, size - 1}) {
    const Unreadable ledger(whole, from);
    int visited = 0;
    const auto read = each_account(ledger, *ledger.heads(), {.threads = 4}, [&](const SomeAccounts&) -> Result<void> {
      ++visited;
      return {};
    });
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::unavailable);
    EXPECT_EQ(visited, 0);
  }
}

TEST(WorkSideBySide, ThrowsToTheCallerWhatAnyPieceThrew) {
  std::atomic<int> done = 0;
  const auto work = [&](std::size_t piece) {
    if (piece == 2) throw std::runtime_error("the third");
    ++done;
  };
  EXPECT_THROW(side_by_side(4).run(work), std::runtime_error);
  EXPECT_EQ(done, 3) << "the others end what they began";
}

}  // namespace
}  // namespace assent::entries_by_account_test
