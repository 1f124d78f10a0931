// SmsWay: notices as text messages, through a gateway.
#pragma once

#include "base/clock.hpp"
#include "outreach/way.hpp"
#include "sms/sender.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent::ways_out {

// The text of a message: the notice's blocks, one on each line, filled in. A subject is not sent.
std::string sms_text(const evidence::NoticeText& text, const outreach::CustomerValues& values);

class SmsWay final : public outreach::Way {
 public:
  // The sender and the clock outlive it. `reports`: delivery reports are asked for.
  SmsWay(sms::Sender& sender, const Clock& clock, std::string provider, bool reports)
      : sender_(sender), clock_(clock), provider_(std::move(provider)), reports_(reports) {}

  std::string_view channel() const override { return "sms"; }
  std::string_view provider() const override { return provider_; }
  // A text that would be cut is refused.
  std::vector<outreach::HandedOver> hand_over(std::span<const outreach::Message> messages) override;

 private:
  outreach::HandedOver hand_over(const outreach::Message& message);

  sms::Sender& sender_;
  const Clock& clock_;
  std::string provider_;
  bool reports_;
};

}  // namespace assent::ways_out
