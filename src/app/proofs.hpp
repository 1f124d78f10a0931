// Proofs: that an entry is in a log, and that a log only grew (RFC 6962, 2.1.1 and 2.1.2), from the ledger's entries.
// Thread-safe.
//
// Of each 4096 entries that are complete, the root is kept: for a log of a billion entries, 8 MB. So a proof reads a
// few thousand entries, and not the log.
#pragma once

#include "base/result.hpp"
#include "evidence/tree.hpp"
#include "ledger/ledger.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <vector>

namespace assent::app {

// What shows that an entry is in the log of that size and root, besides the entry's bytes.
struct InclusionProof {
  Position entry;
  evidence::Bytes bytes;  // as they are hashed
  ledger::LogHead head;
  std::vector<evidence::Hash> path;
};

// The same, that the log of the second size and root begins with that of the first.
struct ConsistencyProof {
  ledger::LogHead first;
  ledger::LogHead second;
  std::vector<evidence::Hash> path;
};

class Proofs {
 public:
  // The ledger outlives it.
  explicit Proofs(const ledger::Ledger& ledger) : ledger_(ledger) {}

  // `size` 0: the log as it is now.
  //
  //   not_found             there is no such entry, or no commit ended at that size
  //   unavailable, damaged  as the ledger
  Result<InclusionProof> inclusion(Position entry, std::uint64_t size);

  // Of many entries, in their order, against the logs as they are now.
  Result<std::vector<InclusionProof>> inclusions(const std::vector<Position>& entries);

  // Fails as inclusion(). invalid: `first` is 0, or more than `second`. `second` 0: the log as it is now.
  Result<ConsistencyProof> consistency(std::uint32_t log, std::uint64_t first, std::uint64_t second);

 private:
  static constexpr std::uint64_t kBlock = 4096;
  class Reading;

  Result<ledger::LogHead> head_at(std::uint32_t log, std::uint64_t size) const;
  // The root of that complete block.
  Result<evidence::Hash> block(std::uint32_t log, std::uint64_t number);

  const ledger::Ledger& ledger_;
  std::mutex mutex_;                                             // guards blocks_
  std::map<std::uint32_t, std::vector<evidence::Hash>> blocks_;  // by log
};

}  // namespace assent::app
