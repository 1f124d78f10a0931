// A customer's text message, as Kannel's SMS box passes it on. Pure; thread-safe.
//
// The box is set up with `post-url` and `send-sender = true`: the number is in a header field (`X-Kannel-From`) and the
// text in the body, so neither is in a URL. The body has the bytes as they came: `%a` in a URL would spoil Arabic.
#pragma once

#include "base/result.hpp"
#include "http/message.hpp"

#include <string>

namespace assent::sms {

struct Incoming {
  std::string from;  // as the network gives it: mostly E.164, with or without `+`
  std::string to;    // our short code or number
  std::string smsc;  // the connection by which it came; empty: it is not said
  std::string text;  // UTF-8. Bytes of no known charset are one U+FFFD: the text is not readable
};

// Reads UTF-8 and UTF-16BE, as the field Content-Type says.
//
//   invalid  there is no sender
Result<Incoming> incoming_of(const http::Request& request);

}  // namespace assent::sms
