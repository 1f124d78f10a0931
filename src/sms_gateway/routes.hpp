// The paths that the gateway asks: what a customer wrote, and what became of a notice.
#pragma once

#include "api/route.hpp"
#include "sms_gateway/replies.hpp"

#include <vector>

namespace assent::sms_gateway {

// `POST /v1/sms/messages?id=…` and `GET /v1/sms/reports/{message}?type=…`, with the scope `replies:record`. Both answer
// 200 with no text after they have recorded: of any other response the gateway makes a message to the customer, or
// loses theirs. The replies outlive the routes.
std::vector<api::Route> routes_of(app::Engine& engine, Replies& replies);

}  // namespace assent::sms_gateway
