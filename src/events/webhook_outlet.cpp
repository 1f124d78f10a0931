#include "events/webhook_outlet.hpp"

#include <charconv>
#include <chrono>

namespace assent::events {
namespace {

// Without a character set: some readers of the format take none.
constexpr std::string_view kStructured = "application/cloudevents+json";

// RFC 9110, 10.2.3, as seconds. A date is not heard: the server waits in its own way.
std::chrono::seconds seconds_in(std::string_view retry_after) {
  constexpr std::int64_t kMost = 86'400;
  std::int64_t seconds = 0;
  const auto [end, fault] = std::from_chars(retry_after.data(), retry_after.data() + retry_after.size(), seconds);
  if (end != retry_after.data() + retry_after.size() || seconds < 0) return std::chrono::seconds{0};
  if (fault == std::errc::result_out_of_range || seconds > kMost) return std::chrono::seconds{kMost};
  return fault == std::errc() ? std::chrono::seconds{seconds} : std::chrono::seconds{0};
}

}  // namespace

Outcome outcome_of(unsigned status) {
  constexpr unsigned kTimeout = 408;
  constexpr unsigned kGone = 410;
  constexpr unsigned kTooMany = 429;
  if (status >= 200 && status < 300) return Outcome::taken;
  if (status == kGone) return Outcome::gone;
  if (status == kTimeout || status == kTooMany || status < 400 || status >= 500) return Outcome::wait;
  return Outcome::refused;
}

Sent WebhookOutlet::send(const Subscription& subscription, const Event& event) {
  const Instant now = clock_.now();
  const std::int64_t second = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  webhook::Message message{subscription.address, std::string(kStructured), event.json};
  message.headers = {{"webhook-id", event.id},
                     {"webhook-timestamp", std::to_string(second)},
                     {"webhook-signature", secrets_.signature(subscription, event.id, second, event.json, now)}};
  const auto response = sender_.send(message);
  if (!response) return {Outcome::wait, 0, response.error().message};
  return {outcome_of(response->status), response->status, "status " + std::to_string(response->status),
          seconds_in(response->header("Retry-After"))};
}

}  // namespace assent::events
