// The ledger's entries, account by account, for building what is derived from all of them.
#pragma once

#include "base/result.hpp"
#include "ledger/ledger.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace assent::service {

// The default memory for collecting entries by account.
inline constexpr std::uint64_t kBytesToRead = std::uint64_t{2} << 30;

// How far a log reaches; 0: it is not among them.
std::uint64_t size_in(const std::vector<ledger::LogHead>& heads, std::uint32_t log);

// Calls `visit` with the bytes of each entry from `from` on and up to `until`, log by log. Stops when `visit` fails.
// Fails as `visit` or as the ledger; `damaged` if a log ends too early.
Result<void> each_entry(const ledger::Ledger& ledger, const std::vector<ledger::LogHead>& from,
                        const std::vector<ledger::LogHead>& until,
                        const std::function<Result<void>(evidence::ByteView)>& visit);

// Some accounts with all their entries, still as bytes. Thread-safe: several threads can read parts of it at once.
class SomeAccounts {
 public:
  virtual ~SomeAccounts() = default;

  // How many accounts there are; accounts with the same hash count as one.
  virtual std::size_t size() const = 0;
  // Calls `visit` with each of [from, until), and with its entries in the ledger's order.
  using Visit = std::function<void(const std::string& account, std::span<const ledger::Recorded>)>;
  virtual Result<void> each(std::size_t from, std::size_t until, const Visit& visit) const = 0;
};

struct AccountReading {
  std::size_t at_once = 8'192;  // at most so many accounts are visited together
  unsigned threads = 1;         // that read, including the caller's
  // Whether what identifies customers is needed, as in Ledger::entries_of(); else as in closed_entries_of().
  bool opened = false;
  // The accounts to visit, by their hashes (spread(account)); empty: all. Other accounts with the same hash may be
  // visited too.
  std::function<bool(std::uint64_t hash)> wanted = {};
  // The caller's thread calls it now and then with how many of how many entries are done; may be empty.
  std::function<void(std::uint64_t done, std::uint64_t all)> progress = {};
  // Memory for entries of usual size. If they do not all fit, the logs are read several times, each time for a part of
  // the accounts.
  std::uint64_t bytes_most = kBytesToRead;
};

// Calls `visit` with the requested accounts that have entries up to `heads`, some at a time, each once, in order of
// their hashes. Stops when `visit` fails, and fails as it did. Carrier-wide entries are not visited.
//
//   unavailable, damaged  as the ledger, and as its open() if identities are needed; or a log has fewer entries than
//                         its head says
Result<void> each_account(const ledger::Ledger& ledger, const std::vector<ledger::LogHead>& heads,
                          const AccountReading& reading, const std::function<Result<void>(const SomeAccounts&)>& visit);

}  // namespace assent::service
