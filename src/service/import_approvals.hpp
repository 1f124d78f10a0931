// Importing approvals and refusals that were kept elsewhere before, as flags. Each is graded by its proof, and only a
// proved approval can ever grant.
//
// A refusal is recorded whatever else stands in its row and however the row is damaged (intake/refusal_law.hpp), also
// for an account that is unknown, and for everybody where it names whom nobody knows; what was made of it is told in
// the reject list. A reference of evidence that holds the customer's telephone number is left out.
// Among what imports bring the instants decide, in whatever order
// rows and files come. Against a refusal that was recorded otherwise an imported approval proves nothing
// (ledger/fold.hpp); it is counted as claimed, and as `outweighed` where the refusal is on record.
//
// Safe to repeat: keys are made from what the rows say. A refusal without an instant that comes again is a new one if a
// grant has come to count since the instant from which the one on record does: refused, approved elsewhere and refused
// again is refused.
#pragma once

#include "base/result.hpp"
#include "base/time_zone.hpp"
#include "intake/approval_mapping.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"
#include "service/import_customers.hpp"
#include "service/rejects_to.hpp"

#include <cstdint>

namespace assent {

struct ApprovalCounts {
  std::uint64_t rows = 0;
  std::uint64_t refusals = 0;  // recorded
  std::uint64_t widened = 0;   // refusals, recorded now or before, whose scope was not understood: of everybody
  std::uint64_t proved = 0;    // approvals recorded, by grade
  std::uint64_t claimed = 0;
  std::uint64_t unknown = 0;
  std::uint64_t outweighed = 0;         // of the claimed: proved ones that met a refusal which no import brought
  std::uint64_t already = 0;            // recorded by an earlier run, or by an earlier row that says the same
  std::uint64_t silent = 0;             // rows that say neither yes nor no
  std::uint64_t faulty = 0;             // in the reject list
  std::uint64_t unknown_accounts = 0;   // refusals, recorded now or before, for accounts that are not on record
  std::uint64_t unknown_approvals = 0;  // approvals likewise: they count once the customer is on record
  bool imported = true;                 // false: strict, and there were faulty rows; then nothing was recorded
  std::uint64_t mended = 0;             // rows that are recorded, now or before, otherwise than they are written; they
                                        // are in the reject list, and so are refusals for unknown accounts
  std::uint64_t carried = 0;            // refusals recorded for accounts that continue those of the rows

  friend bool operator==(const ApprovalCounts&, const ApprovalCounts&) = default;
};

// `relations` are all whom a refusal can name. Where `circumstances` name no effective instant, undated rows count from
// the present. Errors as in import_customers().
Result<ApprovalCounts> import_approvals(const OpenText& open, const ApprovalMapping& mapping, const TimeZones& zones,
                                        const Names& relations, Ledger& ledger, const Circumstances& circumstances,
                                        RejectsTo rejects, const Clock& clock, const ImportOptions& options = {},
                                        const OnProgress& on_progress = {});

}  // namespace assent
