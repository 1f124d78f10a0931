// Correcting: an entry that says that an earlier one of the same account counts from another instant, or that its event
// never happened. Nothing is changed or removed. For a known-at instant before the correction, the ledger gives the
// same decisions as before (ledger/fold.hpp).
//
// A correction that would permit more than before needs a second person and the evidence that they name.
//
// As thread-safe as the ledger.
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

namespace assent::service {

// Who confirms a correction, and what proves it. Either both are given or neither.
struct Confirmation {
  std::string by;  // the second person, not the actor; empty: none
  evidence::Evidence evidence;

  bool given() const { return !by.empty(); }
};

struct Correction {
  Position entry;
  std::optional<Instant> effective;  // when the entry's event really happened; none: never
  Confirmation confirmation;
};

struct Corrected {
  ledger::Receipt receipt;
  evidence::Entry entry;       // the correction, as the ledger has it
  ledger::Recorded corrected;  // what it corrects, as it was recorded
  bool both_count = false;     // a refusal's other date was not confirmed: it counts from both dates
  std::uint64_t carried = 0;   // refusals recorded for the account because it has its numbers back
};

// Records a correction as of `now`. A profile that counts again gives the account its numbers back, and what is kept
// under them.
//
//   invalid      the entry cannot be corrected (a notice's text, an agreement, a correction, a review, …) or not in its
//                date (a profile, a notice given); the instant lies in the future; a confirmation is needed (a refusal
//                or a failed delivery never happened; an approval counts from another instant; a customer has not left,
//                or has more services) or is not whole: by the actor himself in whatever spelling, without evidence
//   not_found    there is no such entry
//   conflict     the key was used for something else
//   unavailable, damaged  as the ledger; nothing was written
Result<Corrected> correct(ledger::Ledger& ledger, const Correction& correction, const Circumstances& circumstances,
                          Instant now);

// The prefix of the keys of corrections that take back a whole run.
inline constexpr std::string_view kRetraction = "retract:";

// Records that everything which a run of an import recorded never happened.
struct RetractionCounts {
  std::uint64_t entries = 0;    // that the run recorded
  std::uint64_t approvals = 0;  // retracted now
  std::uint64_t profiles = 0;   // retracted now; what was on record before counts again
  std::uint64_t refusals = 0;   // retracted now, with the confirmation
  std::uint64_t kept = 0;       // refusals that stay, because there is no confirmation
  std::uint64_t already = 0;    // retracted before
  std::uint64_t carried = 0;    // refusals recorded for accounts because they have their numbers back
  std::uint64_t since = 0;      // refusals since then, for accounts whose numbers the run had changed: where they came
                                // from such a number they are its right holder's

  friend bool operator==(const RetractionCounts&, const RetractionCounts&) = default;
};

// Approvals and profiles are retracted at once; refusals only with a confirmation. Other entries recorded in between
// stay. If an account loses its latest profile, the profile that counts then is recorded again, from now on; if there
// is none, the account is recorded as former. So the next import finds what counts. Reads the whole ledger once. Safe
// to repeat, even after an interruption.
//
//   invalid      the confirmation is not whole
//   not_found    no entry belongs to that run
//   unavailable, damaged  as the ledger, or `stop` was asked for; what was retracted before stays so
Result<RetractionCounts> retract_run(ledger::Ledger& ledger, std::string_view run, const Confirmation& confirmation,
                                     const Circumstances& circumstances, const Clock& clock,
                                     const OnProgress& on_progress = {}, const std::stop_token& stop = {});

}  // namespace assent::service
