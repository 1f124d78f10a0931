// PublicKey: what verifies signatures of one algorithm, read from a JWK (RFC 7517, RFC 7518 section 6, RFC 8037). Pure.
#pragma once

#include "access/algorithm.hpp"
#include "evidence/hash.hpp"
#include "json/document.hpp"

#include <memory>
#include <optional>

struct evp_pkey_st;

namespace assent::access {

// Immutable; thread-safe; cheap to copy.
class PublicKey {
 public:
  // Nothing: the JWK is no key for that algorithm. Its `kty` and `crv` are those of the algorithm, and so is its `alg`
  // where it has one. Its `use` and `key_ops` say where they are there that it verifies. It shows no secret. An RSA
  // modulus has 2048 to 8192 bits and is none of those that show which primes they have (CVE-2017-15361); the exponent
  // is odd and no less than 3. A point lies on its curve.
  static std::optional<PublicKey> read(const json::Value& jwk, Algorithm algorithm);

  Algorithm algorithm() const { return algorithm_; }

  // Whether the key's owner signed exactly `message`. An ECDSA signature is r and s, each as long as the curve's order
  // (RFC 7518, 3.4); a PSS salt is as long as the hash (3.5). Leaves nothing in OpenSSL's queue of errors, in which a
  // connection of the same thread would look for its own.
  bool verify(evidence::ByteView message, evidence::ByteView signature) const;

 private:
  PublicKey(Algorithm algorithm, std::shared_ptr<evp_pkey_st> key) : algorithm_(algorithm), key_(std::move(key)) {}
  PublicKey(Algorithm algorithm, const evidence::Hash& ed25519) : algorithm_(algorithm), ed25519_(ed25519) {}

  Algorithm algorithm_;
  std::shared_ptr<evp_pkey_st> key_;  // RSA, EC
  evidence::Hash ed25519_{};          // EdDSA: the public key
};

}  // namespace assent::access
