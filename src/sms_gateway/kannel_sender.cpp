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

}  // namespace assent::sms_gateway
