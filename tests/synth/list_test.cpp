// Lists of a base's customers.

#include "synth/list.hpp"
#include "synth/carrier.hpp"
#include "world/telephones.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <unordered_map>

namespace assent::synth_test::list_test {

using namespace synth;
namespace {

std::string list_of(const SyntheticBase& base, SyntheticListKey key, std::uint64_t rows, std::uint64_t seed = 1) {
  const SyntheticList list(base, key, seed);
  std::string csv = list.header();
  for (std::uint64_t row = 0; row < rows; ++row) list.append_row(row, csv);
  return csv;
}

TEST(List, HasEachCustomerOnceAndSomeWhomTheBaseDoesNotHave) {
  const SyntheticBase base(3, 20'011);
  std::unordered_map<std::string, int> times;
  for (std::uint64_t number = 0; number < base.size(); ++number) times[base.account_of(number)] = 0;
  int unknown = 0;
  for (const Row& row : rows_of(list_of(base, SyntheticListKey::account, base.size()))) {
    const auto found = times.find(row.at("account"));
    if (found == times.end()) ++unknown;
    else ++found->second;
  }
  EXPECT_NEAR(unknown, 200, 60);
  int missing = 0;
  for (const auto& [account, count] : times) {
    EXPECT_LE(count, 1);
    missing += count == 0 ? 1 : 0;
  }
  EXPECT_EQ(missing, unknown) << "each in his place but where the row is of nobody";
}

TEST(List, GoesRoundAgainWhenAllHaveHadTheirTurn) {
  const SyntheticBase base(3, 50);
  std::map<std::string, int> times;
  for (const Row& row : rows_of(list_of(base, SyntheticListKey::account, 500))) ++times[row.at("account")];
  int most = 0;
  for (const auto& [account, count] : times) most = std::max(most, count);
  EXPECT_EQ(most, 10);
}

TEST(List, IsInRandomOrder) {
  const SyntheticBase base(3, 10'000);
  const auto rows = rows_of(list_of(base, SyntheticListKey::account, 10'000));
  std::unordered_map<std::string, std::uint64_t> numbers;
  for (std::uint64_t number = 0; number < base.size(); ++number) numbers[base.account_of(number)] = number;
  double rising = 0;
  std::uint64_t before = 0;
  for (const Row& row : rows) {
    const auto found = numbers.find(row.at("account"));
    if (found == numbers.end()) continue;
    rising += found->second > before ? 1 : 0;
    before = found->second;
  }
  EXPECT_NEAR(rising, 5'000, 300);
  EXPECT_NE(list_of(base, SyntheticListKey::account, 10, 1), list_of(base, SyntheticListKey::account, 10, 2));
}

TEST(List, OfTelephoneNumbersThatAreReadAsTheyStand) {
  const SyntheticBase base(3, 5'000);
  std::set<std::string> known;
  for (std::uint64_t number = 0; number < base.size(); ++number) {
    if (const auto telephone = base.customer(number).telephone; telephone != 0) {
      known.insert('+' + std::to_string(telephone));
    }
  }
  const world::WorldTelephones telephones;
  int unknown = 0;
  for (const Row& row : rows_of(list_of(base, SyntheticListKey::telephone, 5'000))) {
    const std::string& telephone = row.at("telephone");
    unknown += known.contains(telephone) ? 0 : 1;
    ASSERT_EQ(telephones.e164(telephone, ""), telephone);
  }
  EXPECT_NEAR(unknown, 5'000 * (0.01 + 0.02), 40);
}

RC_GTEST_PROP(List, RowsFollowFromTheirNumber, (std::uint64_t seed, std::uint32_t row)) {
  const auto size = *rc::gen::inRange<std::uint64_t>(1, 10'000'000);
  const SyntheticBase base(seed, size);
  const SyntheticList list(base, SyntheticListKey::account, seed);
  std::string once;
  std::string again;
  list.append_row(row, once);
  list.append_row(row, again);
  RC_ASSERT(once == again);
  RC_ASSERT(once.size() >= 28U && once.size() <= 32U);
}

}  // namespace
}  // namespace assent::synth_test::list_test
