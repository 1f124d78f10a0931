// Correcting: an entry that says of an earlier one of the same account that it counts from another instant, or that it
// tells of something that never happened. Nothing is changed or removed; asked with an instant known at from before the
// correction, the ledger answers as it did (ledger/fold.hpp).
//
// What would permit more than before needs a second person, and the evidence that he names.
//
// Thread-safe as far as the ledger is.
#pragma once

#include "base/result.hpp"
#include "evidence/entry.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace assent {

// Who confirms a correction, and what proves it. Both are needed where one is.
struct Confirmation {
  std::string by;  // the second person: somebody else than the actor; empty: nobody
  Evidence evidence;

  bool given() const { return !by.empty(); }
};

struct Correction {
  Position entry;
  std::optional<Instant> effective;  // when what the entry tells of really happened; none: it never did
  Confirmation confirmation;
};

struct Corrected {
  Receipt receipt;
  Entry entry;                // the correction, as the ledger has it
  Recorded corrected;         // what it corrects, as it was recorded
  bool both_count = false;    // a refusal's other date was not confirmed: it counts from either
  std::uint64_t carried = 0;  // refusals recorded for the account with the numbers that it has again
};

// Records a correction as of `now`. A profile that holds again gives its numbers back, and what is kept under them.
//
//   invalid      the entry cannot be corrected (a notice's text, an agreement, a correction, a review, …) or not in its
//                date (a profile, a notice given); the instant lies in the future; a confirmation is needed (a refusal
//                or a failed delivery never happened; an approval counts from another instant; a customer has not left,
//                or has more services) or is not whole: by the actor himself in whatever spelling, without evidence
//   not_found    there is no such entry
//   conflict     the key was used for something else
//   unavailable, damaged  as the ledger; nothing was written
Result<Corrected> correct(Ledger& ledger, const Correction& correction, const Circumstances& circumstances,
                          Instant now);

// How the keys of the corrections begin that take back a run as a whole.
inline constexpr std::string_view kRetraction = "retract:";

// What a run of import brought is said to have never happened.
struct RetractionCounts {
  std::uint64_t entries = 0;    // that the run recorded
  std::uint64_t approvals = 0;  // retracted now
  std::uint64_t profiles = 0;   // retracted now; what was on record before speaks again
  std::uint64_t refusals = 0;   // retracted now, with the confirmation
  std::uint64_t kept = 0;       // refusals that stay, for want of a confirmation
  std::uint64_t already = 0;    // retracted before
  std::uint64_t carried = 0;    // refusals recorded for accounts with the numbers that they have again
  std::uint64_t since = 0;      // refusals since then, for accounts whose numbers the run had changed: where they came
                                // from such a number they are its right holder's

  friend bool operator==(const RetractionCounts&, const RetractionCounts&) = default;
};

// Approvals and profiles go at once; refusals only with a confirmation. What was recorded otherwise in between stays.
// Of an account whose latest profile goes, the one that holds then is recorded again, as of now; where there was none,
// as former: so the next import finds what counts. Reads the whole ledger once. Safe to repeat, also after an
// interruption.
//
//   invalid      the confirmation is not whole
//   not_found    no entry is of that run
//   unavailable, damaged  as the ledger, or `stop` was asked for; what was retracted before stays so
Result<RetractionCounts> retract_run(Ledger& ledger, std::string_view run, const Confirmation& confirmation,
                                     const Circumstances& circumstances, const Clock& clock,
                                     const OnProgress& on_progress = {}, const std::stop_token& stop = {});

}  // namespace assent
