#include "webhook/receivers.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <cstddef>

namespace assent::webhook {
namespace {

constexpr std::string_view kSecure = "https://";
constexpr std::string_view kPlain = "http://";
constexpr std::size_t kMostAddress = 2048;

bool is_plain_text(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7F' && c != '"' && c != '\\'; });
}

// `.` or `..`, in which each dot may be written as %2e (RFC 3986, 6.2.2.3).
bool is_dots(std::string_view segment) {
  std::size_t dots = 0;
  while (!segment.empty()) {
    const bool escaped = segment.starts_with("%2e") || segment.starts_with("%2E");
    if (!escaped && segment.front() != '.') return false;
    segment.remove_prefix(escaped ? 3 : 1);
    ++dots;
  }
  return dots == 1 || dots == 2;
}

bool has_dots(std::string_view address) {
  address = address.substr(0, address.find_first_of("?#"));
  while (true) {
    const std::size_t slash = address.find('/');
    if (is_dots(address.substr(0, slash))) return true;
    if (slash == std::string_view::npos) return false;
    address.remove_prefix(slash + 1);
  }
}

// Nothing, or a colon and digits.
bool is_port(std::string_view text) {
  return text.empty() || (text.size() > 1 && text.front() == ':' && std::ranges::all_of(text.substr(1), is_digit));
}

}  // namespace

bool is_beginning(std::string_view text) {
  const bool secure = text.starts_with(kSecure);
  if (!is_plain_text(text) || has_dots(text) || (!secure && !text.starts_with(kPlain))) return false;
  const std::string_view rest = text.substr(secure ? kSecure.size() : kPlain.size());
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos || slash == 0) return false;
  const std::string_view authority = rest.substr(0, slash);
  if (authority.find_first_of("@?#") != std::string_view::npos) return false;
  const std::string_view host =
      authority.substr(0, authority.starts_with('[') ? authority.find(']') + 1 : authority.find(':'));
  if (host.empty() || !is_port(authority.substr(host.size()))) return false;
  return secure || host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

bool may_be_called(std::string_view address, const Receivers& receivers) {
  return address.size() <= kMostAddress && is_plain_text(address) && !has_dots(address) &&
         std::ranges::any_of(receivers, [&](const std::string& each) { return address.starts_with(each); });
}

}  // namespace assent::webhook
