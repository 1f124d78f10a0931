// Prefer: what a client would rather have (RFC 7240). Thread-safe.
#pragma once

#include "http/message.hpp"

namespace assent::api {

// Whether the response need not say more than that it was done: `return=minimal`. Of several `return`, the first counts
// (RFC 7240, section 2). A preference that is not known, or not written as one, is passed over.
bool prefers_minimal(const http::RequestHead& head);

}  // namespace assent::api
