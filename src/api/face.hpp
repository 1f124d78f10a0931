// Face: one of the interfaces that the server speaks. Each has its own way to say that something is wrong.
#pragma once

#include <cstdint>

namespace assent::api {

enum class Face : std::uint8_t {
  own,      // problem details (RFC 9457)
  authzen,  // AuthZEN Authorization API 1.0: a sentence as text
  camara,   // CAMARA Commonalities: {status, code, message}
  tmf644    // TM Forum TMF630: {code, reason, message, status}
};

}  // namespace assent::api
