#include "decision/waiting.hpp"

#include <algorithm>

namespace assent::decision {

Date counting_date(const regime::NoticeRules& rules, std::string_view channel, Date sent, int waiting_days) {
  // No wait is longer than the calendar; with this bound the sum is representable.
  constexpr int kLongestWait = 3'000'000;
  const int mailing = contains(rules.mail_channels, channel) ? rules.mail_days : 0;
  return sent + std::chrono::days{mailing} + std::chrono::days{std::min(waiting_days, kLongestWait) + 1};
}

const std::string* quickest_channel(const regime::NoticeRules& rules) {
  const std::string* found = nullptr;
  for (const std::string& channel : rules.channels) {
    if (contains(rules.permission_channels, channel)) continue;
    if (found == nullptr || (contains(rules.mail_channels, *found) && !contains(rules.mail_channels, channel))) {
      found = &channel;
    }
  }
  return found;
}

}  // namespace assent::decision
