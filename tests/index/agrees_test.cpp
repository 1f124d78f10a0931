// IndexAgreesWithLedger: for any ledger, the index says what a decision from the ledger says, down to the reason, or
// leaves it to the ledger.

#include "index/agreement.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace assent::index_test::agrees_test {
namespace {

// Reasons that an index never gives itself: entries that cannot be read, and a number that several accounts have.
constexpr std::array kLeftByDesign{Reason::status_unknown, Reason::ambiguous_telephone};
bool contains(const auto& reasons, Reason reason) {
  return std::find(reasons.begin(), reasons.end(), reason) != reasons.end();
}

class IndexAgreesWithLedger : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(IndexAgreesWithLedger, DownToTheReason) {
  Agreement agreement(GetParam());
  for (int round = 0; round < 4; ++round) {
    const auto differences = agreement.ask(2500);
    ASSERT_TRUE(differences.empty()) << differences.front();
    for (int i = 0; i < 5; ++i) agreement.grow();
  }
  // It would also agree if it left everything to the ledger.
  EXPECT_LT(agreement.seen().share_left(), kLeftMost);
  EXPECT_GT(agreement.seen().compiled_earlier, 20U);
  EXPECT_GT(agreement.seen().extended, 20U);
}

// Step by step, so that most of what is asked is asked of tables that took new shares.
TEST_P(IndexAgreesWithLedger, AlsoByTablesThatGrowWithIt) {
  Agreement agreement(GetParam(), 60);
  for (int round = 0; round < 40; ++round) {
    const auto differences = agreement.ask(1220);
    ASSERT_TRUE(differences.empty()) << differences.front();
    agreement.grow();
  }
  EXPECT_GT(agreement.seen().extended, 100U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, IndexAgreesWithLedger, ::testing::Range<std::uint64_t>(1, 9));

TEST(IndexAgreesWithLedger, OnEveryReason) {
  std::set<Reason> seen;
  for (std::uint64_t seed = 100; seed < 145; ++seed) {
    Agreement agreement(seed);
    EXPECT_TRUE(agreement.ask(1500).empty());
    seen.insert(agreement.seen().reasons.begin(), agreement.seen().reasons.end());
  }
  for (const Reason each : all_reasons()) {
    if (contains(kLeftByDesign, each)) EXPECT_FALSE(seen.contains(each)) << to_string(each);
    else EXPECT_TRUE(seen.contains(each)) << to_string(each);
  }
}

}  // namespace
}  // namespace assent::index_test::agrees_test
