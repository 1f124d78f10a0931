// VerifiedTokens: tokens that were found good a moment ago. A system sends one token with thousands of requests in a
// second, and verifying a signature takes longer than anything else that a short request needs. Pure.
#pragma once

#include "access/caller.hpp"
#include "access/held.hpp"
#include "base/instant.hpp"
#include "evidence/hash.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace assent::access {

struct VerifiedToken {
  evidence::Hash token{};  // its SHA-256
  Caller caller;
  Instant begins = kEarliest;
  Instant ends = kEarliest;  // the token counts before this instant
  Instant verified = kEarliest;
  std::string certificate_sha256;  // of the client certificate with which alone it counts. Empty: with any, or without
  std::size_t issuer = 0;
  std::uint64_t keys = 0;  // RotatingKeys::State::number of the keys that verified it
};

// Thread-safe. It holds a bounded number of tokens, those that came last, in places that their hashes choose. None but
// good tokens get there, so bad ones cannot displace them.
class VerifiedTokens {
 public:
  // Whether it still counts is the caller's to say. nullptr: it is not held.
  std::shared_ptr<const VerifiedToken> find(const evidence::Hash& token) const;
  void put(std::shared_ptr<const VerifiedToken> verified);

 private:
  static constexpr std::size_t kPlaces = 4096;
  static std::size_t place_of(const evidence::Hash& token) {
    return (token[0] + std::size_t{256} * token[1]) % kPlaces;
  }

  std::array<Held<VerifiedToken>, kPlaces> places_;
};

}  // namespace assent::access
