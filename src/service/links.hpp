// Links: an account continues another one, because that was renumbered, merged or split. The refusals of the old
// account are recorded for the new one (service/carried_refusals.hpp), now and whenever new ones come; after a split
// only those from before it. Approvals and notices are not: the new account needs its own.
#pragma once

#include "base/result.hpp"
#include "evidence/entry.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace assent::service {

struct Link {
  std::string from;  // the old account
  std::string to;    // the new one; it need not be on record yet
  evidence::LinkRecorded::Cause cause = evidence::LinkRecorded::Cause::renumbered;
  evidence::Evidence evidence;
};

struct LinkDone {
  std::vector<Position> positions;  // of the old account's entry and of the new one's
  bool repeated = false;            // the key was known; the link was not written again
  std::uint64_t carried = 0;        // refusals that were recorded for the new account and the accounts that continue it
};

// Carries the refusals, records the link for both accounts, and carries what came meanwhile. The link counts from the
// circumstances' effective instant, which must not be in the future. A key names the entry of each account by
// key_for_account().
//
//   invalid      no actor, channel or evidence; an invalid account; both are the same; the old one already continues
//                the new one; the instant is in the future
//   not_found    nothing is on record about the old account
//   conflict     the key was used for something else
//   unavailable, damaged  as the ledger; refusals may be recorded, the link is not
Result<LinkDone> record_link(ledger::Ledger& ledger, const Link& link, const Circumstances& circumstances, Instant now);

}  // namespace assent::service
