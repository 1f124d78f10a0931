#include "evidence/tree.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace assent::evidence {
namespace {

constexpr std::uint8_t kLeafPrefix = 0x00;
constexpr std::uint8_t kNodePrefix = 0x01;

}  // namespace

Hash leaf_hash(ByteView entry) { return sha256_prefixed(kLeafPrefix, entry); }

Hash node_hash(const Hash& left, const Hash& right) {
  std::array<std::uint8_t, 64> both;
  std::copy(left.begin(), left.end(), both.begin());
  std::copy(right.begin(), right.end(), both.begin() + 32);
  return sha256_prefixed(kNodePrefix, both);
}

Result<Frontier> Frontier::restore(std::uint64_t size, std::vector<Hash> peaks) {
  if (peaks.size() != static_cast<std::size_t>(std::popcount(size))) {
    return fail(ErrorCode::damaged, "the tree's stored state does not fit its size",
                "restore the ledger from a copy that `assent ledger verify` finds intact");
  }
  Frontier frontier;
  frontier.size_ = size;
  frontier.peaks_ = std::move(peaks);
  return frontier;
}

// As in adding one to a binary number: each trailing one-bit of the size is a perfect subtree. The new leaf, joined
// with the smaller subtrees, makes each of them one twice as large.
void Frontier::append(const Hash& leaf) {
  Hash subtree = leaf;
  for (std::uint64_t bits = size_; (bits & 1) != 0; bits >>= 1) {
    subtree = node_hash(peaks_.back(), subtree);
    peaks_.pop_back();
  }
  peaks_.push_back(subtree);
  ++size_;
}

Hash Frontier::root() const {
  if (peaks_.empty()) return sha256({});
  Hash root = peaks_.back();
  for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak) root = node_hash(*peak, root);
  return root;
}

}  // namespace assent::evidence
