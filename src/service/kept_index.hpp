// A kept index: an index on disk between two runs, fully checked before it is asked.
//
// Reading a large file to check all its bytes takes seconds. So after one check a note is kept beside it, which is
// valid for this one file only: it has the file's identity and its frame's checksum. Like the checksums, the note
// protects against accidents, not against a person who can write both files.
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

namespace assent::service {

// The note that the snapshot in the file with that identity was found intact.
std::string checked_note(const std::string& identity, const index::Snapshot& snapshot);

// Validates all pieces, `threads` of them at a time. If there are several damages, any one of them is reported.
// `progress` is called from this thread now and then; it may be empty.
using BytesProgress = std::function<void(std::uint64_t done, std::uint64_t all)>;
Result<void> validate_all(const index::Snapshot& snapshot, unsigned threads, const BytesProgress& progress = {});

struct KeptIndex {
  std::span<std::byte> bytes;        // of the file, writable in memory only, as for a Snapshot
  std::shared_ptr<std::byte> owner;  // of the bytes
  std::string identity;              // of the file
  std::string note;                  // as found beside it; empty: none
};

struct TakenIndex {
  LiveIndex index;          // brought up to the ledger's head
  std::string note;         // to keep from now on; unchanged if the given note was valid
  bool far_behind = false;  // much was read to bring it up to date: save it again, or every command reads that again
};

// Whether so many missing entries are a reason to write the index again: more than 10,000, or more than a tenth of all
// if that is more than 1,000.
constexpr bool is_far_behind(std::uint64_t missing, std::uint64_t all) {
  return missing > 10'000 || (missing > 1'000 && missing > all / 10);
}

// `threads` threads validate it, unless the note says that this was done, and bring it up to date. All except `kept`
// outlive the index.
//
//   invalid               it is not an index, or has another format
//   damaged               it is not what was written; or as the ledger
//   conflict              it belongs to another ledger, or is for other packs or zones
//   unavailable           as the ledger
Result<TakenIndex> take_kept(const KeptIndex& kept, const ledger::Ledger& ledger, const TimeZones& zones,
                             const Memory& memory, const IndexScope& scope, unsigned threads,
                             const BytesProgress& progress = {});

}  // namespace assent::service
