// Identity: what identifies a customer (telephone numbers, e-mail and postal addresses), sealed under a key of the
// customer's own.
//
// An entry keeps it in a box (XChaCha20-Poly1305, with the account as additional data) and keeps a keyed hash of each
// telephone number. Once the customer's key is destroyed nobody can open the box, in the ledger or in any copy of it.
// The hash still finds the account of somebody who names the number: as long as the number key is kept, and that is
// kept outside the ledger, too. So who has the ledger alone cannot even try all numbers.
//
// The same content gives the same box under the same key, so that a repeated recording is known as such. Pure;
// thread-safe.
#pragma once

#include "evidence/entry.hpp"

#include <string>
#include <string_view>

namespace assent {

// One of an account's keys. It gets another one if it is recorded again after its keys were destroyed.
struct IdentityKey {
  std::uint64_t number = 0;  // from 1
  Hash key{};                // 32 bytes that nobody can guess

  friend bool operator==(const IdentityKey&, const IdentityKey&) = default;
};

// What a box has more than what is in it: a nonce of 24 bytes, a tag of 16.
inline constexpr std::size_t kBoxOverhead = 40;

// Whether the profile says anything that identifies the customer, pseudonyms among it.
bool identifies(const CustomerRecorded& customer);
// Whether sealing needs a key: it says more than pseudonyms.
bool needs_key(const CustomerRecorded& customer);

// `#` and the hash of a telephone number (E.164) in hexadecimal figures: the number's name where the number itself is
// not to be had. The pseudonym of a pseudonym is itself.
std::string pseudonym(const Hash& number_key, std::string_view e164);
std::string pseudonym(const NumberHash& hash);
bool is_pseudonym(std::string_view telephone);

// Sets `sealed` from the numbers and addresses, which stay; nothing where it identifies nobody. Preconditions: check();
// `key` is one, if the profile needs one.
void seal(CustomerRecorded& customer, std::string_view account, const IdentityKey& key, const Hash& number_key);

// The other way: sets numbers and addresses from `sealed`, which is then absent. False, and nothing changed: it is not
// that account's, or not under that key. Precondition: sealed, with a key.
bool open(CustomerRecorded& customer, std::string_view account, const IdentityKey& key);

// Where it cannot be opened: pseudonyms for the numbers, no addresses; `sealed` is then absent. Without effect where
// nothing is sealed.
void close(CustomerRecorded& customer);

// Under which names an index of telephone numbers has the profile: pseudonyms, or numbers where it stands in clear.
Names names_of_numbers(const CustomerRecorded& customer);

// Another key for each account and number, from a seed that nobody can guess and that is forgotten then.
Hash derived_key(const Hash& seed, std::string_view account, std::uint64_t number);

}  // namespace assent
