// KannelSender: text messages through Kannel's SMS box. Thread-safe.
#pragma once

#include "http/requester.hpp"
#include "sms/kannel_request.hpp"
#include "sms/sender.hpp"

#include <memory>
#include <utility>

namespace assent::sms_gateway {

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
