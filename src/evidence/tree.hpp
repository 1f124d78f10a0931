// The Merkle tree of RFC 6962 section 2.1: leaf hashes, roots, inclusion and consistency proofs. Pure arithmetic.
#pragma once

#include "base/result.hpp"
#include "evidence/hash.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace assent::evidence {

Hash leaf_hash(ByteView entry);
Hash node_hash(const Hash& left, const Hash& right);

// A growing tree: what is needed to append leaves and to compute the root, in O(log size) space.
class Frontier {
 public:
  Frontier() = default;
  // The state after `size` leaves; `peaks` are from peaks(). `damaged`: their number is not the number of one-bits of
  // `size`.
  static Result<Frontier> restore(std::uint64_t size, std::vector<Hash> peaks);

  void append(const Hash& leaf);
  std::uint64_t size() const { return size_; }
  const std::vector<Hash>& peaks() const { return peaks_; }  // of the perfect subtrees, the largest first
  Hash root() const;                                         // of no leaves: the hash of nothing

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> peaks_;
};

// Proofs over leaves held in memory. Preconditions: index < size <= leaves.size(); first <= size.
std::vector<Hash> inclusion_proof(std::span<const Hash> leaves, std::uint64_t index, std::uint64_t size);
std::vector<Hash> consistency_proof(std::span<const Hash> leaves, std::uint64_t first, std::uint64_t size);

// True only if the proof is valid; wrong arguments of any kind give false. Every tree continues the empty one, so
// `first` = 0 proves nothing: false.
bool verify_inclusion(std::uint64_t index, std::uint64_t size, const Hash& leaf, std::span<const Hash> proof,
                      const Hash& root);
bool verify_consistency(std::uint64_t first, std::uint64_t second, const Hash& first_root, const Hash& second_root,
                        std::span<const Hash> proof);

}  // namespace assent::evidence
