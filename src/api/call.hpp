// Call: one request that has found its route and shown its caller, as the route's code sees it.
#pragma once

#include "access/caller.hpp"
#include "base/instant.hpp"
#include "consent/reason.hpp"
#include "http/message.hpp"
#include "json/document.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::api {

struct Call {
  const http::Request& request;
  const access::Caller& caller;
  Instant now;                        // when it was admitted
  std::string_view id;                // of this request: the caller's X-Request-ID, or one of our own
  const json::Value* body = nullptr;  // of a route that takes JSON: what was sent; never null there
  // What stands in place of `{…}` in the route's path, decoded, in order.
  const std::vector<std::string>& parts;

  // What was decided, for metrics: of one decision its reason, and how many there were. Set by the route's code.
  std::optional<Reason> reason = {};
  std::uint64_t decisions = 0;
};

// The values of a query component by name, decoded (`application/x-www-form-urlencoded`). Nothing: it is not well
// formed.
std::optional<std::vector<std::pair<std::string, std::string>>> query_of(std::string_view query);

// A percent-encoded part of a path, decoded. Nothing: it is not well formed, or not UTF-8.
std::optional<std::string> decoded(std::string_view part);

}  // namespace assent::api
