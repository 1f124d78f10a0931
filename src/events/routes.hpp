// The routes of events: the feed, and subscriptions. docs/events.md describes them.
#pragma once

#include "api/route.hpp"
#include "events/delivery.hpp"
#include "events/feed.hpp"
#include "events/handshake.hpp"
#include "events/signature.hpp"
#include "events/subscriptions.hpp"

#include <vector>

namespace assent::events {

// What subscriptions need. All outlive the routes.
struct Sending {
  Subscriptions& subscriptions;
  Delivery& delivery;
  Handshake& handshake;
  const Secrets& secrets;
};

// GET /v1/events. `feed` outlives the route.
api::Route feed_route(const Feed& feed);

// /v1/subscriptions and what is below. Without `sending`, each says that the server has no key for signatures.
std::vector<api::Route> subscription_routes(const Feed& feed, const Sending* sending);

}  // namespace assent::events
