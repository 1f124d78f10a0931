// Kept refusals: refusals from a telephone number that no account on record has, until an account gets the number.
//
// Such a refusal is an entry like any other, under an account that is the keyed hash of the number
// (consent/kept_account.hpp): without the key entry, the ledger does not reveal the number. The key is the carrier's
// first `number_key` entry, made when the first such refusal comes. When a profile gives an account a number, what is
// kept under that number is recorded for the account (service/carried_refusals.hpp), and counts from the instant at
// which it was said.
//
// The caller that keeps a refusal and the caller that records a profile each write first and then look for the other's
// entry. So one of the two always sees both.
#pragma once

#include "base/result.hpp"
#include "evidence/hash.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assent::service {

// 32 bytes that cannot be guessed.
using DrawKey = std::function<Result<evidence::Hash>()>;

// The ledger's key; nothing: none was made yet.
Result<std::optional<evidence::Hash>> number_key(const ledger::Ledger& ledger);

// The same, and it is made if there is none. Callers that make one at the same time all get the same key.
//
//   unavailable           also: none can be made; nothing was written
//   unavailable, damaged  as the ledger
Result<evidence::Hash> number_key_or_new(ledger::Ledger& ledger, const DrawKey& draw, const Circumstances& by,
                                         Instant now);

// `number:` and the HMAC-SHA-256 of the number, in hexadecimal digits. Pure.
std::string number_account(const evidence::Hash& key, std::string_view e164);

// An account and the numbers that its profile gives it.
struct NumberOwner {
  std::string_view account;
  std::span<const std::string> telephones;  // E.164
  std::optional<Instant> since;             // what was said from them before belongs to others; none: unknown
};

// Records for each of these what is kept under its numbers, and returns how many refusals. Call it before appending
// profiles that give numbers, and again after.
//
//   unavailable, damaged  as the ledger; some may be recorded
Result<std::uint64_t> give_kept_refusals(ledger::Ledger& ledger, std::span<const NumberOwner> owners,
                                         const Circumstances& by, Instant now);

// Records what is kept under the number for the accounts that have it by now. Call it after keeping a refusal.
Result<std::uint64_t> give_to_holders(ledger::Ledger& ledger, const evidence::Hash& key, std::string_view e164,
                                      const Circumstances& by, Instant now);

}  // namespace assent::service
