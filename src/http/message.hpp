// Message: a request as it was received and a response as it will be sent (RFC 9110), as values. Pure.
//
// The server that reads and writes the bytes stands behind `http/handler.hpp`: no name of it appears here.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace assent::http {

// `other`: any that is not listed. RequestHead::method_name has its name.
enum class Method : std::uint8_t { get, head, post, put, patch, delete_, options, other };

Method method_of(std::string_view name);    // by the exact name, in capitals: RFC 9110, 9.1
std::string_view to_string(Method method);  // "" for `other`

struct HeaderField {
  std::string_view name;
  std::string_view value;  // without white space around it
};

// What the other side of the connection has shown of itself.
struct Peer {
  std::string address;              // of IP, without the port; never logged
  bool encrypted = false;           // by TLS
  std::string certificate_subject;  // RFC 4514; of a client certificate that was verified. Empty: none
  std::string certificate_sha256;   // of the same, base64url without padding (RFC 8705, `x5t#S256`). Empty: none
};

// A request without its body. The views live as long as the request is served.
struct RequestHead {
  Method method = Method::other;
  std::string_view method_name;
  std::string_view path;   // as it was sent, still percent-encoded; begins with `/`
  std::string_view query;  // what follows the first `?`, still percent-encoded; empty: none
  std::vector<HeaderField> headers;
  const Peer* peer = nullptr;  // never null while a request is served

  // The value of the field, by its name in any case. Nothing: no such field, or several of them.
  std::optional<std::string_view> header(std::string_view name) const;
  // How often the field is there.
  std::size_t count(std::string_view name) const;
};

struct Request {
  RequestHead head;
  std::string_view body;
};

// A body that is made while it is sent. It outlives the request and its Exchange, and owns what it needs.
class Chunks {
 public:
  virtual ~Chunks() = default;
  // Adds the next bytes to `out`, and says whether more will follow. Called by one thread at a time. If it cannot go
  // on, it sets `broken`: the connection is then closed without the end of the body, so that it is not taken for whole.
  virtual bool next(std::string& out) = 0;
  bool broken = false;
};

using Body = std::variant<std::string, std::unique_ptr<Chunks>>;

struct Response {
  unsigned status = 500;
  std::vector<std::pair<std::string, std::string>>
      headers;  // but for Content-Length, Transfer-Encoding, Connection, Date
  Body body;
  bool close = false;  // the connection ends with this response

  // Sets the field, in place of one of that name.
  Response& with(std::string name, std::string value) &;
  Response&& with(std::string name, std::string value) && { return std::move(with(std::move(name), std::move(value))); }
};

}  // namespace assent::http
