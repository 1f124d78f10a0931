#include "evidence/signature.hpp"

#include <sodium/crypto_sign_ed25519.h>
#include <sodium/utils.h>

namespace assent::evidence {
namespace {

static_assert(crypto_sign_ed25519_SEEDBYTES == std::tuple_size_v<Ed25519Seed>);
static_assert(crypto_sign_ed25519_PUBLICKEYBYTES == std::tuple_size_v<Ed25519PublicKey>);
static_assert(crypto_sign_ed25519_BYTES == std::tuple_size_v<Ed25519Signature>);

// libsodium's form of a key: the seed and the public key. The library functions used here need no memory, lock,
// randomness or initialising, and cannot fail.
struct KeyPair {
  explicit KeyPair(const Ed25519Seed& seed) {
    crypto_sign_ed25519_seed_keypair(public_key.data(), secret.data(), seed.data());
  }
  ~KeyPair() { sodium_memzero(secret.data(), secret.size()); }
  KeyPair(const KeyPair&) = delete;
  KeyPair& operator=(const KeyPair&) = delete;

  Ed25519PublicKey public_key{};
  std::array<std::uint8_t, crypto_sign_ed25519_SECRETKEYBYTES> secret{};
};

}  // namespace

Ed25519PublicKey ed25519_public_key(const Ed25519Seed& seed) { return KeyPair(seed).public_key; }

Ed25519Signature ed25519_sign(const Ed25519Seed& seed, ByteView message) {
  const KeyPair key(seed);
  Ed25519Signature signature{};
  crypto_sign_ed25519_detached(signature.data(), nullptr, message.data(), message.size(), key.secret.data());
  return signature;
}

bool ed25519_verify(const Ed25519PublicKey& key, ByteView message, ByteView signature) {
  return signature.size() == std::tuple_size_v<Ed25519Signature> &&
         crypto_sign_ed25519_verify_detached(signature.data(), message.data(), message.size(), key.data()) == 0;
}

void forget(Ed25519Seed& seed) { sodium_memzero(seed.data(), seed.size()); }

}  // namespace assent::evidence
