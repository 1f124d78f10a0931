// SentEvents: the feed of events over an engine, and the thread that sends them to those who subscribed.
#pragma once

#include "api/metrics.hpp"
#include "api/request_log.hpp"
#include "app/engine.hpp"
#include "base/clock.hpp"
#include "events/delivery.hpp"
#include "events/routes.hpp"
#include "events/webhook_outlet.hpp"
#include "server/settings.hpp"
#include "webhook/curl_sender.hpp"
#include "webhook/rounds.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace assent::server {

// The key of that file; nothing: no file is named.
//
//   invalid, not_found  it has no key of 64 hexadecimal digits
Result<std::optional<evidence::Hash>> event_key_in(const EventSettings& settings);

class SentEvents {
 public:
  // Without a key there is the feed only. The others outlive it.
  SentEvents(app::Engine& engine, const EventSettings& settings, const std::optional<evidence::Hash>& key,
             const evidence::Hash& seed, const Clock& clock, api::LogSink& log);

  std::vector<api::Route> routes() const;
  // Before the server starts.
  void watch(api::Metrics& metrics) const;
  // Sends from now on, for as long as this lives.
  void begin();

 private:
  struct Out {
    Out(app::Engine& engine, const EventSettings& settings, const evidence::Hash& key, const evidence::Hash& seed,
        const events::Feed& feed, const Clock& clock, api::LogSink& log);
    events::Secrets secrets;
    events::Subscriptions subscriptions;
    webhook::CurlSender asking;
    events::Handshake handshake;
    webhook::CurlSender sender;
    events::WebhookOutlet outlet;
    events::Delivery delivery;
    events::Sending sending;
    std::optional<webhook::Rounds> thread;  // ends first
  };

  events::Feed feed_;
  std::unique_ptr<Out> out_;  // nothing: there is no key
};

}  // namespace assent::server
