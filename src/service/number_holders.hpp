// NumberHolders: the accounts that have a telephone number, for recording a choice of a customer who is only known by
// the number.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/ledger.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent::service {

struct NumberHolders {
  std::vector<std::string> accounts;  // in the order in which they first had it; none: no account has it
  bool former = false;                // no active account has it: these left, and it was their last number
};

// The accounts that have the number (E.164) at that instant, by everything recorded. Approvals and notices do not
// matter: an account whose status cannot be established is a holder like any other.
//
//   unavailable, damaged  as the ledger
Result<NumberHolders> holders_of(const ledger::Ledger& ledger, std::string_view e164, Instant at);

// The accounts that have it now, and those that had it at `said`: if the number changed hands while a refusal was under
// way, the refusal may belong to either account. A `said` after `now` means now.
//
//   unavailable, damaged  as the ledger
Result<NumberHolders> holders_since(const ledger::Ledger& ledger, std::string_view e164, Instant said, Instant now);

// Whether an active account other than this one had the number at some time from `from` until `until`, both included.
//
//   unavailable, damaged  as the ledger
Result<bool> had_by_another(const ledger::Ledger& ledger, std::string_view e164, std::string_view account, Instant from,
                            Instant until);

// Whether the text contains the number, in any spelling of either: digits of any script, with anything between them.
bool holds_number(std::string_view text, std::string_view number);

// The same for any of the customer's numbers and addresses. Addresses are also found in the spellings of programs and
// people: `%40` or a full-width `＠` for the sign, blanks around it, `(at)`.
bool holds_number_of(const evidence::CustomerRecorded& customer, std::string_view text);
// The same for any profile among the account's entries.
bool holds_number_of(std::span<const ledger::Recorded> entries, std::string_view text);

// invalid: the reference of the evidence holds a number or an address of any of these profiles.
Result<void> check_tells_no_number(std::span<const ledger::Recorded> entries, const evidence::Evidence& evidence);

// The key under which a reply is recorded for one of the accounts that its telephone number stands for. It reveals
// nothing about `key`, which may contain the number. Precondition: `key` is not empty.
std::string key_for_account(std::string_view key, std::string_view account);

}  // namespace assent::service
