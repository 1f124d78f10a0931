// Kept refusals: what was said from a telephone number that nobody on record has, until somebody gets the number.
//
// Such a refusal is an entry like any other, under an account that is the keyed hash of the number
// (consent/kept_account.hpp): who has the ledger without its key entry cannot tell the number. The key is the
// carrier's first `number_key` entry, made when the first such refusal comes. When a profile gives an account a number,
// what is kept under that number is recorded for the account (service/carried_refusals.hpp), and counts from the
// instant at which it was said.
//
// Who keeps a refusal and who records a profile each write first and look for the other's entry then, so that one of
// the two sees both.
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

namespace assent {

// 32 bytes that nobody can guess.
using DrawKey = std::function<Result<Hash>()>;

// The ledger's key; nothing: none was made yet.
Result<std::optional<Hash>> number_key(const Ledger& ledger);

// Likewise, and it is made where there is none; of several who make one at once all get the same.
//
//   unavailable           also: none can be drawn; nothing was written
//   unavailable, damaged  as the ledger
Result<Hash> number_key_or_new(Ledger& ledger, const DrawKey& draw, const Circumstances& by, Instant now);

// `number:` and the HMAC-SHA-256 of the number, in hexadecimal figures. Pure.
std::string number_account(const Hash& key, std::string_view e164);

// An account and the numbers that its profile gives it.
struct NumberOwner {
  std::string_view account;
  std::span<const std::string> telephones;  // E.164
  std::optional<Instant> since;             // what was said from them before was another's; none: nobody knows
};

// Records for each of these what is kept under its numbers; how many refusals that were. To be called before profiles
// that give numbers are appended, and after.
//
//   unavailable, damaged  as the ledger; some may be recorded
Result<std::uint64_t> give_kept_refusals(Ledger& ledger, std::span<const NumberOwner> owners, const Circumstances& by,
                                         Instant now);

// Records what is kept under the number for whoever has it by now. To be called after a refusal was kept.
Result<std::uint64_t> give_to_holders(Ledger& ledger, const Hash& key, std::string_view e164, const Circumstances& by,
                                      Instant now);

}  // namespace assent
