// Carried refusals: a refusal of one account also counts for an account that continues it or got its number. It is
// recorded again for that account, from the same instant on and to the same extent. Its evidence names the entry from
// which it was carried. Approvals and notices are never carried.
//
// Carrying is safe to repeat, and several callers can do it at once: the same refusal is recorded once for each
// account. A provisional refusal stays provisional when it is carried: the review of one says nothing about the other,
// which waits for its own review. A confirmed one is carried as any other refusal.
//
// The recorder of a refusal and the recorder of a link each write first and then look for the other's entry. So one of
// the two always sees both.
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

namespace assent::service {

// The refusals to carry, by the instants from which they count.
struct CarriedSpan {
  std::optional<Instant> from{};   // none before this
  std::optional<Instant> until{};  // none after this
};

// Opt-outs, withdrawals and e-mail permissions taken back among one account's `entries`, as drafts for `account`. Those
// that a confirmed correction or a review took back are left out. If a confirmed correction gives another date, they
// count from that date. Pure.
std::vector<ledger::Draft> carried_from(std::span<const ledger::Recorded> entries, std::string_view account,
                                        const Circumstances& by, const CarriedSpan& span = {});

// Appends those that the account does not have yet, and returns how many. All drafts come from carried_from().
//
//   unavailable, damaged  as the ledger; some may be recorded
Result<std::uint64_t> append_carried(ledger::Ledger& ledger, std::vector<ledger::Draft> drafts, Instant now);

// For every account that continues one of these, directly or through others: records what refuses for the one also for
// the other. Call it after each append of refusals, with the accounts of these refusals. Returns how many were
// recorded.
//
//   unavailable, damaged  as the ledger; some may be recorded
Result<std::uint64_t> carry_over(ledger::Ledger& ledger, std::span<const std::string> accounts, const Circumstances& by,
                                 Instant now);

// An account that continues another one.
struct Succession {
  std::string account;
  std::optional<Instant> until;  // only what refuses by then is carried; none: everything
};

// The accounts that continue the account of these entries, by the links among them.
std::vector<Succession> successors_in(std::span<const ledger::Recorded> entries);

}  // namespace assent::service
