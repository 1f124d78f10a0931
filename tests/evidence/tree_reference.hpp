// The tree and its proofs as RFC 6962 section 2.1 writes them down, definition by definition. Slow on purpose.
#pragma once

#include "evidence/hash.hpp"

#include <map>
#include <span>
#include <utility>
#include <vector>

namespace assent::reference {

using Entries = std::span<const Bytes>;  // D[n]

inline Hash hash_of(Bytes bytes) { return sha256(bytes); }

inline Bytes operator+(Bytes left, ByteView right) {
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
  explicit Tree(std::vector<Bytes> entries) : entries_(std::move(entries)) {}

  // MTH(D[from:to]), section 2.1.
  Hash mth(std::size_t from, std::size_t to) {
    const std::size_t n = to - from;
    if (n == 0) return hash_of({});
    const auto known = known_.find({from, to});
    if (known != known_.end()) return known->second;
    const std::size_t k = n == 1 ? 0 : k_of(n);
    const Hash hash =
        n == 1 ? hash_of(Bytes{0x00} + entries_[from]) : hash_of(Bytes{0x01} + mth(from, from + k) + mth(from + k, to));
    return known_[{from, to}] = hash;
  }

  // PATH(m, D[from:to]), section 2.1.1.
  std::vector<Hash> path(std::size_t m, std::size_t from, std::size_t to) {
    const std::size_t n = to - from;
    if (n == 1) return {};
    const std::size_t k = k_of(n);
    return m < k ? followed_by(path(m, from, from + k), mth(from + k, to))
                 : followed_by(path(m - k, from + k, to), mth(from, from + k));
  }

  // PROOF(m, D[n]) = SUBPROOF(m, D[n], true), section 2.1.2; for 0 < m < n.
  std::vector<Hash> proof(std::size_t m, std::size_t n) { return subproof(m, 0, n, true); }

 private:
  std::vector<Hash> subproof(std::size_t m, std::size_t from, std::size_t to, bool b) {
    const std::size_t n = to - from;
    if (m == n) return b ? std::vector<Hash>{} : std::vector<Hash>{mth(from, to)};
    const std::size_t k = k_of(n);
    return m <= k ? followed_by(subproof(m, from, from + k, b), mth(from + k, to))
                  : followed_by(subproof(m - k, from + k, to, false), mth(from, from + k));
  }

  static std::vector<Hash> followed_by(std::vector<Hash> hashes, const Hash& one) {
    hashes.push_back(one);
    return hashes;
  }

  std::vector<Bytes> entries_;
  std::map<std::pair<std::size_t, std::size_t>, Hash> known_;
};

}  // namespace assent::reference
