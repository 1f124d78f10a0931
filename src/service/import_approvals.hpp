// Importing approvals and refusals that another system kept as flags. Each gets a grade by its proof, and only a proved
// approval can grant.
//
// A refusal is always recorded, whatever else is in its row and however the row is damaged (intake/refusal_law.hpp),
// even for an unknown account. If it names an unknown recipient, it is for all recipients. The reject list says how it
// was mended. A reference of evidence that contains the customer's telephone number is left out. Among imported entries
// the instants decide, in whatever order rows and files come. Against a refusal that was not imported, an imported
// approval proves nothing (ledger/fold.hpp): it counts as claimed, and as `outweighed` if the refusal is on record.
//
// Safe to repeat: keys are made from the content of the rows. A repeated refusal without an instant is a new one if a
// grant counts from after the instant of the refusal on record: refused, approved elsewhere and refused again is
// refused.
#pragma once

#include "base/result.hpp"
#include "base/time_zone.hpp"
#include "intake/approval_mapping.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"
#include "service/import_customers.hpp"
#include "service/rejects_to.hpp"

#include <cstdint>

namespace assent::service {

struct ApprovalCounts {
  std::uint64_t rows = 0;
  std::uint64_t refusals = 0;  // recorded
  std::uint64_t widened =
      0;  // refusals, recorded now or before, with a scope that was not understood: for all recipients
  std::uint64_t proved = 0;  // approvals recorded, by grade
  std::uint64_t claimed = 0;
  std::uint64_t unknown = 0;
  std::uint64_t outweighed = 0;         // of the claimed: proved ones that met a refusal from outside all imports
  std::uint64_t already = 0;            // recorded by an earlier run, or by an earlier row that says the same
  std::uint64_t silent = 0;             // rows that say neither yes nor no
  std::uint64_t faulty = 0;             // in the reject list
  std::uint64_t unknown_accounts = 0;   // refusals, recorded now or before, for accounts that are not on record
  std::uint64_t unknown_approvals = 0;  // approvals for such accounts: they count as soon as the customer is on record
  bool imported = true;                 // false: strict, and there were faulty rows; then nothing was recorded
  std::uint64_t mended = 0;   // rows that are recorded, now or before, in another form than written; they are in the
                              // reject list, and so are refusals for unknown accounts
  std::uint64_t carried = 0;  // refusals recorded for accounts that continue those of the rows

  friend bool operator==(const ApprovalCounts&, const ApprovalCounts&) = default;
};

// `relations` are all that a refusal can name. If `circumstances` have no effective instant, undated rows count from
// the present. Errors as in import_customers().
Result<ApprovalCounts> import_approvals(const OpenText& open, const intake::ApprovalMapping& mapping,
                                        const TimeZones& zones, const Names& relations, ledger::Ledger& ledger,
                                        const Circumstances& circumstances, RejectsTo rejects, const Clock& clock,
                                        const ImportOptions& options = {}, const OnProgress& on_progress = {});

}  // namespace assent::service
