// Signature: how a receiver sees that an event came from this server and was not changed (Standard Webhooks 1.0.0,
// "Signature scheme": HMAC-SHA256, symmetric). Pure; thread-safe.
//
// A subscription's secret is computed from the server's key, the subscription's id and the secret's generation. So it
// stands nowhere, and a copy of the ledger gives nobody the means to sign.
#pragma once

#include "base/instant.hpp"
#include "events/subscription.hpp"
#include "evidence/hash.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace assent::events {

// How long the secret before still signs beside the new one.
inline constexpr std::chrono::hours kBothSign{24};

class Secrets {
 public:
  explicit Secrets(const evidence::Hash& key) : key_(key) {}
  ~Secrets();
  Secrets(const Secrets&) = delete;
  Secrets& operator=(const Secrets&) = delete;

  // "whsec_" and 32 bytes in base 64.
  std::string secret_of(const Subscription& subscription) const;

  // The value of `webhook-signature` for a message with that id, at that second: "v1,…"; for a day after a new secret,
  // both signatures with a space between them.
  std::string signature(const Subscription& subscription, std::string_view id, std::int64_t second,
                        std::string_view body, Instant now) const;

 private:
  evidence::Hash of_generation(const Subscription& subscription, std::uint64_t generation) const;

  evidence::Hash key_;
};

}  // namespace assent::events
