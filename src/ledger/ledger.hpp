// Ledger: the port to what has been recorded. Append-only: nothing is ever updated or deleted.
//
// Implementations (store/): memory, SQLite. Every one obeys the laws in tests/ledger/contract.hpp.
// Thread-safe: any number of threads may call any function at the same time; with stores on disk, any number of
// processes may use one ledger at the same time.
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

namespace assent {

// What the caller wants recorded. `entry.recorded` is ignored: the ledger gives it.
struct Draft {
  Entry entry;
  // The caller named no effective instant: it is the recorded one, which the ledger gives. So a retry under the same
  // key may differ in it.
  bool effective_is_now = false;
};

struct Receipt {
  Position position;
  Instant recorded;
  bool repeated = false;  // the key was known: this is the first entry's receipt, nothing was written
};

struct Recorded {
  Position position;
  Entry entry;
};

// Precondition: it is a customer's profile.
inline const CustomerRecorded& profile_in(const Recorded& recorded) {
  return std::get<CustomerRecorded>(recorded.entry.body);
}

// The state of one log: how many entries, and the RFC 6962 root over them.
struct LogHead {
  std::uint32_t log = 0;
  std::uint64_t size = 0;
  Hash root{};

  friend bool operator==(const LogHead&, const LogHead&) = default;
};

// What verify() found wrong: an entry, or (without one) something of the store's own, such as an index.
struct Damage {
  std::optional<Position> entry;
  std::string what;  // lower case, no full stop, no personal data

  friend bool operator==(const Damage&, const Damage&) = default;
};

struct Inspection {
  std::vector<LogHead> heads;   // as re-derived from the entries' bytes, one a log
  std::uint64_t entries = 0;    // that were read
  std::vector<Damage> damages;  // in order of position within each log; empty: all is as it was written

  bool whole() const { return damages.empty(); }
};

class Ledger {
 public:
  virtual ~Ledger() = default;

  // What became of each draft, in order. Of the drafts of one account all are recorded or none, together: where one of
  // them is refused, the others of its account are refused with it. Accounts stand for themselves; so does what is
  // carrier-wide ("" as an account). Whatever has a receipt is durable: it survives a kill of the process and a loss of
  // power. Calls from several threads are committed together.
  //
  // A key belongs to its account: the same key under another account is another key.
  //
  // `now` is the caller's clock; the recorded instant is never earlier than that of any entry before it in the log.
  //
  //   invalid      the draft may not be recorded (evidence/entry.hpp, check())
  //   conflict     the draft's key was used for another content; or another draft of its account was refused
  //   unavailable  the store cannot be written (disk full, read-only, locked too long)
  //   damaged      the store's own structure is broken
  virtual std::vector<Result<Receipt>> append(std::span<const Draft> drafts, Instant now) = 0;

  // Everything of one account ("" for what is carrier-wide), in the ledger's order. An account never heard of has none.
  // What identifies the customer is as it was recorded; where its key was destroyed, there are pseudonyms
  // (evidence/identity.hpp).
  //
  //   unavailable  also: the customers' keys cannot be read
  virtual Result<std::vector<Recorded>> entries_of(std::string_view account) const = 0;

  // The same without what identifies the customer: each profile has pseudonyms for telephone numbers and no addresses,
  // unless it was recorded in clear (entry format 1). No key is looked for, so that whoever decides by account needs
  // none.
  virtual Result<std::vector<Recorded>> closed_entries_of(std::string_view account) const = 0;

  // Where the newest entry of one account ("" for what is carrier-wide) stands; nothing where there is none. Cheap: a
  // decision asks it of what is carrier-wide, to see whether that is still what it read before.
  virtual Result<std::optional<Position>> newest_of(std::string_view account) const = 0;

  // The latest entry of that kind of each account, in the order of `accounts`; nothing where there is none. Profiles as
  // in entries_of().
  virtual Result<std::vector<std::optional<Recorded>>> latest(std::span<const std::string_view> accounts,
                                                              EntryKind kind) const = 0;

  // Accounts that ever had this telephone number (E.164 or a pseudonym), each once, in the order in which they first
  // had it; those among them whose keys were destroyed since.
  //
  //   unavailable  also: the key of numbers' hashes cannot be read
  virtual Result<std::vector<std::string>> accounts_of_telephone(std::string_view e164) const = 0;

  // The telephone number's name in profiles that are closed or erased (evidence/identity.hpp).
  //
  //   unavailable, damaged  the key of numbers' hashes cannot be read
  virtual Result<std::string> pseudonym_of(std::string_view e164) const = 0;

  // Does with entries that decode() gave what entries_of() does: opens what identifies their customers.
  //
  //   unavailable, damaged  as entries_of()
  virtual Result<void> open(std::span<Recorded> entries) const = 0;

  // Destroys the keys under which what identifies the account's customer was sealed so far; whether there were any. It
  // is destroyed in all copies of the ledger at once, and cannot be undone. What was recorded in clear (entry format 1)
  // stays. The ledger itself is not changed.
  //
  //   unavailable  the keys cannot be read or written, or the ledger was opened for reading only
  //   damaged      the keys' store is broken
  virtual Result<bool> erase_identity(std::string_view account) = 0;

  // Calls `visit` with each entry's position and bytes from `from` (included) on, in order, as far as the log goes at
  // the call; stops early when it returns false. The bytes are valid during the call only; they hash to the leaf that
  // was stored with them, else the scan ends before them with `damaged`. `visit` may read the ledger.
  virtual Result<void> scan(Position from, const std::function<bool(Position, ByteView)>& visit) const = 0;

  // One head a log, in order of log.
  virtual Result<std::vector<LogHead>> heads() const = 0;

  // The root that the log had when it had so many entries; nothing where it has fewer, or where a commit went past that
  // size. Of no entries: the hash of nothing.
  virtual Result<std::optional<Hash>> root_at(std::uint32_t log, std::uint64_t size) const = 0;

  // Reads all that is stored, trusting none of it: every entry's bytes against its leaf hash, the leaf hashes against
  // the root of every commit, and what the store derives for itself against the entries. Damage is an answer, not an
  // error, however much there is; `unavailable` only when the store cannot be opened or read at all.
  // `progress` is called now and then with how many of how many entries are done; it may be empty.
  virtual Result<Inspection> verify(
      const std::function<void(std::uint64_t done, std::uint64_t all)>& progress) const = 0;
};

// Leaves pseudonyms of what is sealed in these entries (evidence/identity.hpp).
void close_identities(std::span<Recorded> entries);

// As Ledger::entries_of() and Ledger::latest(), but closed where the customers' keys cannot be read: a refusal does not
// wait for them.
//
//   unavailable, damaged  as Ledger::closed_entries_of()
Result<std::vector<Recorded>> readable_entries_of(const Ledger& ledger, std::string_view account);
Result<std::vector<std::optional<Recorded>>> readable_latest(const Ledger& ledger,
                                                             std::span<const std::string_view> accounts,
                                                             EntryKind kind);

// A telephone number by all names that profiles may have it under.
struct NumberNames {
  std::string e164;
  std::string pseudonym;

  // Whether a profile with these numbers has it.
  bool in(const Names& telephones) const { return contains(telephones, e164) || contains(telephones, pseudonym); }
};

//   unavailable, damaged  as Ledger::pseudonym_of()
Result<NumberNames> names_of_number(const Ledger& ledger, std::string_view e164);

// All receipts, in order of the drafts. Fails with what the first draft failed with that has none; drafts of other
// accounts may be recorded.
Result<std::vector<Receipt>> append_all(Ledger& ledger, std::span<const Draft> drafts, Instant now);
Result<Receipt> append_one(Ledger& ledger, const Draft& draft, Instant now);

}  // namespace assent
