// The checked file system: SQLite's file access, with checks on every page that is read or written to the file.
//
// SQLite finds damage in its own structures only by luck: a flipped bit in an index can hide a row, and a hidden
// refusal is a wrong decision. So the last 8 bytes of every page of a ledger file hold a sum over the rest and the
// page's number, written with the page and checked at each read; and each page is checked against its sum in the
// ledger's last seal (seal.hpp), so that an old page is found as well. Pages still in the write-ahead log are checked
// against their frame's checksum there. A page that fails is never given to SQLite: the read fails as damaged. And only
// sealed pages get into the file: any other write outside of our checkpoints is refused.
//
// It assumes what SqliteLedger sets up: pages of kPageBytes with kReservedBytes reserved at their end, a write-ahead
// log, and no page leaving the cache before its commit. Below it is SQLite's default file system, whatever that is: a
// test puts another one there with sqlite3_vfs_register(…, 1) before it opens a ledger. The file system is thread-safe;
// the functions that take a connection are its thread's.
#pragma once

#include "store/page_sums.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

struct sqlite3;

namespace assent::store {

// The name to open a connection with; registers it with SQLite at the first call.
const char* checked_vfs();

// What failed last in this thread, as "page 12 fails its checksum"; for messages only.
std::string damaged_page_text();

// The pages that failed in this connection so far, as above, at most kPagesNamedMax of them.
inline constexpr std::size_t kPagesNamedMax = 100;
std::vector<std::string> damaged_pages(sqlite3* connection);

// A new snapshot is about to be read, whose sums are not known yet: pages are noted until hold_against().
void await_page_sums(sqlite3* connection);
// Checks what was noted, and each page from now on, against these sums. False: a page is not what was sealed (say so
// with damaged_page_text()); the connection then reads no page any more.
bool hold_against(sqlite3* connection, std::shared_ptr<const PageSums> sums);

// Which pages the connection may write to the file itself: by default none.
enum class PagesLetIn {
  none,
  sealed,  // those that match the sums against which the connection checks
  any,     // while a ledger is made
};
void let_in(sqlite3* connection, PagesLetIn pages);

// Whether the file and its log are still the ones with their names.
enum class PageStanding {
  in_place,
  moved,       // or removed, or another put there
  two_names,   // hard links: who opens the file by the other name does not see this one's log
  unreadable,  // the system does not say
};
// Whether the names are looked up now, or were in the last hundredth of a second: questions come by the hundred
// thousand.
enum class LookUp { now, or_lately };
PageStanding standing(sqlite3* connection, LookUp look_up);

// Which file a connection has open, whatever its name is by now.
struct FileIdentity {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;

  friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};
FileIdentity identity(sqlite3* connection);

// The write-ahead log, as those who write it know it; to be asked while no other may write. False: not to be read.
struct WalState {
  std::uint64_t salts = 0;   // changes when the log begins again
  std::uint32_t frames = 0;  // that are committed
  std::uint32_t copied = 0;  // how many of them are in the file
};
bool wal_state(sqlite3* connection, WalState& state);

// Which page a frame of the log holds, and that page's sum.
struct WalPage {
  std::uint64_t number = 0;
  std::uint64_t sum = 0;
};
// The frames from `first` (from 1) to `last`, both included, in order, each checked as any read. An SQLite code.
int wal_pages(sqlite3* connection, std::uint32_t first, std::uint32_t last,
              const std::function<void(std::uint32_t frame, const WalPage& page)>& visit);

}  // namespace assent::store
