#include "ways_out/email_way.hpp"

#include "service/side_by_side.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace assent::ways_out {
namespace {

using email::Handing;
using outreach::HandedOver;
using outreach::Outcome;

// In the order of EmailWay's values.
std::vector<std::string> variables() { return {"account", "services", "page"}; }

HandedOver unfit(std::string detail) {
  HandedOver one;
  one.outcome = Outcome::refused;
  one.detail = std::move(detail);
  return one;
}

Outcome outcome_of(Handing handing) {
  switch (handing) {
    case Handing::accepted: return Outcome::taken;
    case Handing::refused: return Outcome::refused;
    case Handing::refused_for_now:
    case Handing::not_sent: return Outcome::later;
    case Handing::uncertain: return Outcome::uncertain;
  }
  return Outcome::uncertain;
}

}  // namespace

const email::NoticeEmail* EmailWay::composed(const evidence::NoticeText& text) {
  const auto [at, is_new] = composed_.try_emplace(&text);
  if (is_new) {
    auto made = email::NoticeEmail::make(text, variables(), parts_.sender);
    if (made) at->second = *std::move(made);
  }
  return at->second ? &*at->second : nullptr;
}

HandedOver EmailWay::hand_over(const outreach::Message& message, const email::NoticeEmail& notice) const {
  const std::string token = parts_.tokens.token_of(message.queued);
  const std::array<std::string_view, 3> values = {message.values.account, message.values.services, message.values.page};
  const auto email = notice.compose({message.address, message.values.page, token, values}, clock_.now(),
                                    parts_.signer ? &*parts_.signer : nullptr);
  if (!email) return unfit("not_composed");
  const email::Handed handed = outlet_.send(*email);
  HandedOver one;
  one.outcome = outcome_of(handed.handing);
  one.detail = handed.status;
  if (one.outcome == Outcome::taken) {
    one.message_id = token;
    one.sent = clock_.now();
  }
  return one;
}

std::vector<HandedOver> EmailWay::hand_over(std::span<const outreach::Message> messages) {
  std::vector<HandedOver> became(messages.size());
  std::vector<const email::NoticeEmail*> texts;
  for (const outreach::Message& each : messages) texts.push_back(composed(*each.text));
  const auto threads = static_cast<unsigned>(std::min<std::size_t>(parts_.at_a_time, messages.size()));
  service::side_by_side(threads).in_pieces(messages.size(), [&](std::size_t, std::size_t from, std::size_t until) {
    for (std::size_t i = from; i < until; ++i) {
      became[i] = texts[i] == nullptr ? unfit("text_unfit") : hand_over(messages[i], *texts[i]);
    }
  });
  return became;
}

}  // namespace assent::ways_out
