#include "events/handshake.hpp"

#include "base/ascii.hpp"

#include <algorithm>

namespace assent::events {

std::string host_in(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme == std::string_view::npos) return {};
  address.remove_prefix(scheme + 3);
  const std::string_view authority = address.substr(0, address.find_first_of("/?#"));
  if (authority.find('@') != std::string_view::npos) return {};
  if (authority.starts_with('[')) return std::string(authority.substr(0, authority.find(']') + 1));
  return std::string(authority.substr(0, authority.find(':')));
}

Result<void> Handshake::ask(const std::string& address) {
  const std::lock_guard lock(mutex_);
  webhook::Message question{address, {}, {}};
  question.method = webhook::Method::options;
  question.headers = {{"WebHook-Request-Origin", origin_}};
  const auto response = sender_.send(question);
  if (!response) {
    return fail(ErrorCode::unavailable, "the receiver did not say whether it wants events: " + response.error().message,
                "see that the address can be reached, and ask again");
  }
  const std::string_view allowed = response->header("WebHook-Allowed-Origin");
  const bool agrees = allowed == "*" || std::ranges::equal(allowed, origin_, {}, small, small);
  if (response->status >= 200 && response->status < 300 && agrees) return {};
  return fail(ErrorCode::invalid,
              "the receiver does not agree: it answered OPTIONS with status " + std::to_string(response->status) +
                  (agrees ? "" : " and without that origin"),
              "have it answer with `WebHook-Allowed-Origin: " + origin_ + "`");
}

}  // namespace assent::events
