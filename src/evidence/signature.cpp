#include "evidence/signature.hpp"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <cstdlib>
#include <memory>
#include <new>

namespace assent {
namespace {

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeState {
  void operator()(EVP_MD_CTX* state) const { EVP_MD_CTX_free(state); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
using State = std::unique_ptr<EVP_MD_CTX, FreeState>;

// Any 32 bytes are a seed and any message can be signed, so a failure is one of the program's surroundings.
void must(bool done) {
  if (!done) std::abort();
}

// OpenSSL loads the texts of its errors, which are never shown here, at its first use, under a lock that it takes again
// where memory for them is not there: the program would then wait for itself (3.0.19). So they are not loaded. Nor does
// it clean up at the end, for which it asks for memory.
void prepare() {
  static const bool prepared =
      OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS | OPENSSL_INIT_NO_ATEXIT, nullptr) == 1;
  must(prepared);
}

State new_state() {
  State state(EVP_MD_CTX_new());
  if (!state) throw std::bad_alloc();
  return state;
}

Key secret_key(const Ed25519Seed& seed) {
  prepare();
  Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
  must(key != nullptr);
  return key;
}

}  // namespace

Ed25519PublicKey ed25519_public_key(const Ed25519Seed& seed) {
  const Key key = secret_key(seed);
  Ed25519PublicKey result;
  std::size_t size = result.size();
  must(EVP_PKEY_get_raw_public_key(key.get(), result.data(), &size) == 1 && size == result.size());
  return result;
}

Ed25519Signature ed25519_sign(const Ed25519Seed& seed, ByteView message) {
  const Key key = secret_key(seed);
  const State state = new_state();
  Ed25519Signature result;
  std::size_t size = result.size();
  must(EVP_DigestSignInit(state.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
       EVP_DigestSign(state.get(), result.data(), &size, message.data(), message.size()) == 1 && size == result.size());
  return result;
}

bool ed25519_verify(const Ed25519PublicKey& key, ByteView message, ByteView signature) {
  prepare();
  if (signature.size() != std::tuple_size_v<Ed25519Signature>) return false;
  const Key public_key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
  const State state = new_state();
  // Any 32 bytes may be a key: what fails here fails for want of memory, and says nothing of the signature.
  if (!public_key || EVP_DigestVerifyInit(state.get(), nullptr, nullptr, nullptr, public_key.get()) != 1)
    throw std::bad_alloc();
  const bool verified =
      EVP_DigestVerify(state.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
  ERR_clear_error();  // a signature that does not verify leaves one behind
  return verified;
}

void forget(Ed25519Seed& seed) { OPENSSL_cleanse(seed.data(), seed.size()); }

}  // namespace assent
