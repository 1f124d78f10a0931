// Ledger: the port to what has been recorded. Append-only: nothing is ever updated or deleted.
//
// Implementations (store/): memory, SQLite. All obey the laws in tests/ledger/contract.hpp. Thread-safe: any number of
// threads can call any function at the same time; with stores on disk, any number of processes can use one ledger at
// the same time.
#pragma once

#include "base/result.hpp"
#include "evidence/entry.hpp"
#include "evidence/identity.hpp"
#include "evidence/tree.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace assent::ledger {

// What to record. `entry.recorded` is ignored: the ledger sets it.
struct Draft {
  evidence::Entry entry;
  // The caller named no effective instant: it is the recorded one, which the ledger sets. So a retry under the same key
  // may differ in it.
  bool effective_is_now = false;
};

struct Receipt {
  Position position;
  Instant recorded;
  bool repeated = false;  // the key was known: this is the first entry's receipt, nothing was written
};

struct Recorded {
  Position position;
  evidence::Entry entry;
};

// Precondition: it is a customer's profile.
inline const evidence::CustomerRecorded& profile_in(const Recorded& recorded) {
  return std::get<evidence::CustomerRecorded>(recorded.entry.body);
}

// The state of one log: how many entries, and the RFC 6962 root over them.
struct LogHead {
  std::uint32_t log = 0;
  std::uint64_t size = 0;
  evidence::Hash root{};

  friend bool operator==(const LogHead&, const LogHead&) = default;
};

// A damage that verify() found: in an entry, or (without one) in something of the store's own, such as an index.
struct Damage {
  std::optional<Position> entry;
  std::string what;  // lower case, no full stop, no personal data

  friend bool operator==(const Damage&, const Damage&) = default;
};

struct Inspection {
  std::vector<LogHead> heads;   // computed again from the entries' bytes, one for each log
  std::uint64_t entries = 0;    // that were read
  std::vector<Damage> damages;  // in order of position within each log; empty: everything is as it was written

  bool whole() const { return damages.empty(); }
};

class Ledger {
 public:
  virtual ~Ledger() = default;

  // What became of each draft, in order. The drafts of one account are recorded together or not at all: if one of them
  // is refused, the others of its account are refused with it. Accounts are independent of each other; carrier-wide
  // drafts ("" as an account) count as one account. What has a receipt is durable: it survives a kill of the process
  // and a power loss. Calls from several threads are committed together.
  //
  // A key belongs to its account: the same key under another account is another key.
  //
  // `now` is the caller's clock; the recorded instant is never earlier than that of any entry before it in the log.
  //
  //   invalid      the draft may not be recorded (evidence/entry.hpp, check())
  //   conflict     the draft's key was used for other content; or another draft of its account was refused
  //   unavailable  the store cannot be written (disk full, read-only, locked too long)
  //   damaged      the store's own structure is broken
  virtual std::vector<Result<Receipt>> append(std::span<const Draft> drafts, Instant now) = 0;

  // All entries of one account ("" for the carrier-wide ones), in the ledger's order. An unknown account has none. What
  // identifies the customer is as it was recorded; if its key was destroyed, there are pseudonyms
  // (evidence/identity.hpp).
  //
  //   unavailable  also: the customers' keys cannot be read
  virtual Result<std::vector<Recorded>> entries_of(std::string_view account) const = 0;

  // The same without what identifies the customer: each profile has pseudonyms for telephone numbers and no addresses,
  // unless it was recorded in clear (entry format 1). It needs no key, so a decision by account needs none.
  virtual Result<std::vector<Recorded>> closed_entries_of(std::string_view account) const = 0;

  // The position of the newest entry of one account ("" for the carrier-wide ones); nothing: there is none. Cheap: each
  // decision asks it for the carrier-wide entries, to see whether there is a new one.
  virtual Result<std::optional<Position>> newest_of(std::string_view account) const = 0;

  // The latest entry of that kind of each account, in the order of `accounts`; nothing: there is none. Profiles as in
  // entries_of().
  virtual Result<std::vector<std::optional<Recorded>>> latest(std::span<const std::string_view> accounts,
                                                              evidence::EntryKind kind) const = 0;

  // Accounts that ever had this telephone number (E.164 or a pseudonym), each once, in the order in which they first
  // had it; including accounts whose keys were destroyed since.
  //
  //   unavailable  also: the key of the numbers' hashes cannot be read
  virtual Result<std::vector<std::string>> accounts_of_telephone(std::string_view e164) const = 0;

  // The telephone number's name in profiles that are closed or erased (evidence/identity.hpp).
  //
  //   unavailable, damaged  the key of the numbers' hashes cannot be read
  virtual Result<std::string> pseudonym_of(std::string_view e164) const = 0;

  // Opens what identifies customers in entries from decode(), as entries_of() does.
  //
  //   unavailable, damaged  as entries_of()
  virtual Result<void> open(std::span<Recorded> entries) const = 0;

  // Destroys the keys that have sealed what identifies the account's customer, and returns whether there were any. This
  // destroys it in all copies of the ledger at once, and cannot be undone. What was recorded in clear (entry format 1)
  // stays. The ledger itself is not changed.
  //
  //   unavailable  the keys cannot be read or written, or the ledger was opened only for reading
  //   damaged      the keys' store is broken
  virtual Result<bool> erase_identity(std::string_view account) = 0;

  // Calls `visit` with each entry's position and bytes from `from` (included) on, in order, as far as the log goes at
  // the call; stops early when it returns false. The bytes are valid during the call only; they hash to the leaf that
  // was stored with them, else the scan ends before them with `damaged`. `visit` may read the ledger.
  virtual Result<void> scan(Position from, const std::function<bool(Position, evidence::ByteView)>& visit) const = 0;

  // One head for each log, in order of log.
  virtual Result<std::vector<LogHead>> heads() const = 0;

  // The log's root at that number of entries; nothing: it has fewer, or no commit ended at that size. Of no entries:
  // the hash of nothing.
  virtual Result<std::optional<evidence::Hash>> root_at(std::uint32_t log, std::uint64_t size) const = 0;

  // Reads everything stored and trusts none of it: checks every entry's bytes against its leaf hash, the leaf hashes
  // against the root of every commit, and the store's derived data against the entries. Damage is a result, not an
  // error; `unavailable` only if the store cannot be opened or read at all. `progress` is called now and then with how
  // many of how many entries are done; it may be empty.
  virtual Result<Inspection> verify(
      const std::function<void(std::uint64_t done, std::uint64_t all)>& progress) const = 0;
};

// Leaves pseudonyms of what is sealed in these entries (evidence/identity.hpp).
void close_identities(std::span<Recorded> entries);

// As Ledger::entries_of() and Ledger::latest(), but closed if the customers' keys cannot be read: a refusal does not
// wait for them.
//
//   unavailable, damaged  as Ledger::closed_entries_of()
Result<std::vector<Recorded>> readable_entries_of(const Ledger& ledger, std::string_view account);
Result<std::vector<std::optional<Recorded>>> readable_latest(const Ledger& ledger,
                                                             std::span<const std::string_view> accounts,
                                                             evidence::EntryKind kind);

// A telephone number with all names that profiles can have for it.
struct NumberNames {
  std::string e164;
  std::string pseudonym;

  // Whether a profile with these numbers has it.
  bool in(const Names& telephones) const { return contains(telephones, e164) || contains(telephones, pseudonym); }
};

//   unavailable, damaged  as Ledger::pseudonym_of()
Result<NumberNames> names_of_number(const Ledger& ledger, std::string_view e164);

// All receipts, in order of the drafts. Fails with the error of the first draft without a receipt; drafts of other
// accounts may be recorded.
Result<std::vector<Receipt>> append_all(Ledger& ledger, std::span<const Draft> drafts, Instant now);
Result<Receipt> append_one(Ledger& ledger, const Draft& draft, Instant now);

}  // namespace assent::ledger
