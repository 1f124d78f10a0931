// The low-level functions, although OpenSSL 3 calls them old: the new ones look up an implementation and allocate for
// every hash, which costs more than hashing an entry. They cannot fail.
#define OPENSSL_API_COMPAT 10101

#include "evidence/hash.hpp"

#include "base/ascii.hpp"

#include <openssl/sha.h>

namespace assent::evidence {

Hash sha256(ByteView bytes) {
  Hash hash;
  SHA256_CTX state;
  SHA256_Init(&state);
  SHA256_Update(&state, bytes.data(), bytes.size());
  SHA256_Final(hash.data(), &state);
  return hash;
}

Hash sha256_prefixed(std::uint8_t prefix, ByteView bytes) {
  Hash hash;
  SHA256_CTX state;
  SHA256_Init(&state);
  SHA256_Update(&state, &prefix, 1);
  SHA256_Update(&state, bytes.data(), bytes.size());
  SHA256_Final(hash.data(), &state);
  return hash;
}

std::string to_hex(ByteView bytes) {
  constexpr std::string_view figures = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    text += figures[byte >> 4];
    text += figures[byte & 0x0f];
  }
  return text;
}

std::optional<Hash> hash_from_hex(std::string_view text) {
  Hash hash;
  if (text.size() != hash.size() * 2) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_small_hexadecimal(text[i])) return std::nullopt;
    const int value = hexadecimal(text[i]);
    hash[i / 2] = static_cast<std::uint8_t>(i % 2 == 0 ? value << 4 : hash[i / 2] | value);
  }
  return hash;
}

}  // namespace assent::evidence
