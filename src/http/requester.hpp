// Requester: what this product asks a server over HTTP. The one door between the product and the library that speaks
// it.
#pragma once

#include "base/result.hpp"
#include "http/message.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::http {

// Where a server is. No part is personal data or a secret.
struct Address {
  bool tls = false;
  std::string host;  // a name or a number; of IPv6 without its brackets
  std::uint16_t port = 80;
  std::string path;  // before every path that is asked for; without `/` at its end; empty: none

  // As the field Host has it.
  std::string authority() const;
  // The machine itself: `localhost`, 127.0.0.0/8 or ::1.
  bool is_here() const;
};

// Reads `http://host[:port][/path]`, `https://…`. invalid: anything else; a user or a password; a query or a fragment,
// in which keys are sent by mistake. The message repeats nothing of it.
Result<Address> address_of(std::string_view url);

// Files (PEM) for a connection by TLS; empty: see each.
struct ClientTls {
  std::string authorities;  // who signs servers' certificates; empty: whom the system trusts
  std::string certificate;  // the client's own; empty: it shows none
  std::string key;          // of that certificate
};

struct Ask {
  Method method = Method::get;
  std::string path;                                          // begins with `/`; what follows the address's own
  std::vector<std::pair<std::string, std::string>> headers;  // but for Host, Content-Length, Connection
  std::string body;
};

struct Received {
  unsigned status = 0;
  std::string retry_after;  // the field of that name; empty: there is none
  std::string body;
};

// Why there is no response.
enum class Missed : std::uint8_t {
  no_connection,  // nobody is reached at that address
  not_trusted,    // TLS: the server's certificate or the client's is not accepted
  timed_out,      // too slow, wherever it waited
  broken_off,     // the connection ended before the response did
  malformed,      // no response of HTTP/1.1
  too_large       // a longer body than is read
};

// "the server cannot be reached": for a sentence. It names no address.
std::string_view to_string(Missed missed);

// Thread-safe: each call uses a connection of its own, and leaves it for the next one.
class Requester {
 public:
  virtual ~Requester() = default;
  // `most`: the time for all of it, from connecting to the last byte. A connection that the server has ended meanwhile
  // is made anew, once: what is asked can be repeated without harm.
  virtual tl::expected<Received, Missed> ask(const Ask& asked, std::chrono::nanoseconds most) = 0;
};

// The bytes of a request of HTTP/1.1, with Host and Content-Length. The fields of `asked` are sendable.
std::string bytes_of(const Ask& asked, const Address& address);

}  // namespace assent::http
