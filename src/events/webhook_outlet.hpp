// WebhookOutlet: events by a POST each, in structured mode of CloudEvents 1.0, signed as Standard Webhooks say.
#pragma once

#include "base/clock.hpp"
#include "events/outlet.hpp"
#include "events/signature.hpp"
#include "webhook/sender.hpp"

namespace assent::events {

// What a response means: 2xx taken; 410 gone; 408, 429 and 5xx wait, and whatever is no response to a POST (1xx, 3xx);
// other 4xx refused.
Outcome outcome_of(unsigned status);

class WebhookOutlet final : public Outlet {
 public:
  // All outlive it.
  WebhookOutlet(webhook::Sender& sender, const Secrets& secrets, const Clock& clock)
      : sender_(sender), secrets_(secrets), clock_(clock) {}

  Sent send(const Subscription& subscription, const Event& event) override;

 private:
  webhook::Sender& sender_;
  const Secrets& secrets_;
  const Clock& clock_;
};

}  // namespace assent::events
