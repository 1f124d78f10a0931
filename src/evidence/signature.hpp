// Ed25519 (RFC 8032): keys from a seed, signatures, their verification. Pure: the seed's randomness is an argument.
// Thread-safe.
#pragma once

#include "evidence/hash.hpp"

#include <array>
#include <cstdint>

namespace assent::evidence {

using Ed25519Seed = std::array<std::uint8_t, 32>;  // the secret half of a key, RFC 8032's private key
using Ed25519PublicKey = std::array<std::uint8_t, 32>;
using Ed25519Signature = std::array<std::uint8_t, 64>;

Ed25519PublicKey ed25519_public_key(const Ed25519Seed& seed);

// The same seed and message give the same signature, always.
Ed25519Signature ed25519_sign(const Ed25519Seed& seed, ByteView message);

// True only if the seed of `key` signed exactly `message`. Wrong arguments of any kind (a key that is not a point, a
// signature of another length) give false.
bool ed25519_verify(const Ed25519PublicKey& key, ByteView message, ByteView signature);

// Overwrites a secret with zeros, so that it does not stay in memory.
void forget(Ed25519Seed& seed);

}  // namespace assent::evidence
