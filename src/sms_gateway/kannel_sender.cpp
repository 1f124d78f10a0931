#include "sms_gateway/kannel_sender.hpp"

#include <chrono>
#include <string>

namespace assent::sms_gateway {
namespace {

constexpr std::chrono::seconds kPatience{20};

}  // namespace

Result<sms::Handed> KannelSender::send(const sms::Outgoing& message) {
  const http::Ask ask = TRY(sms::ask_to_send(message, user_));
  const auto received = box_->ask(ask, kPatience);
  if (!received) {
    return fail(ErrorCode::unavailable, "the gateway gave no response: " + std::string(to_string(received.error())),
                "see whether its SMS box runs");
  }
  return sms::read_handed(received->status, received->body);
}

Result<std::string> report_address(std::string_view server, std::string_view key) {
  constexpr std::size_t kBeforeSecret = 20;  // letters of a key: `ak_`, its id, `_`
  const auto address = TRY(http::address_of(server));
  if (!address.tls && !address.is_here()) {
    return fail(ErrorCode::invalid, "the key would go to another machine without TLS", "use `https://`");
  }
  if (key.size() <= kBeforeSecret || !key.starts_with("ak_")) {
    return fail(ErrorCode::invalid, "the key for delivery reports is no API key",
                "make one with `assent api-key create`");
  }
  return std::string(address.tls ? "https://" : "http://") + "kannel:" + std::string(key.substr(kBeforeSecret)) + "@" +
         address.authority() + address.path;
}

}  // namespace assent::sms_gateway
