// KeyMap in lockstep with std::unordered_map, also where many keys have one hash.

#include "index/key_map.hpp"

#include "twin/random_draw.hpp"

#include <gtest/gtest.h>

#include <unordered_map>

namespace assent::key_map_test {

using namespace index;
namespace {

class Lockstep {
 public:
  explicit Lockstep(std::uint64_t keys) { map_.reset(keys); }

  void insert(std::uint64_t hash, std::uint32_t row) {
    if (!expected_.emplace(row, hash).second) return;
    if (map_.full_for(map_.size() + 1)) {
      map_.reset(2 * expected_.size());
      for (const auto& [each, its_hash] : expected_) ASSERT_TRUE(map_.insert(its_hash, each));
    } else {
      ASSERT_TRUE(map_.insert(hash, row));
    }
  }
  void erase(std::uint32_t row, std::uint64_t other_hash) {
    const auto found = expected_.find(row);
    map_.erase(found == expected_.end() ? other_hash : found->second, row);
    if (found != expected_.end()) expected_.erase(found);
  }
  void compare(std::uint32_t rows) const {
    ASSERT_EQ(map_.size(), expected_.size());
    for (std::uint32_t row = 0; row < rows; ++row) {
      const auto found = expected_.find(row);
      const std::uint64_t hash = found == expected_.end() ? 0 : found->second;
      const std::uint32_t there = map_.find(hash, [&](std::uint32_t candidate) { return candidate == row; });
      ASSERT_EQ(there, found == expected_.end() ? KeyMap::kNone : row);
    }
  }

 private:
  HeapMemory memory_;
  KeyMap map_{memory_};
  std::unordered_map<std::uint32_t, std::uint64_t> expected_;
};

// As an adversary would choose them, or a bad hash.
using HashOf = std::uint64_t (*)(twin::Draw&);
struct Hashes {
  const char* name;
  HashOf hash;
};

class KeyMapIs : public ::testing::TestWithParam<Hashes> {};

TEST_P(KeyMapIs, AMapLikeAnyOther) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    twin::Draw draw(seed);
    constexpr std::uint32_t kRows = 400;
    Lockstep both(draw.below(200));
    for (int round = 0; round < 12; ++round) {
      for (int i = 0; i < 120; ++i) {
        const auto row = static_cast<std::uint32_t>(draw.below(kRows));
        if (draw.percent(65)) both.insert(GetParam().hash(draw), row);
        else both.erase(row, GetParam().hash(draw));
      }
      ASSERT_NO_FATAL_FAILURE(both.compare(kRows));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    With, KeyMapIs,
    ::testing::Values(Hashes{"SpreadHashes", [](twin::Draw& draw) { return draw.below(~std::uint64_t{0}); }},
                      Hashes{"OneHash", [](twin::Draw&) { return std::uint64_t{0}; }},
                      Hashes{"OneBucket", [](twin::Draw& draw) { return draw.below(256); }},
                      Hashes{"TheLastBucket", [](twin::Draw& draw) { return ~std::uint64_t{0} - draw.below(256); }},
                      Hashes{"OneMark", [](twin::Draw& draw) { return draw.below(1 << 20) << 44 | 7; }}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(AnEmptyKeyMap, HasNothing) {
  const HeapMemory memory;
  const KeyMap map(memory);
  EXPECT_EQ(map.find(7, [](std::uint32_t) { return true; }), KeyMap::kNone);
  EXPECT_TRUE(map.full_for(1));
}

TEST(AFullKeyMap, SaysSoAndIsStillSearchedToTheEnd) {
  const HeapMemory memory;
  KeyMap map(memory);
  map.reset(1);
  ASSERT_EQ(map.buckets().size(), 1U);
  for (std::uint32_t row = 0; row < KeyMap::kPlaces; ++row) EXPECT_TRUE(map.insert(row + 1, row));
  EXPECT_FALSE(map.insert(1, 100));
  EXPECT_EQ(map.size(), KeyMap::kPlaces);
  EXPECT_EQ(map.find(99, [](std::uint32_t) { return true; }), KeyMap::kNone);
  map.erase(99, 5);
  map.erase(1, 0);
  EXPECT_EQ(map.size(), KeyMap::kPlaces - 1);
}

}  // namespace
}  // namespace assent::key_map_test
