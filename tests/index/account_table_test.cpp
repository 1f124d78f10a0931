// Accounts in order: every account in the index is found in its row, whatever rows were moved.

#include "index/account_table.hpp"

#include "index/index.hpp"
#include "service/side_by_side.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace assent::account_table_test {

using namespace index;
namespace {

std::string account_of(std::uint64_t number) {
  // Every fifth account does not pack.
  return number % 5 == 0 ? "customer/" + std::to_string(number) : "A" + std::to_string(number);
}
std::string telephone_of(std::uint64_t number) { return "+961" + std::to_string(3'000'000 + number / 2 * 2); }

// Customer `number` has a version that begins in second `number`; each two customers share a telephone number.
void put(Index& index, std::uint64_t number) {
  Life life;
  life.versions = {Version{0, 0, static_cast<std::uint32_t>(number), kNobody}};
  life.telephones = {telephone_of(number)};
  life.always_one_number = true;
  ASSERT_TRUE(index.put(account_of(number), life));
}

void expect_all_found(const Index& index, std::uint64_t customers) {
  ASSERT_EQ(index.size(), customers);
  for (std::uint64_t number = 0; number < customers; ++number) {
    const RowNumber row = index.row_of_account(account_of(number));
    ASSERT_LT(row, index.size()) << number;
    ASSERT_EQ(index.rows()[row].since, number);
    ASSERT_EQ(index.account(row), account_of(number));
    const bool alone = number % 2 == 0 && number + 1 == customers;
    const Key telephone = packed_telephone(telephone_of(number)).value();
    ASSERT_EQ(index.row_of_telephone(telephone), alone ? row : kContested) << number;
  }
  for (std::uint64_t number = customers; number < customers + 1000; ++number) {
    ASSERT_EQ(index.row_of_account(account_of(number)), kNoRow);
  }
}

TEST(RowsInOrder, AreFoundHoweverManyThereAreAndHoweverManyPutThemThere) {
  const HeapMemory memory;
  for (const std::uint64_t customers : {0U, 1U, 7U, 8U, 55U, 1000U, 40'001U}) {
    for (const unsigned threads : {1U, 3U}) {
      Index index(memory);
      for (std::uint64_t number = 0; number < customers; ++number) put(index, number);
      expect_all_found(index, customers);
      index.put_in_order(memory, service::side_by_side(threads));
      EXPECT_EQ(index.in_order().rows(), customers);
      expect_all_found(index, customers);
    }
  }
}

TEST(RowsInOrder, DoNotDependOnHowManyThreadsPutThemThere) {
  const HeapMemory memory;
  std::vector<std::vector<Version>> rows;
  for (const unsigned threads : {1U, 2U, 5U}) {
    Index index(memory);
    for (std::uint64_t number = 0; number < 30'000; ++number) put(index, number);
    index.put_in_order(memory, service::side_by_side(threads));
    rows.emplace_back(index.rows().all().begin(), index.rows().all().end());
  }
  EXPECT_EQ(rows[0], rows[1]);
  EXPECT_EQ(rows[0], rows[2]);
}

TEST(RowsInOrder, HaveTheirHashesInOrder) {
  const HeapMemory memory;
  Index index(memory);
  for (std::uint64_t number = 1; number < 10'000; ++number) put(index, number);
  index.put_in_order(memory);
  std::uint64_t last = 0;
  for (RowNumber row = 0; row < index.size(); ++row) {
    const std::string account = index.account(row);
    const auto key = packed_account(account);
    const std::uint64_t home = index.in_order().home_of(key ? spread(*key) : spread(account));
    ASSERT_LE(last, home);
    last = home;
  }
}

TEST(RowsInOrder, TakeInThoseWhoCameBehindThem) {
  const HeapMemory memory;
  Index index(memory);
  for (std::uint64_t number = 0; number < 5'000; ++number) put(index, number);
  index.put_in_order(memory);
  for (std::uint64_t number = 5'000; number < 9'001; ++number) put(index, number);
  EXPECT_EQ(index.in_order().rows(), 5'000U);
  expect_all_found(index, 9'001);
  index.put_in_order(memory, service::side_by_side(2));
  EXPECT_EQ(index.in_order().rows(), 9'001U);
  expect_all_found(index, 9'001);
}

std::vector<Version> life_of(const Index& index, RowNumber row) {
  std::vector<Version> life{index.rows()[row]};
  while (life.back().earlier != kNobody) life.push_back(index.earlier(life.back().earlier));
  for (Version& each : life) each.earlier = 0;
  return life;
}

// Next to each other, in the order of rows, and without the versions that were replaced.
TEST(RowsInOrder, HaveTheirLivesInOrder) {
  const HeapMemory memory;
  for (const unsigned threads : {1U, 3U}) {
    Index index(memory);
    for (std::uint32_t round = 0; round < 2; ++round) {
      for (std::uint32_t number = 0; number < 3'000; ++number) {
        Life life;
        const std::uint32_t versions = 1 + (number + round) % 4;
        for (std::uint32_t i = 0; i < versions; ++i) life.versions.push_back({number, i, number + i, kNobody});
        ASSERT_TRUE(index.put(account_of(number), life));
      }
    }
    std::map<std::string, std::vector<Version>> lives;
    for (RowNumber row = 0; row < index.size(); ++row) lives[index.account(row)] = life_of(index, row);
    index.put_in_order(memory, service::side_by_side(threads));
    std::uint32_t next = 0;
    for (RowNumber row = 0; row < index.size(); ++row) {
      const std::vector<Version> life = life_of(index, row);
      EXPECT_EQ(life, lives.at(index.account(row)));
      next += static_cast<std::uint32_t>(life.size()) - 1;
      if (life.size() > 1) {
        ASSERT_EQ(index.rows()[row].earlier, next - 1);
      }
    }
    EXPECT_EQ(index.earlier_versions().size(), next);
  }
}

// No index that was built has these rows, but a file can have them: and more rows would then mean more versions.
TEST(RowsInOrder, LeaveLivesWhereSeveralRowsShareOne) {
  const HeapMemory memory;
  constexpr std::uint32_t kVersions = 50;
  Index::Parts parts{Column<Version>(memory),
                     Column<Version>(memory),
                     Column<Key>(memory),
                     Column<Key>(memory),
                     Column<char>(memory),
                     Column<AccountTable::Line>(memory),
                     Column<KeyMap::Bucket>(memory),
                     Column<KeyMap::Bucket>(memory),
                     0,
                     0,
                     {},
                     SharedFacts(memory),
                     Column<Particulars>(memory)};
  for (std::uint32_t i = 0; i < kVersions; ++i) parts.earlier.push_back({i, 0, i, i == 0 ? kNobody : i - 1});
  for (std::uint32_t number = 0; number < 3; ++number) {
    parts.rows.push_back({number, 0, 1'000, kVersions - 1});
    parts.accounts.push_back(*packed_account("A" + std::to_string(number)));
    parts.telephones.push_back(0);
    parts.particulars.push_back({});
  }
  Index index(std::move(parts));
  index.put_in_order(memory, service::side_by_side(2));
  for (std::uint32_t number = 0; number < 3; ++number) {
    const RowNumber row = index.row_of_account("A" + std::to_string(number));
    ASSERT_LT(row, index.size());
    EXPECT_EQ(index.rows()[row].notices, number);
    EXPECT_EQ(life_of(index, row).size(), 1U + kVersions);
  }
  EXPECT_EQ(index.earlier_versions().size(), kVersions);
}

// All of them belong into the last line, and few lines come after it.
TEST(RowsInOrder, FindAlsoWhomThereIsNoRoomFor) {
  constexpr std::uint64_t kCustomers = 500;
  const std::uint64_t homes = AccountTable::homes_for(kCustomers);
  std::vector<std::string> accounts;
  for (std::uint64_t number = 0; accounts.size() < kCustomers; ++number) {
    std::string account = "A" + std::to_string(number);
    if (AccountTable::home_of(spread(*packed_account(account)), homes) == homes - 1) accounts.push_back(account);
  }
  const HeapMemory memory;
  Index index(memory);
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    Life life;
    life.versions = {Version{0, 0, static_cast<std::uint32_t>(i), kNobody}};
    ASSERT_TRUE(index.put(accounts[i], life));
  }
  index.put_in_order(memory);
  EXPECT_EQ(index.in_order().rows(), (1 + AccountTable::kSpareLines) * AccountTable::kPlaces);
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const RowNumber row = index.row_of_account(accounts[i]);
    ASSERT_LT(row, index.size());
    EXPECT_EQ(index.rows()[row].since, i);
    EXPECT_EQ(index.account(row), accounts[i]);
  }
}

}  // namespace
}  // namespace assent::account_table_test
