#include "http/requester.hpp"

#include "base/ascii.hpp"
#include "base/number.hpp"
#include "http/characters.hpp"

#include <algorithm>

namespace assent::http {
namespace {

constexpr std::string_view kPlain = "http://";
constexpr std::string_view kSecure = "https://";

tl::unexpected<Error> no_address(std::string what) {
  return fail(ErrorCode::invalid, "the server's address " + std::move(what),
              "write it as `https://host:port` or `http://host:port`");
}

// Cuts `:443` off; nothing: what follows the colon is no port.
std::optional<std::uint16_t> port_in(std::string_view text) {
  const auto port = number_in<std::uint16_t>(text);
  return port && *port > 0 ? port : std::nullopt;
}

}  // namespace

std::string Address::authority() const {
  std::string name = host.find(':') == std::string::npos ? host : "[" + host + "]";
  if (port != (tls ? 443 : 80)) name += ":" + std::to_string(port);
  return name;
}

bool Address::is_here() const {
  const bool numbers = std::ranges::all_of(host, [](char c) { return is_digit(c) || c == '.'; });
  return host == "localhost" || host == "::1" || (numbers && host.starts_with("127."));
}

Result<Address> address_of(std::string_view url) {
  Address address;
  address.tls = url.starts_with(kSecure);
  if (!address.tls && !url.starts_with(kPlain)) return no_address("does not begin with `http://` or `https://`");
  url.remove_prefix(address.tls ? kSecure.size() : kPlain.size());
  address.port = address.tls ? 443 : 80;
  if (url.find_first_of("?#") != std::string_view::npos) return no_address("has a query or a fragment");
  const std::size_t slash = std::min(url.find('/'), url.size());
  std::string_view host = url.substr(0, slash);
  std::string_view path = url.substr(slash);
  if (host.find('@') != std::string_view::npos) return no_address("has a user or a password");
  const bool bracketed = host.starts_with('[');
  const std::size_t end = bracketed ? host.find(']') : std::min(host.find(':'), host.size());
  if (end == std::string_view::npos) return no_address("lacks a `]`");
  const std::string_view rest = host.substr(bracketed ? end + 1 : end);
  host = bracketed ? host.substr(1, end - 1) : host.substr(0, end);
  if (!rest.empty()) {
    const auto port = rest.starts_with(':') ? port_in(rest.substr(1)) : std::nullopt;
    if (!port) return no_address("has a port that is none");
    address.port = *port;
  }
  const auto fits = [&](char c) {
    return is_letter(c) || is_digit(c) || c == '.' || (bracketed ? c == ':' : c == '-' || c == '_');
  };
  if (host.empty() || !std::ranges::all_of(host, fits)) return no_address("has a host that is none");
  if (!all_of(kTargetCharacters, path)) return no_address("has a path with other characters than a path may have");
  while (path.ends_with('/')) path.remove_suffix(1);
  std::ranges::transform(host, std::back_inserter(address.host), small);
  address.path = path;
  return address;
}

std::string_view to_string(Missed missed) {
  switch (missed) {
    case Missed::no_connection: return "the server cannot be reached";
    case Missed::not_trusted: return "TLS to the server failed: one of the two certificates is not accepted";
    case Missed::timed_out: return "the server did not answer in time";
    case Missed::broken_off: return "the connection ended before the response did";
    case Missed::malformed: return "what came is no response of HTTP/1.1";
    case Missed::too_large: return "the response is longer than is read";
  }
  return "";
}

std::string bytes_of(const Ask& asked, const Address& address) {
  std::string bytes;
  bytes.reserve(256 + asked.body.size());
  bytes.append(to_string(asked.method)).append(" ").append(address.path).append(asked.path).append(" HTTP/1.1\r\n");
  bytes.append("Host: ").append(address.authority()).append("\r\n");
  for (const auto& [name, value] : asked.headers) bytes.append(name).append(": ").append(value).append("\r\n");
  if (!asked.body.empty() || asked.method == Method::post) {
    bytes.append("Content-Length: ").append(std::to_string(asked.body.size())).append("\r\n");
  }
  return bytes.append("\r\n").append(asked.body);
}

}  // namespace assent::http
