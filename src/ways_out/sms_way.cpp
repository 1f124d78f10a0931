#include "ways_out/sms_way.hpp"

#include "notice_check/variables.hpp"
#include "sms_gateway/reports.hpp"

#include <optional>

namespace assent::ways_out {

using outreach::HandedOver;
using outreach::Outcome;

std::string sms_text(const evidence::NoticeText& text, const outreach::CustomerValues& values) {
  std::string all;
  for (const evidence::NoticeBlock& each : text.blocks) {
    if (!all.empty()) all += '\n';
    all += each.text;
  }
  return notice_check::filled(all, [&](const notice_check::Variable& variable) -> std::optional<std::string> {
    if (variable.name == "account") return values.account;
    if (variable.name == "services") return values.services;
    if (variable.name == "page") return values.page;
    return std::nullopt;
  });
}

HandedOver SmsWay::hand_over(const outreach::Message& message) {
  HandedOver one;
  const std::string text = sms_text(*message.text, message.values);
  if (!notice_check::variables_in(text).variables.empty()) {
    one.outcome = Outcome::refused;
    one.detail = "text_unfit";
    return one;
  }
  const std::string name = sms_gateway::message_name(message.queued);
  const auto handed = sender_.send({message.address, text, reports_ ? name : std::string()});
  if (!handed) {
    // A text that would be cut is not sent. Otherwise nobody knows whether the gateway has it.
    const bool unfit = handed.error().code == ErrorCode::invalid;
    one.outcome = unfit ? Outcome::refused : Outcome::uncertain;
    one.detail = unfit ? "text_unfit" : "no_response";
    return one;
  }
  one.detail = std::string(sms::to_string(*handed));
  switch (*handed) {
    case sms::Handed::accepted:
    case sms::Handed::queued:
      one.outcome = Outcome::taken;
      one.message_id = name;
      one.sent = clock_.now();
      break;
    case sms::Handed::refused: one.outcome = Outcome::refused; break;
    case sms::Handed::again: one.outcome = Outcome::later; break;
  }
  return one;
}

std::vector<HandedOver> SmsWay::hand_over(std::span<const outreach::Message> messages) {
  std::vector<HandedOver> became;
  for (const outreach::Message& each : messages) became.push_back(hand_over(each));
  return became;
}

}  // namespace assent::ways_out
