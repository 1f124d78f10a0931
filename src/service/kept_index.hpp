// A kept index: what is on disk of an index between two runs, held against everything before it is asked.
//
// Reading all of a large file to see that it is whole takes seconds; so once that was done a note is kept beside it,
// which holds for that very file alone: its identity and its frame's checksum. The note guards as the checksums do,
// against accident: whoever can write the one can write the other.
#pragma once

#include "base/result.hpp"
#include "base/time_zone.hpp"
#include "index/snapshot.hpp"
#include "ledger/ledger.hpp"
#include "service/live_index.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace assent {

// The note that the snapshot in the file of that identity was found whole.
std::string checked_note(const std::string& identity, const Snapshot& snapshot);

// Validates all pieces, `threads` of them at a time; which of several damages is told is not determined. `progress` is
// called from this thread, now and then; it may be empty.
using BytesProgress = std::function<void(std::uint64_t done, std::uint64_t all)>;
Result<void> validate_all(const Snapshot& snapshot, unsigned threads, const BytesProgress& progress = {});

struct KeptIndex {
  std::span<std::byte> bytes;        // of the file, writable in memory only, as for a Snapshot
  std::shared_ptr<std::byte> owner;  // of the bytes
  std::string identity;              // of the file
  std::string note;                  // as found beside it; empty: none
};

struct TakenIndex {
  LiveIndex index;          // brought up to the ledger's head
  std::string note;         // to be kept from now on; as it was where that one held
  bool far_behind = false;  // much was read to bring it up: worth keeping anew, or every command reads it again
};

// Whether so many entries that are missing are worth writing the index anew: more than 10,000, or more than a tenth of
// all where that is more than 1,000.
constexpr bool is_far_behind(std::uint64_t missing, std::uint64_t all) {
  return missing > 10'000 || (missing > 1'000 && missing > all / 10);
}

// `threads` validate, unless the note says that it was done, and bring it up. All but `kept` outlive the index.
//
//   invalid               it is no index, or one of another format
//   damaged               it is not what was written; or as the ledger
//   conflict              it is of another ledger, or for other packs or zones
//   unavailable           as the ledger
Result<TakenIndex> take_kept(const KeptIndex& kept, const Ledger& ledger, const TimeZones& zones, const Memory& memory,
                             const IndexScope& scope, unsigned threads, const BytesProgress& progress = {});

}  // namespace assent
