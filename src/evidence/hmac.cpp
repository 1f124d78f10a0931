#include "evidence/hmac.hpp"

#include <sodium/crypto_auth_hmacsha256.h>

namespace assent::evidence {

// The library's functions used here need no memory, lock or initialising, and cannot fail.
Hash hmac_sha256(const Hash& key, ByteView bytes) {
  Hash hash{};
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  crypto_auth_hmacsha256_update(&state, bytes.data(), bytes.size());
  crypto_auth_hmacsha256_final(&state, hash.data());
  return hash;
}

}  // namespace assent::evidence
