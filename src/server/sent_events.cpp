#include "server/sent_events.hpp"

#include "app/configuration.hpp"
#include "embed/named_files.hpp"

#include <functional>
#include <utility>

namespace assent::server {
namespace {

constexpr std::size_t kKeyBytesMost = 4096;

using OfStanding = std::function<double(const events::Standing&)>;

}  // namespace

Result<std::optional<evidence::Hash>> event_key_in(const EventSettings& settings) {
  if (settings.key.empty()) return std::nullopt;
  auto text = TRY(embed::text_in(settings.key, kKeyBytesMost));
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  const auto key = evidence::hash_from_hex(text);
  if (!key) {
    return fail(ErrorCode::invalid, "`events.key` names a file without a key", "make one: `openssl rand -hex 32`");
  }
  return key;
}

SentEvents::Out::Out(app::Engine& engine, const EventSettings& settings, const evidence::Hash& key,
                     const evidence::Hash& seed, const events::Feed& feed, const Clock& clock, api::LogSink& log)
    : secrets(key),
      subscriptions(engine, seed, settings.receivers),
      handshake(asking, events::host_in(settings.address)),
      outlet(sender, secrets, clock),
      delivery(feed, subscriptions, outlet, clock, log),
      sending{subscriptions, delivery, handshake, secrets} {}

SentEvents::SentEvents(app::Engine& engine, const EventSettings& settings, const std::optional<evidence::Hash>& key,
                       const evidence::Hash& seed, const Clock& clock, api::LogSink& log)
    : feed_(engine, settings.address) {
  if (key) out_ = std::make_unique<Out>(engine, settings, *key, seed, feed_, clock, log);
}

std::vector<api::Route> SentEvents::routes() const {
  auto routes = events::subscription_routes(feed_, out_ ? &out_->sending : nullptr);
  routes.push_back(events::feed_route(feed_));
  return routes;
}

void SentEvents::watch(api::Metrics& metrics) const {
  if (!out_) return;
  const auto each = [&](const char* name, const char* kind, const char* help, OfStanding value) {
    metrics.watch_each(name, kind, help, "subscription", [this, value = std::move(value)] {
      api::Metrics::Labelled values;
      for (const auto& [id, standing] : out_->delivery.standings()) values.emplace_back(id, value(standing));
      return values;
    });
  };
  each("assent_events_sent", "counter", "Events that a receiver has taken, by subscription.",
       [](const events::Standing& standing) { return static_cast<double>(standing.sent); });
  each("assent_event_failures", "counter", "Sendings of events that a receiver did not take, by subscription.",
       [](const events::Standing& standing) { return static_cast<double>(standing.failures); });
  each("assent_event_dead_letters", "gauge", "Events that a receiver refused for good, by subscription.",
       [](const events::Standing& standing) { return static_cast<double>(standing.dead_letters); });
  each("assent_event_entries_behind", "gauge", "Entries of the ledger behind which a receiver is, by subscription.",
       [this](const events::Standing& standing) {
         const auto heads = feed_.engine().ports().ledger.heads();
         return heads ? static_cast<double>(events::entries_from(standing.acknowledged, *heads)) : 0.0;
       });
}

void SentEvents::begin() {
  if (!out_) return;
  events::Delivery& delivery = out_->delivery;
  out_->thread.emplace(
      [&delivery] {
        const auto more = delivery.round();
        return more && *more;
      },
      [&delivery] { delivery.note_all(); });
}

}  // namespace assent::server
