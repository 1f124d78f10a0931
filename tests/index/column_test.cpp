// Column in lockstep with std::vector, also over bytes that another object owns.

#include "index/column.hpp"

#include "twin/random_draw.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace assent::column_test {

using namespace index;
namespace {

void expect_equal(const Column<std::uint32_t>& column, const std::vector<std::uint32_t>& expected) {
  ASSERT_EQ(column.size(), expected.size());
  ASSERT_TRUE(std::equal(expected.begin(), expected.end(), column.data()));
}

void same_steps(Column<std::uint32_t>& column, std::vector<std::uint32_t> expected, twin::Draw& draw) {
  for (int i = 0; i < 3000; ++i) {
    const std::uint64_t step = draw.below(100);
    if (step < 80) {
      const auto value = static_cast<std::uint32_t>(draw.below(1'000'000));
      column.push_back(value);
      expected.push_back(value);
    } else if (step < 85) {
      const auto size = static_cast<std::size_t>(draw.below(3000));
      column.resize(size);
      expected.resize(size);
    } else if (step < 90) {
      column.reserve(static_cast<std::size_t>(draw.below(5000)));
    } else if (!expected.empty()) {
      const auto at = static_cast<std::size_t>(draw.below(expected.size()));
      column[at] = expected[at] = static_cast<std::uint32_t>(i);
    }
    if (i % 50 == 0) {
      ASSERT_NO_FATAL_FAILURE(expect_equal(column, expected));
    }
  }
  expect_equal(column, expected);
}

TEST(Column, IsAVectorLikeAnyOther) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    twin::Draw draw(seed);
    const HeapMemory memory;
    Column<std::uint32_t> column(memory);
    ASSERT_NO_FATAL_FAILURE(same_steps(column, {}, draw));
  }
}

TEST(AColumnOverAFile, IsAVectorLikeAnyOtherWhateverStandsInItsRoom) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    twin::Draw draw(seed);
    const HeapMemory memory;
    const std::size_t room = 100 + static_cast<std::size_t>(draw.below(2000));
    auto owner = memory.allocate(room * sizeof(std::uint32_t));
    auto* const numbers = reinterpret_cast<std::uint32_t*>(owner.get());
    std::fill_n(numbers, room, 0xFFFF'FFFF);
    Column<std::uint32_t> column(memory, owner, {numbers, room}, 60);
    ASSERT_NO_FATAL_FAILURE(same_steps(column, std::vector<std::uint32_t>(60, 0xFFFF'FFFF), draw));
  }
}

TEST(AColumnOverAFile, KeepsTheFileUntilItHasGrownOutOfIt) {
  const HeapMemory memory;
  auto owner = memory.allocate(4 * sizeof(std::uint32_t));
  auto* const numbers = reinterpret_cast<std::uint32_t*>(owner.get());
  Column<std::uint32_t> column(memory, owner, {numbers, 4}, 3);
  column.push_back(7);
  EXPECT_EQ(numbers[3], 7U) << "there was room";
  EXPECT_EQ(owner.use_count(), 2);
  column.push_back(8);
  column[0] = 9;
  EXPECT_EQ(owner.use_count(), 1);
  EXPECT_EQ(numbers[0], 0U) << "it stands elsewhere now";
  EXPECT_EQ(column[3], 7U);
}

}  // namespace
}  // namespace assent::column_test
