// EveryChangedBitIsFound: in a log of 1,000 entries, every single bit of every entry's bytes is flipped, one at a time.
// Its leaf hash must change, and so must the log's root, computed along the entry's path.
#include "evidence/entry.hpp"
#include "evidence/samples.hpp"
#include "evidence/tree.hpp"

#include <gtest/gtest.h>

namespace assent::tamper_test {

using namespace evidence;
namespace {

constexpr std::size_t kEntries = 1'000;

// Mostly customers, their notices and their choices, each with an account, instants and its own key.
Entry entry_at(std::size_t i) {
  Entry entry = sample::entry(sample::kinds()[i % sample::kinds().size()]);
  if (!entry.account.empty()) entry.account = "A-" + std::to_string(1'000 + i / 3);
  entry.effective += std::chrono::seconds{i};
  entry.recorded += std::chrono::seconds{i};
  entry.key = "import-" + std::to_string(i);
  return sample::sealed(entry);
}

TEST(Tamper, EveryChangedBitIsFound) {
  std::vector<Bytes> entries;
  std::vector<Hash> leaves;
  Frontier frontier;
  for (std::size_t i = 0; i < kEntries; ++i) {
    entries.push_back(encode(entry_at(i)));
    leaves.push_back(leaf_hash(entries.back()));
    frontier.append(leaves.back());
  }
  const Hash root = frontier.root();

  std::size_t flipped = 0;
  std::size_t found = 0;
  for (std::size_t i = 0; i < kEntries; ++i) {
    const auto path = inclusion_proof(leaves, i, kEntries);
    ASSERT_TRUE(verify_inclusion(i, kEntries, leaves[i], path, root));
    Bytes& bytes = entries[i];
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
      const auto mask = static_cast<std::uint8_t>(1U << (bit % 8));
      bytes[bit / 8] ^= mask;
      const Hash leaf = leaf_hash(bytes);
      // The whole path for one flip in 64, and in every entry: a path costs ten times as much as a leaf.
      const bool rooted = bit % 64 == i % 64 && verify_inclusion(i, kEntries, leaf, path, root);
      if (leaf != leaves[i] && !rooted) ++found;
      bytes[bit / 8] ^= mask;
      ++flipped;
    }
  }
  EXPECT_EQ(found, flipped);
  EXPECT_GT(flipped, kEntries * 60 * 8);
  RecordProperty("bits", static_cast<int>(flipped));
}

}  // namespace
}  // namespace assent::tamper_test
