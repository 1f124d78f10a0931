#include "events/signature.hpp"

#include "evidence/base64.hpp"
#include "evidence/hmac.hpp"

#include <sodium/utils.h>

namespace assent::events {
namespace {

constexpr std::string_view kSecret = "whsec_";

}  // namespace

Secrets::~Secrets() { sodium_memzero(key_.data(), key_.size()); }

evidence::Hash Secrets::of_generation(const Subscription& subscription, std::uint64_t generation) const {
  const std::string named = "assent event subscription\n" + subscription.id + "\n" + std::to_string(generation);
  return evidence::hmac_sha256(key_, evidence::view_of(named));
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
    return "v1," + evidence::to_base64(
                       evidence::hmac_sha256(of_generation(subscription, generation), evidence::view_of(content)));
  };
  std::string text = signed_by(subscription.generation);
  if (subscription.generation > 1 && now < subscription.rotated + kBothSign) {
    text += ' ';
    text += signed_by(subscription.generation - 1);
  }
  return text;
}

}  // namespace assent::events
