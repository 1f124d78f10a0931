// The tree and its proofs as RFC 6962 section 2.1 writes them down, definition by definition. Slow on purpose.
#pragma once

#include "evidence/hash.hpp"

#include <map>
#include <span>
#include <utility>
#include <vector>

namespace assent::reference {

using Entries = std::span<const evidence::Bytes>;  // D[n]

inline evidence::Hash hash_of(evidence::Bytes bytes) { return evidence::sha256(bytes); }

inline evidence::Bytes operator+(evidence::Bytes left, evidence::ByteView right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

// "the largest power of two smaller than n (i.e., k < n <= 2k)"
inline std::size_t k_of(std::size_t n) {
  std::size_t k = 1;
  while (!(k < n && n <= 2 * k)) k *= 2;
  return k;
}

// Keeps the hashes that it has computed: otherwise all proofs of 300 sizes take minutes.
class Tree {
 public:
  explicit Tree(std::vector<evidence::Bytes> entries) : entries_(std::move(entries)) {}

  // MTH(D[from:to]), section 2.1.
  evidence::Hash mth(std::size_t from, std::size_t to) {
    const std::size_t n = to - from;
    if (n == 0) return hash_of({});
    const auto known = known_.find({from, to});
    if (known != known_.end()) return known->second;
    const std::size_t k = n == 1 ? 0 : k_of(n);
    const evidence::Hash hash = n == 1 ? hash_of(evidence::Bytes{0x00} + entries_[from])
                                       : hash_of(evidence::Bytes{0x01} + mth(from, from + k) + mth(from + k, to));
    return known_[{from, to}] = hash;
  }

  // PATH(m, D[from:to]), section 2.1.1.
  std::vector<evidence::Hash> path(std::size_t m, std::size_t from, std::size_t to) {
    const std::size_t n = to - from;
    if (n == 1) return {};
    const std::size_t k = k_of(n);
    return m < k ? followed_by(path(m, from, from + k), mth(from + k, to))
                 : followed_by(path(m - k, from + k, to), mth(from, from + k));
  }

  // PROOF(m, D[n]) = SUBPROOF(m, D[n], true), section 2.1.2; for 0 < m < n.
  std::vector<evidence::Hash> proof(std::size_t m, std::size_t n) { return subproof(m, 0, n, true); }

 private:
  std::vector<evidence::Hash> subproof(std::size_t m, std::size_t from, std::size_t to, bool b) {
    const std::size_t n = to - from;
    if (m == n) return b ? std::vector<evidence::Hash>{} : std::vector<evidence::Hash>{mth(from, to)};
    const std::size_t k = k_of(n);
    return m <= k ? followed_by(subproof(m, from, from + k, b), mth(from + k, to))
                  : followed_by(subproof(m - k, from + k, to, false), mth(from, from + k));
  }

  static std::vector<evidence::Hash> followed_by(std::vector<evidence::Hash> hashes, const evidence::Hash& one) {
    hashes.push_back(one);
    return hashes;
  }

  std::vector<evidence::Bytes> entries_;
  std::map<std::pair<std::size_t, std::size_t>, evidence::Hash> known_;
};

}  // namespace assent::reference
