// Identity: what identifies a customer (telephone numbers, e-mail and postal addresses), sealed under a key of the
// customer's own.
//
// An entry has it in a box (XChaCha20-Poly1305, with the account as additional data), and a keyed hash of each
// telephone number. After the customer's key is destroyed, no one can open the box, in the ledger or in any copy of it.
// The hash still finds the account for a number, as long as the number key exists, which is also kept outside the
// ledger. So with the ledger alone no one can even try all numbers.
//
// The same content gives the same box under the same key, so that a repeated recording is recognised. Pure;
// thread-safe.
#pragma once

#include "evidence/entry.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assent::evidence {

// One of an account's keys. The account gets a new one if it is recorded again after its keys were destroyed.
struct IdentityKey {
  std::uint64_t number = 0;  // from 1
  Hash key{};                // 32 bytes that cannot be guessed

  friend bool operator==(const IdentityKey&, const IdentityKey&) = default;
};

// The overhead of a box: a nonce of 24 bytes, a tag of 16.
inline constexpr std::size_t kBoxOverhead = 40;

// Whether the profile has anything that identifies the customer, including pseudonyms.
bool identifies(const CustomerRecorded& customer);
// Whether sealing needs a key: it has more than pseudonyms.
bool needs_key(const CustomerRecorded& customer);

// `#` and the hash of a telephone number (E.164) in hexadecimal digits: the number's name when the number itself cannot
// be read. The pseudonym of a pseudonym is itself.
std::string pseudonym(const Hash& number_key, std::string_view e164);
std::string pseudonym(const NumberHash& hash);
bool is_pseudonym(std::string_view telephone);

// Sets `sealed` from the numbers and addresses, which stay; does nothing if the profile does not identify the customer.
// Preconditions: check(); `key` is given if the profile needs one.
void seal(CustomerRecorded& customer, std::string_view account, const IdentityKey& key, const Hash& number_key);

// The reverse: sets numbers and addresses from `sealed`, which is then absent. False, and nothing changed: wrong
// account or wrong key. Precondition: sealed, with a key.
bool open(CustomerRecorded& customer, std::string_view account, const IdentityKey& key);

// If it cannot be opened: pseudonyms for the numbers, no addresses; `sealed` is then absent. Does nothing if nothing is
// sealed.
void close(CustomerRecorded& customer);

// The same for a document's text, under the same key of the customer's, and with a box of its own kind: neither opens
// as the other. A document without a text has nothing to seal.
void seal(PrivacyDocumentRecorded& document, std::string_view account, const IdentityKey& key);
bool open(PrivacyDocumentRecorded& document, std::string_view account, const IdentityKey& key);
void close(PrivacyDocumentRecorded& document);

// The profile's names in an index of telephone numbers: pseudonyms, or numbers if they are in clear.
Names names_of_numbers(const CustomerRecorded& customer);

// A separate key for each account and number, from a seed that cannot be guessed and is then forgotten.
Hash derived_key(const Hash& seed, std::string_view account, std::uint64_t number);

}  // namespace assent::evidence
