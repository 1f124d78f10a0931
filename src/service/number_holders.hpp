// NumberHolders: whose a telephone number is, for recording what somebody said of whom nothing else is known.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/ledger.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

struct NumberHolders {
  std::vector<std::string> accounts;  // in the order in which they first had it; none: it is nobody's
  bool former = false;                // no active account has it: these left, and it was their last one
};

// Whose the number (E.164) is at that instant, by all that is recorded. Neither consents nor notices are looked at: an
// account whose status cannot be established is a holder like any other.
//
//   unavailable, damaged  as the ledger
Result<NumberHolders> holders_of(const Ledger& ledger, std::string_view e164, Instant at);

// Whose it is now, and whose it was when something was said: a refusal that was under way while the number passed on is
// one or the other's, and nobody can tell. `said` behind `now` is now.
//
//   unavailable, damaged  as the ledger
Result<NumberHolders> holders_since(const Ledger& ledger, std::string_view e164, Instant said, Instant now);

// Whether an active account other than this one had the number at some time from `from` until `until`, both included.
//
//   unavailable, damaged  as the ledger
Result<bool> had_by_another(const Ledger& ledger, std::string_view e164, std::string_view account, Instant from,
                            Instant until);

// Whether the text holds the number, however either is written: in figures of any script, whatever stands between them.
bool holds_number(std::string_view text, std::string_view number);

// The same of any of the customer's numbers and addresses; of an address also in the spellings that programs and people
// give it: `%40` or a full-width `＠` for the sign, blanks around it, `(at)`.
bool holds_number_of(const CustomerRecorded& customer, std::string_view text);
// Of any profile among the account's entries.
bool holds_number_of(std::span<const Recorded> entries, std::string_view text);

// invalid: the reference of the evidence holds a number or an address of any of these profiles.
Result<void> check_tells_no_number(std::span<const Recorded> entries, const Evidence& evidence);

// The key under which an answer is recorded for one account of those that its telephone number stands for. It tells
// nothing of `key`, which may hold the number. Precondition: `key` is not empty.
std::string key_for_account(std::string_view key, std::string_view account);

}  // namespace assent
