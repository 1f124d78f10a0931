#include "decision/waiting.hpp"

#include <algorithm>

namespace assent {

Date counting_date(const NoticeRules& rules, std::string_view channel, Date sent, int waiting_days) {
  // No wait is longer than the calendar; the bound keeps the sum representable.
  constexpr int kLongestWait = 3'000'000;
  const int mailing = contains(rules.mail_channels, channel) ? rules.mail_days : 0;
  return sent + std::chrono::days{mailing} + std::chrono::days{std::min(waiting_days, kLongestWait) + 1};
}

}  // namespace assent
