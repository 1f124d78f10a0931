// Proofs: RFC 6962 sections 2.1.1 and 2.1.2; their verification: RFC 9162 sections 2.1.3.2 and 2.1.4.2, which has the
// same trees and says how.
#include "evidence/tree.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace assent::evidence {
namespace {

Hash root_of(std::span<const Hash> leaves) {
  Frontier frontier;
  for (const Hash& leaf : leaves) frontier.append(leaf);
  return frontier.root();
}

// The largest power of two smaller than the size. Precondition: size > 1.
std::size_t split(std::size_t size) { return std::bit_floor(size - 1); }

// Climbs from the node `node` of a level, whose last node is `last`, towards the root.
struct Climb {
  std::uint64_t node;
  std::uint64_t last;

  bool done() const { return last == 0; }
  // The sibling in the proof is left of the node: the node is a right child, or the last one of an odd level.
  bool sibling_left() const { return (node & 1) != 0 || node == last; }
  void up() {
    node >>= 1;
    last >>= 1;
  }
  // A last node without a sibling moves up, unhashed, until it is a right child.
  void lift() {
    while ((node & 1) == 0 && node != 0) up();
  }
};

}  // namespace

std::vector<Hash> inclusion_proof(std::span<const Hash> leaves, std::uint64_t index, std::uint64_t size) {
  assert(index < size && size <= leaves.size());
  std::span<const Hash> rest = leaves.first(static_cast<std::size_t>(size));
  std::vector<Hash> proof;
  while (rest.size() > 1) {
    const std::size_t k = split(rest.size());
    const bool left = index < k;
    proof.push_back(root_of(left ? rest.subspan(k) : rest.first(k)));
    rest = left ? rest.first(k) : rest.subspan(k);
    if (!left) index -= k;
  }
  std::reverse(proof.begin(), proof.end());
  return proof;
}

std::vector<Hash> consistency_proof(std::span<const Hash> leaves, std::uint64_t first, std::uint64_t size) {
  assert(first <= size && size <= leaves.size());
  std::vector<Hash> proof;
  if (first == 0 || first == size) return proof;
  std::span<const Hash> rest = leaves.first(static_cast<std::size_t>(size));
  bool whole = true;  // the rest is the first tree itself, whose root the verifier has
  while (first != rest.size()) {
    const std::size_t k = split(rest.size());
    const bool left = first <= k;
    proof.push_back(root_of(left ? rest.subspan(k) : rest.first(k)));
    rest = left ? rest.first(k) : rest.subspan(k);
    if (!left) {
      first -= k;
      whole = false;
    }
  }
  if (!whole) proof.push_back(root_of(rest));
  std::reverse(proof.begin(), proof.end());
  return proof;
}

bool verify_inclusion(std::uint64_t index, std::uint64_t size, const Hash& leaf, std::span<const Hash> proof,
                      const Hash& root) {
  if (index >= size) return false;
  Climb climb{index, size - 1};
  Hash hash = leaf;
  for (const Hash& sibling : proof) {
    if (climb.done()) return false;
    if (climb.sibling_left()) {
      hash = node_hash(sibling, hash);
      climb.lift();
    } else {
      hash = node_hash(hash, sibling);
    }
    climb.up();
  }
  return climb.done() && hash == root;
}

bool verify_consistency(std::uint64_t first, std::uint64_t second, const Hash& first_root, const Hash& second_root,
                        std::span<const Hash> proof) {
  if (first == 0 || first > second) return false;
  if (first == second) return proof.empty() && first_root == second_root;

  // If the first tree is perfect, its root is the path's beginning, and is left out of the proof.
  const bool perfect = std::has_single_bit(first);
  if (!perfect && proof.empty()) return false;
  const Hash& start = perfect ? first_root : proof.front();
  if (!perfect) proof = proof.subspan(1);

  Climb climb{first - 1, second - 1};
  while ((climb.node & 1) != 0) climb.up();
  Hash old_hash = start;
  Hash new_hash = start;
  for (const Hash& sibling : proof) {
    if (climb.done()) return false;
    if (climb.sibling_left()) {
      old_hash = node_hash(sibling, old_hash);
      new_hash = node_hash(sibling, new_hash);
      climb.lift();
    } else {
      new_hash = node_hash(new_hash, sibling);
    }
    climb.up();
  }
  return climb.done() && old_hash == first_root && new_hash == second_root;
}

}  // namespace assent::evidence
