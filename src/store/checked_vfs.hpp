// The checked file system: SQLite's own way to files, with a checksum on every page that is read.
//
// SQLite finds damage in its own structures only by luck: a flipped bit in an index can hide a row, and a hidden
// refusal is a wrong decision. So the last 8 bytes of every page of a ledger file hold a checksum over the rest and the
// page's number, written with the page and checked at each read; pages still in the write-ahead log are checked
// against their frame's checksum there. A page that fails is never handed to SQLite: the read fails as damaged.
//
// It assumes what SqliteLedger sets up: pages of kPageBytes with kReservedBytes reserved at their end, a write-ahead
// log, and no page leaving the cache before its commit. Thread-safe.
#pragma once

#include <cstdint>
#include <string>

namespace assent {

inline constexpr int kPageBytes = 4096;
inline constexpr int kReservedBytes = 8;

// The name to open a connection with; registers it with SQLite at the first call.
const char* checked_vfs();

// Which page failed last in this thread, as "page 12 fails its checksum"; for messages only.
std::string damaged_page_text();

}  // namespace assent
