// Importing customers: a carrier's CSV goes through a mapping into the ledger. Only what changed is recorded.
//
// A row with an unusable telephone number, e-mail address or postal address is recorded without it: a customer who left
// must not stay active because a number is missing. A row with an unknown service is recorded without that service: two
// spellings of a service would count as two.
//
// If several rows of a file name one account, the customer is former if any row says so, and has the services that all
// rows have, and the telephone numbers and e-mail addresses of all rows. In everything else the first row counts. The
// later rows are faulty.
//
// It gives no approval and takes no choice away. It only writes customers' profiles, and refusals that are on record
// and now belong to another account too: those from a telephone number before any account had it
// (service/kept_refusals.hpp); those carried over links (service/links.hpp); and those of an account that left as
// another one came with its number (service/suspected_links.hpp), which are reported.
//
// Safe to repeat, even after an interruption: what is already recorded shows as unchanged. A customer who is missing
// from the file stays as they are, unless the file is said to have the whole base: then they have left.
#pragma once

#include "base/result.hpp"
#include "base/telephones.hpp"
#include "base/time_zone.hpp"
#include "intake/customer_mapping.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"
#include "service/rejects_to.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace assent::service {

// How many rows of a text may be faulty. With more, none is imported.
struct FaultyMax {
  std::uint64_t rows = 0;
  std::optional<std::uint32_t> per_million;  // of all rows, instead of `rows`

  bool exceeded(std::uint64_t faulty, std::uint64_t all) const {
    return per_million ? faulty * 1'000'000 > all * *per_million : faulty > rows;
  }
};

// How many active customers may be missing from a whole base. With more, it counts as a part of one.
struct AbsentLimit {
  std::uint64_t most = 5;
  bool in_hundred = true;  // of the customers on record as active
};

struct ImportOptions {
  bool strict = false;                    // import nothing if any row is faulty or incomplete; the text is read twice
  std::size_t batch_rows = 8192;          // rows written together
  std::optional<FaultyMax> faulty_max{};  // import nothing if more rows are faulty; the text is read twice
  bool refusals_only = false;             // approvals are faulty: the given clock is ahead of the right one
  bool complete = false;                  // the file has the whole base; the text is read twice
  AbsentLimit absent_at_most{};           // with `complete`
  // Without `complete`, missing customers are counted only if the ledger had fewer entries than this before.
  std::uint64_t count_absent_below = 0;
};

struct ImportCounts {
  std::uint64_t rows = 0;
  std::uint64_t added = 0;  // accounts new to the ledger
  std::uint64_t changed = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t faulty = 0;         // in the reject list
  std::uint64_t repeated = 0;       // of the faulty: the account is in an earlier row
  std::uint64_t incomplete = 0;     // of the others: also in the reject list, because a part of them was left out
  bool imported = true;             // false: too many were absent or faulty, or strict and any was faulty or incomplete
  std::uint64_t contradicting = 0;  // of the repeated: it says something else; what is stricter was recorded
  std::uint64_t merged = 0;         // of the repeated: its numbers or addresses were added to the earlier ones
  std::uint64_t kept_refusals = 0;  // recorded for accounts that got the number from which they came
  std::uint64_t suspected_links = 0;  // also in the reject list
  std::uint64_t carried = 0;          // refusals recorded for accounts that may continue the accounts that gave them
  // Customers on record as active who are not in the file: recorded as former if the file is complete, else unchanged.
  std::optional<std::uint64_t> absent{};  // none: they were not counted
  bool too_many_absent = false;           // then nothing was imported

  friend bool operator==(const ImportCounts&, const ImportCounts&) = default;
};

// `services` are all that a customer can have.
//
// Reads in the calling thread, writes in another. Memory grows by some twenty bytes a row, to find accounts that occur
// twice; and by a profile for each account whose row says what was on record before something stricter was, until
// another row or the end of the text tells whether that still holds. Rejects: a CSV with `line`, `column`, `reason` and
// `row`; nothing at all where no row is faulty or incomplete.
//
// A row is faulty, too, where a later state of the customer is on record than the effective instant that the
// circumstances name.
//
// With `complete` the text is read once before anything is recorded, to see who is missing; the ledger is read twice,
// too. Where more are missing than may be, nothing is recorded.
//
//   invalid      the text has no header, or one that lacks a column of the mapping (every issue, a line each)
//   unavailable  the text cannot be read or the ledger not written; what was recorded before stays
//   damaged      the ledger is damaged; likewise
Result<ImportCounts> import_customers(const OpenText& open, const intake::CustomerMapping& mapping,
                                      const TimeZones& zones, const Telephones& telephones, const Names& services,
                                      ledger::Ledger& ledger, const Circumstances& circumstances, RejectsTo rejects,
                                      const Clock& clock, const ImportOptions& options = {},
                                      const OnProgress& on_progress = {});

}  // namespace assent::service
