// Handler: what a server asks about each request. The one door between the product and the library that speaks HTTP.
#pragma once

#include "http/message.hpp"

#include <cstddef>
#include <memory>
#include <variant>

namespace assent::http {

// Where a request is served.
enum class Where : std::uint8_t {
  at_once,  // on the thread that has read it: it takes microseconds and waits for nothing
  aside     // on another thread: it may wait for a disk, or take long
};

// One request that was admitted. It is served once, or dropped without being served if the connection ends before.
class Exchange {
 public:
  virtual ~Exchange() = default;
  // `request.head` is the one that was admitted. `request.body` is whole.
  virtual Response serve(const Request& request) = 0;
};

struct Admitted {
  std::unique_ptr<Exchange> exchange;  // never null
  Where where = Where::aside;
  std::size_t most_body_bytes = 0;  // a longer body is answered with 413, by Handler::refuse()
};

// What the server found wrong before, or instead of, a handler.
enum class Fault : std::uint8_t {
  malformed,         // 400: no request of HTTP/1.1, or one that two readers could understand in two ways
  header_too_large,  // 431
  body_too_large,    // 413
  too_slow,          // 408
  too_many,          // 503: connections or requests waiting; with Retry-After
  failed             // 500: serving threw an exception
};

// Thread-safe: called by many threads at a time.
class Handler {
 public:
  virtual ~Handler() = default;

  // Asked when the head is there and the body is not: a request that is refused here costs no reading. A Response is
  // sent as it is, and the body, if there is one, is not read: the connection ends.
  virtual std::variant<Admitted, Response> admit(const RequestHead& head) = 0;

  // The body for a fault. `head` is null if none could be read. The server adds `Connection: close`.
  virtual Response refuse(Fault fault, const RequestHead* head) = 0;
};

}  // namespace assent::http
