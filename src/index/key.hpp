// Keys: accounts and telephone numbers as 64 bits, exactly.
//
// An account of at most twelve of the characters 0-9 A-Z - _ . is its own key: a number to the base 40. Any other
// account is stored in full in an arena of texts, and its key says where. So equal keys mean equal accounts, and equal
// hashes never cause a mistake. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assent::index {

using Key = std::uint64_t;

// Keys from here on are offsets in the arena. 40 to the 12th is less.
inline constexpr Key kFirstArenaKey = 0xF000'0000'0000'0000;

// 0, which is no account's key: it does not fit. The empty account has no key. Returned in one register, because it is
// found for every row of a list.
Key packed_account_or_0(std::string_view account);
// The same, a character at a time: for checking it, and for processors with unknown registers.
Key packed_account_plainly(std::string_view account);

// Nothing: the account does not fit.
inline std::optional<Key> packed_account(std::string_view account) {
  const Key key = packed_account_or_0(account);
  return key != 0 ? std::optional(key) : std::nullopt;
}

// Precondition: packed_account() gave it.
std::string unpacked_account(Key key);

// The digits of an E.164 number ("+9613123456"); nothing: it is not one.
std::optional<Key> packed_telephone(std::string_view e164);
std::string unpacked_telephone(Key key);

// For a pseudonym (evidence/identity.hpp): a part of its hash. No number has this key, but several pseudonyms may, so
// it can only mean that the ledger must be asked.
Key packed_pseudonym(std::string_view pseudonym);
inline bool is_pseudonyms_key(Key telephone) { return telephone >> 56 != 0; }

// Spreads keys over all 64 bits. Not for keys that an adversary chooses to collide.
inline std::uint64_t spread(std::uint64_t key) {
  key ^= key >> 32;
  key *= 0xd6e8feb86659fd93;
  key ^= key >> 32;
  key *= 0xd6e8feb86659fd93;
  key ^= key >> 32;
  return key;
}
std::uint64_t spread(std::string_view text);

}  // namespace assent::index
