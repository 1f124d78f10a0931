// What several parts of the SQLite store read and write in the same way.
#pragma once

#include "evidence/entry.hpp"
#include "evidence/tree.hpp"
#include "ledger/ledger.hpp"
#include "store/connection.hpp"

#include <optional>

namespace assent::store {

tl::unexpected<Error> damaged_entry(Position position, std::string_view what);

// Decodes an entry after its bytes were found to hash to its leaf; `damaged` otherwise.
Result<evidence::Entry> checked_entry(Position position, evidence::ByteView leaf, evidence::ByteView bytes);

evidence::Bytes joined(std::span<const evidence::Hash> hashes);
// Nothing where the bytes are not a whole number of hashes.
std::optional<std::vector<evidence::Hash>> split(evidence::ByteView bytes);
std::optional<evidence::Hash> hash_of(evidence::ByteView bytes);

inline constexpr std::uint32_t kLog = 0;  // the one log of a file

inline Position position_of(std::int64_t index) { return {kLog, static_cast<std::uint64_t>(index)}; }

// A row of `head`.
struct HeadRow {
  evidence::Frontier frontier;
  Instant recorded;
  std::int64_t seal = 0;   // how often the pages were sealed
  std::uint64_t sums = 0;  // PageSums::root() of the last one
};
inline constexpr const char* kSelectHead = "SELECT size, recorded, peaks, seal, sums FROM head WHERE log=0";
Result<HeadRow> read_head(Statement& select);

}  // namespace assent::store
