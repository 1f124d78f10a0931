#include "coverage/told.hpp"

#include "decision/notice_defect.hpp"
#include "index/particulars.hpp"

#include <array>

namespace assent::coverage {
namespace {

struct Way {
  std::string_view channel;
  unsigned bit;
};
// The best one first.
constexpr std::array kWays = {Way{"email", index::Particulars::email}, Way{"sms", index::Particulars::sms},
                              Way{"mail", index::Particulars::mail}};

bool is_their_language(std::string_view text, std::string_view theirs) {
  return theirs.empty() || theirs == text ||
         (theirs.size() > text.size() && theirs.starts_with(text) && theirs[text.size()] == '-');
}

}  // namespace

std::optional<Giving> giving_of(const Question& question, std::string_view name, const NoticeGiven& notice, Date day,
                                std::string_view language) {
  if (!contains(question.notices, name) || day > question.today) return std::nullopt;
  const regime::NoticeRules& rules = question.regime->notice;
  const bool failed = notice.delivery != Delivery::sent && notice.delivery_known.value_or(kEarliest) <= question.at;
  return Giving{day,
                anniversary(day, rules.renewal_years),
                notice.channel,
                failed,
                !decision::notice_defect(rules, language, notice),
                is_their_language(notice.terms->language, language)};
}

std::string_view to_string(NoticeLanguage language) {
  constexpr std::array<std::string_view, 3> kNames = {"-", "theirs", "another"};
  return kNames.at(static_cast<std::size_t>(language));
}

Told told_by(std::span<const Giving> givings) {
  Told told;
  for (const Giving& each : givings) {
    for (const Way& way : kWays) {
      if (way.channel != each.channel) continue;
      told.failed_ways =
          static_cast<std::uint8_t>(each.failed ? told.failed_ways | way.bit : told.failed_ways & ~way.bit);
    }
    const NoticeLanguage language = each.in_their_language ? NoticeLanguage::theirs : NoticeLanguage::another;
    if (!told.covered_from) told.channel = each.channel;
    if (!told.covered_from && !each.failed) told.language = language;
    told.failed = each.failed && !told.covered_from;
    if (each.failed || !each.counts) continue;
    // One that comes in time continues the chain; else another begins.
    if (!told.covered_until || each.day > *told.covered_until) told.covered_from = each.day;
    told.covered_until = each.until;
    told.channel = each.channel;
    told.language = language;
    told.failed = false;
  }
  return told;
}

std::string_view best_channel(const regime::NoticeRules& rules, unsigned ways, unsigned failed_ways) {
  for (const Way& way : kWays) {
    if ((ways & ~failed_ways & way.bit) == 0 || !contains(rules.channels, way.channel)) continue;
    const bool permitted = (ways & index::Particulars::email_permitted) != 0;
    if (contains(rules.permission_channels, way.channel) && !permitted) continue;
    return way.channel;
  }
  return {};
}

std::string_view to_string(Due due) {
  constexpr std::array<std::string_view, 6> kNames = {"never",     "failed",     "lapsed",
                                                      "renewal_0", "renewal_30", "renewal_90"};
  return kNames.at(static_cast<std::size_t>(due));
}

std::optional<Due> due_of(const std::optional<Date>& covered_until, bool failed, Date today) {
  if (!covered_until) return failed ? Due::failed : Due::never;
  const auto days = (*covered_until - today).count();
  if (days < 0) return Due::lapsed;
  if (days == 0) return Due::renewal_0;
  if (days <= 30) return Due::renewal_30;
  if (days <= 90) return Due::renewal_90;
  return std::nullopt;
}

}  // namespace assent::coverage
