// KannelSender: text messages through Kannel's SMS box. Thread-safe.
#pragma once

#include "http/requester.hpp"
#include "sms/kannel_request.hpp"
#include "sms/sender.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace assent::sms_gateway {

// The address that Kannel is given for delivery reports: a server's, with the secret of an API key before the host, as
// Kannel sends it back.
//
//   invalid  no address; one of another machine without TLS; no API key. The message repeats nothing of the key.
Result<std::string> report_address(std::string_view server, std::string_view key);

class KannelSender final : public sms::Sender {
 public:
  KannelSender(std::unique_ptr<http::Requester> box, sms::KannelUser user)
      : box_(std::move(box)), user_(std::move(user)) {}
  Result<sms::Handed> send(const sms::Outgoing& message) override;

 private:
  std::unique_ptr<http::Requester> box_;
  sms::KannelUser user_;
};

}  // namespace assent::sms_gateway
