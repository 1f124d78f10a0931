// ApiKeys: secrets that a carrier gives to its own systems and partners, where no server gives out tokens. Pure.
//
// A key reads `ak_<id>_<secret>`. The id is 16 hexadecimal digits; it is no secret. The secret is 32 random bytes in
// base64url. The key is shown once. What is kept of it is its SHA-256.
//
// A slow hash (argon2, scrypt) protects a secret that can be guessed. 256 random bits cannot be: a thief who has the
// hash would have to try 2^255 of them. So one fast hash is enough, and it can be made for each request.
#pragma once

#include "access/caller.hpp"
#include "base/instant.hpp"
#include "evidence/hash.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::access {

// What is kept of a key.
struct ApiKey {
  std::string id;
  evidence::Hash sha256{};  // of the whole key, `ak_` included
  Caller caller;
  Instant ends = kNever;  // the key counts before this instant
  bool revoked = false;
};

struct NewApiKey {
  std::string key;  // to show once, and to forget
  std::string id;
  evidence::Hash sha256{};
};

// `random`: 32 bytes that cannot be guessed, used for nothing else. The same bytes give the same key.
NewApiKey make_api_key(const evidence::Hash& random);

// Whether the text has the form of a key. It says nothing about whether the key counts.
bool is_api_key(std::string_view text);

// The keys of an installation. Immutable; thread-safe.
class ApiKeys {
 public:
  ApiKeys() = default;

  // invalid: an id that no key has or two keys have, two keys with one hash, or a caller that check_lasting() refuses.
  static Result<ApiKeys> make(std::vector<ApiKey> keys);

  enum class Finding {
    known,    // the caller is in Found
    unknown,  // no such key
    ended,    // the key is right, and its last instant is over
    revoked   // the key is right, and was taken back
  };
  struct Found {
    Finding finding = Finding::unknown;
    const Caller* caller = nullptr;  // of a known key; lives as long as these keys
  };
  // Takes the same time for each wrong secret.
  Found find(std::string_view key, Instant now) const;

  std::size_t size() const { return keys_.size(); }

 private:
  std::map<std::string, ApiKey, std::less<>> keys_;  // by id
};

}  // namespace assent::access
