// WebhookCodeOutlet: codes by a POST each to a program of the carrier's, signed as Standard Webhooks 1.0.0 say.
#pragma once

#include "base/clock.hpp"
#include "customer_page/code_outlet.hpp"
#include "evidence/hash.hpp"
#include "service/kept_refusals.hpp"
#include "webhook/sender.hpp"

#include <mutex>
#include <string>

namespace assent::customer_page {

class WebhookCodeOutlet final : public CodeOutlet {
 public:
  // `sender` and `clock` outlive it. `draw` gives each message its id.
  WebhookCodeOutlet(webhook::Sender& sender, const Clock& clock, std::string address, const evidence::Hash& key,
                    service::DrawKey draw)
      : sender_(sender), clock_(clock), address_(std::move(address)), key_(key), draw_(std::move(draw)) {}

  // A response of 2xx takes it.
  Result<void> send(const CodeMessage& message) override;

 private:
  webhook::Sender& sender_;
  const Clock& clock_;
  std::string address_;
  evidence::Hash key_;
  service::DrawKey draw_;
  std::mutex mutex_;  // guards sender_
};

}  // namespace assent::customer_page
