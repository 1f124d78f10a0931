#include "events/signature.hpp"

#include "evidence/base64.hpp"

#include <sodium/crypto_auth_hmacsha256.h>
#include <sodium/utils.h>

namespace assent::events {
namespace {

constexpr std::string_view kSecret = "whsec_";

// The library's functions used here need no memory, lock or initialising, and cannot fail.
evidence::Hash hmac_sha256(const evidence::Hash& key, std::string_view text) {
  evidence::Hash hash{};
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  crypto_auth_hmacsha256_update(&state, evidence::view_of(text).data(), text.size());
  crypto_auth_hmacsha256_final(&state, hash.data());
  return hash;
}

}  // namespace

Secrets::~Secrets() { sodium_memzero(key_.data(), key_.size()); }

evidence::Hash Secrets::of_generation(const Subscription& subscription, std::uint64_t generation) const {
  return hmac_sha256(key_, "assent event subscription\n" + subscription.id + "\n" + std::to_string(generation));
}

std::string Secrets::secret_of(const Subscription& subscription) const {
  return std::string(kSecret) + evidence::to_base64(of_generation(subscription, subscription.generation));
}

std::string Secrets::signature(const Subscription& subscription, std::string_view id, std::int64_t second,
                               std::string_view body, Instant now) const {
  std::string content(id);
  content += '.';
  content += std::to_string(second);
  content += '.';
  content += body;
  const auto signed_by = [&](std::uint64_t generation) {
    return "v1," + evidence::to_base64(hmac_sha256(of_generation(subscription, generation), content));
  };
  std::string text = signed_by(subscription.generation);
  if (subscription.generation > 1 && now < subscription.rotated + kBothSign) {
    text += ' ';
    text += signed_by(subscription.generation - 1);
  }
  return text;
}

}  // namespace assent::events
