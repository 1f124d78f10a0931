// KeySet: the public keys of an issuer of tokens, read from a JWK set (RFC 7517, 5). Pure.
#pragma once

#include "access/public_key.hpp"
#include "base/result.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace assent::access {

inline constexpr std::size_t kMostKeySetBytes = std::size_t{1024} * 1024;

// Immutable; thread-safe.
class KeySet {
 public:
  // Keys that are none for the algorithm are left out (RFC 7517, 5: ignored). Two that are and have the same `kid`, or
  // two without one, are left out too: it is unclear which is meant. A set without any key is a set: its issuer has
  // taken all of them back. invalid: no JSON, no JWK set, or longer than a mebibyte.
  static Result<KeySet> read(std::string_view text, Algorithm algorithm);

  // By the `kid` of a token's header. Of a token without one: the set's only key. nullptr: there is none. Lives as long
  // as the set.
  const PublicKey* find(const std::optional<std::string>& kid) const;

  std::size_t size() const { return keys_.size(); }

 private:
  std::map<std::string, PublicKey, std::less<>> keys_;  // by `kid`; "": without one
};

}  // namespace assent::access
