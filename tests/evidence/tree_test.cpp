// The tree against its definition: every size to 300, every index, every pair of sizes.
#include "evidence/tree.hpp"

#include "evidence/tree_reference.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <string>

namespace assent::tree_test {

using namespace evidence;
namespace {

constexpr std::size_t kSizes = 300;

class TreeAndDefinition : public testing::Test {
 protected:
  TreeAndDefinition() : reference_(entries()) {
    for (const Bytes& entry : entries()) leaves_.push_back(leaf_hash(entry));
  }

  static std::vector<Bytes> entries() {
    std::vector<Bytes> entries;
    for (std::size_t i = 0; i < kSizes; ++i) {
      const std::string text = "entry " + std::to_string(i);
      entries.emplace_back(text.begin(), text.end());
    }
    return entries;
  }

  std::vector<Hash> leaves_;
  reference::Tree reference_;
};

// A proof with one bit of one hash changed.
std::vector<Hash> spoiled(std::vector<Hash> proof, std::size_t which) {
  proof[which % proof.size()][which % 32] ^= static_cast<std::uint8_t>(1U << (which % 8));
  return proof;
}

TEST_F(TreeAndDefinition, RootsAgreeAtEverySize) {
  Frontier frontier;
  for (std::size_t size = 0; size <= kSizes; ++size) {
    ASSERT_EQ(frontier.size(), size);
    ASSERT_EQ(frontier.root(), reference_.mth(0, size)) << size;
    ASSERT_EQ(frontier.peaks().size(), static_cast<std::size_t>(std::popcount(size)));
    const auto restored = Frontier::restore(size, frontier.peaks());
    ASSERT_TRUE(restored.has_value());
    ASSERT_EQ(restored->root(), frontier.root());
    if (size < kSizes) frontier.append(leaves_[size]);
  }
}

TEST_F(TreeAndDefinition, AFrontierIsNotRestoredFromTheWrongNumberOfPeaks) {
  EXPECT_FALSE(Frontier::restore(3, {leaves_[0]}).has_value());
  EXPECT_FALSE(Frontier::restore(0, {leaves_[0]}).has_value());
  EXPECT_FALSE(Frontier::restore(4, {leaves_[0], leaves_[1]}).has_value());
}

TEST_F(TreeAndDefinition, InclusionProofsAgreeAndHoldForTheirEntryAlone) {
  for (std::size_t size = 1; size <= kSizes; ++size) {
    const Hash root = reference_.mth(0, size);
    for (std::size_t index = 0; index < size; ++index) {
      const auto proof = inclusion_proof(leaves_, index, size);
      ASSERT_EQ(proof, reference_.path(index, 0, size)) << index << " of " << size;
      ASSERT_TRUE(verify_inclusion(index, size, leaves_[index], proof, root)) << index << " of " << size;
      const std::size_t other = (index + 1) % size;
      if (other == index) continue;
      ASSERT_FALSE(verify_inclusion(index, size, leaves_[other], proof, root));
      ASSERT_FALSE(verify_inclusion(other, size, leaves_[index], proof, root));
      ASSERT_FALSE(verify_inclusion(index, size, leaves_[index], spoiled(proof, index), root));
    }
  }
}

TEST_F(TreeAndDefinition, ConsistencyProofsAgreeAndHoldForTheirRootsAlone) {
  for (std::size_t second = 1; second <= kSizes; ++second) {
    const Hash second_root = reference_.mth(0, second);
    for (std::size_t first = 1; first < second; ++first) {
      const Hash first_root = reference_.mth(0, first);
      const auto proof = consistency_proof(leaves_, first, second);
      ASSERT_EQ(proof, reference_.proof(first, second)) << first << " in " << second;
      ASSERT_TRUE(verify_consistency(first, second, first_root, second_root, proof)) << first << " in " << second;
      ASSERT_FALSE(verify_consistency(first, second, second_root, second_root, proof));
      ASSERT_FALSE(verify_consistency(first, second, first_root, first_root, proof));
      ASSERT_FALSE(verify_consistency(first, second, first_root, second_root, spoiled(proof, first)));
    }
    ASSERT_TRUE(consistency_proof(leaves_, second, second).empty());
    ASSERT_TRUE(consistency_proof(leaves_, 0, second).empty());
    ASSERT_TRUE(verify_consistency(second, second, second_root, second_root, {}));
  }
}

}  // namespace
}  // namespace assent::tree_test
