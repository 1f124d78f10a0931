// Carried refusals: a refusal that stands under one account, and counts for another one that continues it or that got
// its number. It is recorded anew for that one, from the same instant on and to the same extent; its evidence names the
// entry that it was carried from. Approvals and notices are never carried.
//
// Carrying is safe to repeat, and to do in several places at once: the same refusal is recorded once for each account.
// What is provisional is carried as provisional: what a person finds of the one says nothing of the other, which waits
// for a review of its own. What was confirmed before is carried as any other refusal.
//
// Who records a refusal and who records a link each write first and look for the other's entry then, so that one of the
// two sees both.
#pragma once

#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

// Which refusals are carried, by the instants from which they count.
struct CarriedSpan {
  std::optional<Instant> from{};   // none of before
  std::optional<Instant> until{};  // none of after
};

// Opt-outs, withdrawals and e-mail permissions taken back among `entries`, one account's, as drafts for `account`. What
// a second person's correction or a review took back is not among them; what it dated otherwise counts from that date.
// Pure.
std::vector<Draft> carried_from(std::span<const Recorded> entries, std::string_view account, const Circumstances& by,
                                const CarriedSpan& span = {});

// Appends those that the account has not yet; how many that were. All drafts are of carried_from().
//
//   unavailable, damaged  as the ledger; some may be recorded
Result<std::uint64_t> append_carried(Ledger& ledger, std::vector<Draft> drafts, Instant now);

// For every account that continues one of these, or continues one that does: whatever refuses for the one is recorded
// for the other. To be called after each append of refusals, with the accounts that they were recorded for. How many
// were recorded.
//
//   unavailable, damaged  as the ledger; some may be recorded
Result<std::uint64_t> carry_over(Ledger& ledger, std::span<const std::string> accounts, const Circumstances& by,
                                 Instant now);

// An account that continues another one.
struct Succession {
  std::string account;
  std::optional<Instant> until;  // only what refuses by then is carried; none: whatever does
};

// Who continues the account of these entries, by the links among them.
std::vector<Succession> successors_in(std::span<const Recorded> entries);

}  // namespace assent
