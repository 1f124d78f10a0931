// For any names and any number of them, Sweep finds the rows that Index finds one by one.

#include "index/sweep.hpp"

#include "twin/random_draw.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace assent::sweep_test {

using namespace index;
namespace {

constexpr std::uint64_t kCustomers = 3000;
constexpr std::size_t kHowMany[] = {0, 1, 2, 63, 64, 65, 1000, 10'000};

std::string account_of(std::uint64_t number) {
  // Every third account does not pack.
  return number % 3 == 0 ? "customer-number/" + std::to_string(number) : "A" + std::to_string(number);
}
std::string telephone_of(std::uint64_t number) { return "+9613" + std::to_string(100'000 + number); }

// Some have no number, some share one, some have had several. The first `in_order` of them are put in order.
class Customers {
 public:
  explicit Customers(std::uint64_t in_order) {
    const Version version{0, 0, 0, kNobody};
    for (std::uint64_t i = 0; i < kCustomers; ++i) {
      if (i == in_order) index.put_in_order(memory);
      Life life;
      life.versions = {version};
      life.always_one_number = i % 11 != 0;
      if (i % 5 != 0) life.telephones = {telephone_of(i % 7 == 0 ? i - 1 : i)};
      if (i % 11 == 0) life.telephones.push_back(telephone_of(kCustomers + i));
      EXPECT_TRUE(index.put(account_of(i), life));
    }
    if (in_order == kCustomers) index.put_in_order(memory);
  }

  HeapMemory memory;
  Index index{memory};
};

class Sweeps : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  const Customers customers{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(InOrder, Sweeps, ::testing::Values(0, 1, kCustomers / 2, kCustomers));

TEST_P(Sweeps, FindAccounts) {
  Sweep sweep;
  twin::Draw draw(1);
  for (const std::size_t count : kHowMany) {
    std::vector<std::string> accounts;
    for (std::size_t i = 0; i < count; ++i) {
      accounts.push_back(draw.below(50) == 0 ? "" : account_of(draw.below(kCustomers + kCustomers / 4)));
    }
    const std::vector<std::string_view> names(accounts.begin(), accounts.end());
    std::vector<int> visits(count);
    sweep.accounts(customers.index, names, [&](std::size_t which, RowNumber row) {
      ++visits[which];
      EXPECT_EQ(row, customers.index.row_of_account(names[which])) << names[which];
    });
    EXPECT_EQ(visits, std::vector<int>(count, 1));
  }
}

TEST_P(Sweeps, FindTelephones) {
  Sweep sweep;
  twin::Draw draw(2);
  std::size_t contested = 0;
  for (const std::size_t count : kHowMany) {
    std::vector<Key> keys;
    for (std::size_t i = 0; i < count; ++i) {
      keys.push_back(draw.below(50) == 0 ? 0 : packed_telephone(telephone_of(draw.below(3 * kCustomers))).value_or(0));
    }
    std::vector<int> visits(count);
    sweep.telephones(customers.index, keys, [&](std::size_t which, RowNumber row) {
      ++visits[which];
      if (row == kContested) ++contested;
      EXPECT_EQ(row, keys[which] == 0 ? kNoRow : customers.index.row_of_telephone(keys[which])) << keys[which];
    });
    EXPECT_EQ(visits, std::vector<int>(count, 1));
  }
  EXPECT_GT(contested, 0U);
}

TEST(Sweep, FindsNobodyInAnEmptyIndex) {
  const HeapMemory memory;
  const Index index(memory);
  Sweep sweep;
  const std::vector<std::string_view> names{"A1", "somebody else"};
  int visits = 0;
  sweep.accounts(index, names, [&](std::size_t, RowNumber row) {
    ++visits;
    EXPECT_EQ(row, kNoRow);
  });
  const std::vector<Key> keys{0, 9613123456};
  sweep.telephones(index, keys, [&](std::size_t, RowNumber row) {
    ++visits;
    EXPECT_EQ(row, kNoRow);
  });
  EXPECT_EQ(visits, 4);
}

}  // namespace
}  // namespace assent::sweep_test
