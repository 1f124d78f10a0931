#include "camara/callback.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <array>

namespace assent::camara {
namespace {

constexpr std::array<std::string_view, 3> kLoopback = {"127.0.0.1", "[::1]", "localhost"};
// Schemes of the web, of mail and of calls, and those by which a program is run: none is an app's own.
constexpr std::array<std::string_view, 18> kTaken = {
    "http",  "https", "ws",          "wss",    "ftp", "file", "data", "javascript", "vbscript",
    "about", "blob",  "view-source", "mailto", "tel", "sms",  "geo",  "intent",     "filesystem"};

// RFC 3986, 2.2 and 2.3, without `#`; a percent sign stands before two digits.
bool is_written_plainly(std::string_view url) {
  constexpr std::string_view kMarks = "-._~:/?[]@!$&'()*+,;=%";
  for (std::size_t i = 0; i < url.size(); ++i) {
    const char c = url[i];
    if (!is_letter(c) && !is_digit(c) && kMarks.find(c) == std::string_view::npos) return false;
    const auto digit = [&](std::size_t at) { return at < url.size() && hexadecimal(url[at]) >= 0; };
    if (c == '%' && (!digit(i + 1) || !digit(i + 2))) return false;
  }
  return true;
}

struct Address {
  std::string_view scheme;
  std::string_view host;  // without port
  std::string_view port;  // with its colon; empty: none
  std::string_view rest;  // from the path on, without what follows `?`
};

Address parts_of(std::string_view url) {
  Address parts;
  const std::size_t colon = url.find(':');
  if (colon == std::string_view::npos) return parts;
  parts.scheme = url.substr(0, colon);
  std::string_view after = url.substr(colon + 1);
  after = after.substr(0, after.find('?'));
  if (!after.starts_with("//")) {
    parts.rest = after;
    return parts;
  }
  after.remove_prefix(2);
  const std::string_view authority = after.substr(0, after.find('/'));
  parts.rest = after.substr(authority.size());
  const std::size_t bracket = authority.rfind(']');
  const std::size_t at = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  parts.host = authority.substr(0, at);
  parts.port = at == std::string_view::npos ? std::string_view() : authority.substr(at);
  return parts;
}

bool is_port(std::string_view port) {
  return port.empty() || (port.size() >= 2 && port.size() <= 6 && std::ranges::all_of(port.substr(1), is_digit));
}

bool is_host(std::string_view host) {
  return !host.empty() &&
         std::ranges::all_of(host, [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '.'; });
}

}  // namespace

std::string encoded(std::string_view text) {
  std::string out;
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::string_view kUnreserved = "-._~";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_letter(c) || is_digit(c) || kUnreserved.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += '%';
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    }
  }
  return out;
}

CallbackKind callback_kind(std::string_view url) {
  if (url.size() > 2000 || !is_written_plainly(url)) return CallbackKind::none;
  const Address parts = parts_of(url);
  if (parts.scheme.empty() || !is_small_letter(parts.scheme.front())) return CallbackKind::none;
  if (parts.scheme == "https") {
    return is_host(parts.host) && is_port(parts.port) ? CallbackKind::web : CallbackKind::none;
  }
  if (parts.scheme == "http") {
    const bool here = std::ranges::find(kLoopback, parts.host) != kLoopback.end();
    return here && is_port(parts.port) ? CallbackKind::loopback : CallbackKind::none;
  }
  const bool word = std::ranges::all_of(
      parts.scheme, [](char c) { return is_small_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '+'; });
  const bool own = word && std::ranges::find(kTaken, parts.scheme) == kTaken.end();
  return own && (!parts.host.empty() || !parts.rest.empty()) && parts.host.find('@') == std::string_view::npos
             ? CallbackKind::app
             : CallbackKind::none;
}

bool is_registered(std::string_view url, const std::vector<std::string>& registered) {
  const CallbackKind kind = callback_kind(url);
  if (kind == CallbackKind::none) return false;
  const std::string_view asked = url.substr(0, url.find('?'));
  return std::ranges::any_of(registered, [&](const std::string& each) {
    if (asked == each) return true;
    if (kind != CallbackKind::loopback || callback_kind(each) != CallbackKind::loopback) return false;
    const Address a = parts_of(asked);
    const Address b = parts_of(each);
    return a.host == b.host && a.rest == b.rest;
  });
}

std::string_view word_of(CaptureResult result) {
  switch (result) {
    case CaptureResult::granted: return "granted";
    case CaptureResult::partial_grant: return "partial_grant";
    case CaptureResult::denied: return "denied";
    case CaptureResult::error: return "error";
    case CaptureResult::timeout: return "timeout";
  }
  return "error";
}

std::string with_result(std::string_view url, CaptureResult result, std::string_view state) {
  std::string out(url);
  if (url.find('?') == std::string_view::npos) out += '?';
  else if (!url.ends_with('?') && !url.ends_with('&')) out += '&';
  out += "capture_result=";
  out += word_of(result);
  if (!state.empty()) {
    out += "&state=" + encoded(state);
  }
  return out;
}

std::string source_of(std::string_view url) {
  const Address parts = parts_of(url);
  std::string source(parts.scheme);
  const CallbackKind kind = callback_kind(url);
  if (kind == CallbackKind::web || kind == CallbackKind::loopback) {
    source += "://";
    source += parts.host;
    source += parts.port;
  } else {
    source += ':';
  }
  return source;
}

}  // namespace assent::camara
