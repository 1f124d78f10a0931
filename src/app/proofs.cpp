#include "app/proofs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <utility>

namespace assent::app {
namespace {

// The bytes of the entries [from, until), in their order.
Result<void> scan_entries(const ledger::Ledger& ledger, std::uint32_t log, std::uint64_t from, std::uint64_t until,
                          const std::function<void(evidence::ByteView)>& visit) {
  std::uint64_t next = from;
  TRY(ledger.scan({log, from}, [&](Position, evidence::ByteView bytes) {
    visit(bytes);
    return ++next < until;
  }));
  if (next >= until) return {};
  return fail(ErrorCode::damaged, fmt::format("log {} ends before its size", log),
              "`assent ledger verify` names what is damaged");
}

// The largest power of two below.
std::uint64_t split_of(std::uint64_t size) { return std::bit_floor(size - 1); }

}  // namespace

// The leaves of the blocks that one call has read.
class Proofs::Reading {
 public:
  Reading(Proofs& proofs, std::uint32_t log) : proofs_(proofs), log_(log) {}

  // The root of the entries [from, until): of a subtree, as RFC 6962 splits a log.
  Result<evidence::Hash> root(std::uint64_t from, std::uint64_t until) {
    const std::uint64_t size = until - from;
    if (size == kBlock && from % kBlock == 0) return proofs_.block(log_, from / kBlock);
    if (size > kBlock) {
      const std::uint64_t middle = from + split_of(size);
      const auto left = TRY(root(from, middle));
      const auto right = TRY(root(middle, until));
      return evidence::node_hash(left, right);
    }
    const auto* const leaves = TRY(leaves_to(from / kBlock, until));
    evidence::Frontier frontier;
    for (std::uint64_t i = from; i < until; ++i) frontier.append((*leaves)[i % kBlock]);
    return frontier.root();
  }

  // RFC 6962, 2.1.1: the path of an entry in [from, until).
  Result<void> path(std::uint64_t index, std::uint64_t from, std::uint64_t until, std::vector<evidence::Hash>& into) {
    if (until - from <= 1) return {};
    const std::uint64_t middle = from + split_of(until - from);
    const bool left = index < middle;
    TRY(left ? path(index, from, middle, into) : path(index, middle, until, into));
    return add(left ? root(middle, until) : root(from, middle), into);
  }

  // 2.1.2: SUBPROOF of the first `first` of [from, until). `whole`: they are a tree that the verifier has.
  Result<void> subproof(std::uint64_t first, std::uint64_t from, std::uint64_t until, bool whole,
                        std::vector<evidence::Hash>& into) {
    if (first == until) {
      return whole ? Result<void>() : add(root(from, until), into);
    }
    const std::uint64_t middle = from + split_of(until - from);
    if (first <= middle) {
      TRY(subproof(first, from, middle, whole, into));
      return add(root(middle, until), into);
    }
    TRY(subproof(first, middle, until, false, into));
    return add(root(from, middle), into);
  }

 private:
  static Result<void> add(const Result<evidence::Hash>& hash, std::vector<evidence::Hash>& into) {
    if (!hash) return tl::unexpected(hash.error());
    into.push_back(*hash);
    return {};
  }

  // At least those up to `until`.
  Result<const std::vector<evidence::Hash>*> leaves_to(std::uint64_t block, std::uint64_t until) {
    std::vector<evidence::Hash>& leaves = leaves_[block];
    const std::uint64_t from = block * kBlock;
    if (from + leaves.size() < until) {
      leaves.clear();
      TRY(scan_entries(proofs_.ledger_, log_, from, until,
                       [&](evidence::ByteView bytes) { leaves.push_back(evidence::leaf_hash(bytes)); }));
    }
    return &leaves;
  }

  Proofs& proofs_;
  std::uint32_t log_;
  std::map<std::uint64_t, std::vector<evidence::Hash>> leaves_;
};

Result<ledger::LogHead> Proofs::head_at(std::uint32_t log, std::uint64_t size) const {
  if (size == 0) {
    const auto heads = TRY(ledger_.heads());
    const auto at = std::ranges::find_if(heads, [&](const ledger::LogHead& each) { return each.log == log; });
    if (at != heads.end()) return *at;
    return fail(ErrorCode::not_found, fmt::format("there is no log {}", log), "see the ledger's heads");
  }
  const auto root = TRY(ledger_.root_at(log, size));
  if (root) return ledger::LogHead{log, size, *root};
  return fail(ErrorCode::not_found, fmt::format("log {} had no state of {} entries", log, size),
              "name the size of a head that was given out");
}

Result<evidence::Hash> Proofs::block(std::uint32_t log, std::uint64_t number) {
  for (;;) {
    std::uint64_t next = 0;
    {
      const std::lock_guard lock(mutex_);
      const std::vector<evidence::Hash>& blocks = blocks_[log];
      if (number < blocks.size()) return blocks[number];
      next = blocks.size();
    }
    evidence::Frontier frontier;
    TRY(scan_entries(ledger_, log, next * kBlock, (next + 1) * kBlock,
                     [&](evidence::ByteView bytes) { frontier.append(evidence::leaf_hash(bytes)); }));
    const std::lock_guard lock(mutex_);
    std::vector<evidence::Hash>& blocks = blocks_[log];
    if (blocks.size() == next) blocks.push_back(frontier.root());  // unless another thread did it
  }
}

Result<InclusionProof> Proofs::inclusion(Position entry, std::uint64_t size) {
  InclusionProof proof;
  proof.entry = entry;
  proof.head = TRY(head_at(entry.log, size));
  if (entry.index >= proof.head.size) {
    return fail(ErrorCode::not_found, fmt::format("there is no entry {} in that state", entry_name(entry)),
                "name an index below the size");
  }
  TRY(scan_entries(ledger_, entry.log, entry.index, entry.index + 1,
                   [&](evidence::ByteView bytes) { proof.bytes.assign(bytes.begin(), bytes.end()); }));
  TRY(Reading(*this, entry.log).path(entry.index, 0, proof.head.size, proof.path));
  return proof;
}

Result<std::vector<InclusionProof>> Proofs::inclusions(const std::vector<Position>& entries) {
  std::vector<InclusionProof> proofs;
  std::map<std::uint32_t, std::pair<ledger::LogHead, Reading>> logs;
  for (const Position& each : entries) {
    auto at = logs.find(each.log);
    if (at == logs.end()) {
      const auto head = TRY(head_at(each.log, 0));
      at = logs.emplace(each.log, std::pair(head, Reading(*this, each.log))).first;
    }
    auto& [head, reading] = at->second;
    InclusionProof& proof = proofs.emplace_back(InclusionProof{each, {}, head, {}});
    TRY(scan_entries(ledger_, each.log, each.index, each.index + 1,
                     [&](evidence::ByteView bytes) { proof.bytes.assign(bytes.begin(), bytes.end()); }));
    TRY(reading.path(each.index, 0, head.size, proof.path));
  }
  return proofs;
}

Result<ConsistencyProof> Proofs::consistency(std::uint32_t log, std::uint64_t first, std::uint64_t second) {
  if (first == 0) {
    return fail(ErrorCode::invalid, "every log begins with the empty one", "name a first size of 1 or more");
  }
  ConsistencyProof proof;
  proof.first = TRY(head_at(log, first));
  proof.second = TRY(head_at(log, second));
  if (proof.first.size > proof.second.size) {
    return fail(ErrorCode::invalid, "the first size is more than the second", "name them in order");
  }
  TRY(Reading(*this, log).subproof(first, 0, proof.second.size, true, proof.path));
  return proof;
}

}  // namespace assent::app
