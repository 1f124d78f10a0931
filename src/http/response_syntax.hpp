// ResponseSyntax: the head of a response of HTTP/1.1 as bytes (RFC 9112). Pure.
#pragma once

#include "http/message.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace assent::http {

// What the server knows of the exchange and the handler does not.
struct Sending {
  bool to_head = false;        // the request was HEAD: the head says what GET would give, no body follows
  bool http_1_0 = false;       // of the request: a body of unknown length ends with the connection
  bool persistent = true;      // the connection goes on
  std::string_view date = {};  // RFC 9110, 6.6.1; empty: none
};

// How the body follows the head.
enum class Follows : std::uint8_t {
  nothing,  // HEAD, 204, 304
  bytes,    // as many as Content-Length says
  chunks,   // RFC 9112, 7.1
  rest      // until the connection ends
};

// What a handler may send: a final status, names that are tokens, values without control characters.
bool is_sendable(const Response& response);

// Adds status line, fields and empty line. `response` is sendable. Fields that are the server's are left out of the
// response's own: Content-Length, Transfer-Encoding, Connection, Date.
Follows write_head(const Response& response, const Sending& sending, std::string& out);

// "Sun, 06 Nov 1994 08:49:37 GMT": RFC 9110, 5.6.7. Of the years 0000 to 9999.
std::string http_date(std::chrono::sys_seconds time);

}  // namespace assent::http
