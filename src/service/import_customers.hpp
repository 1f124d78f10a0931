// Importing customers: a carrier's CSV, through a mapping, into the ledger; only what changed is recorded.
//
// A row whose telephone number, mail address or postal address cannot be used is recorded without it: a customer who
// has left must not stay active for want of a number. So is one with a service that nobody knows: two spellings of one
// would count as two services.
//
// Where several rows of a file name one account, he is former if any says so and has the services that all have; in all
// else the first counts. The later ones are faulty.
//
// Never touches a choice: the only entries written are customers' profiles. Safe to repeat, also after an
// interruption: what is recorded already shows as unchanged. A customer who is missing from the file stays as he is.
#pragma once

#include "base/result.hpp"
#include "base/time_zone.hpp"
#include "intake/customer_mapping.hpp"
#include "intake/telephones.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace assent {

// How many rows of a text may be faulty before none is imported.
struct FaultyMax {
  std::uint64_t rows = 0;
  std::optional<std::uint32_t> per_million;  // of all rows, in place of `rows`

  bool exceeded(std::uint64_t faulty, std::uint64_t all) const {
    return per_million ? faulty * 1'000'000 > all * *per_million : faulty > rows;
  }
};

struct ImportOptions {
  bool strict = false;                    // import nothing if any row is faulty or incomplete; the text is read twice
  std::size_t batch_rows = 8192;          // rows written together
  std::optional<FaultyMax> faulty_max{};  // import nothing if more rows are faulty; the text is read twice
  bool refusals_only = false;             // approvals are faulty: the clock that was given is ahead of the right one
};

struct ImportCounts {
  std::uint64_t rows = 0;
  std::uint64_t added = 0;  // accounts not heard of before
  std::uint64_t changed = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t faulty = 0;      // in the reject list
  std::uint64_t repeated = 0;    // of the faulty: the account is in an earlier row
  std::uint64_t incomplete = 0;  // of the others: in the reject list, too, as a part of them was left out
  bool imported = true;  // false: too many rows were faulty, or any when strict (incomplete ones are faulty then)
  std::uint64_t contradicting = 0;  // of the repeated: it says otherwise; where it is stricter, that was recorded

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
//   invalid      the text has no header, or one that lacks a column of the mapping (every issue, a line each)
//   unavailable  the text cannot be read or the ledger not written; what was recorded before stays
//   damaged      the ledger is damaged; likewise
Result<ImportCounts> import_customers(const OpenText& open, const CustomerMapping& mapping, const TimeZones& zones,
                                      const Telephones& telephones, const Names& services, Ledger& ledger,
                                      const Circumstances& circumstances, ByteSink& rejects, const Clock& clock,
                                      const ImportOptions& options = {}, const OnProgress& on_progress = {});

}  // namespace assent
