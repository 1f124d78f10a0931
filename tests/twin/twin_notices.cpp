#include <algorithm>

#include "twin_situation.hpp"

namespace twin {

namespace {

struct Notice {
  boost::json::object event;
  Day sent;
};

// 15: "sent no later than today (by local date)", "in order of the local date of sending"; 2: on the same local date
// "the one later in the list is the later".
std::vector<Notice> notices_in_order(const Situation& s) {
  std::vector<Notice> result;
  for (const auto& event : s.history) {
    if (word(event, "event") != "notice") continue;
    const Day sent = day_of(s.zone, word(event, "at"));
    if (sent <= s.today) result.push_back({event, sent});
  }
  std::ranges::stable_sort(result, {}, &Notice::sent);
  return result;
}

// 15: "about this use if it covers the relation [...], the party [...] and all the information".
bool about_this_use(const Situation& s, const Notice& notice) {
  return covers_relation(s, notice.event) && covers_party(s, notice.event) && covers_information(s, notice.event);
}

// 15: "bounced or returned, and that is known by now".
bool known_undelivered(const Situation& s, const boost::json::object& event) {
  const std::string delivery = word(event, "delivery", "sent");
  if (delivery != "bounced" && delivery != "returned") return false;
  return !has(event, "delivery_known") || instant_of(s.zone, word(event, "delivery_known")) <= s.now;
}

// 15: "a notice's language is English unless stated, a customer with no language matches all, a complete translation
// changes nothing".
bool language_mismatch(const Situation& s, const boost::json::object& event) {
  if (!s.regime.notice_language || !has(s.customer, "language")) return false;
  return word(event, "language", "en") != word(s.customer, "language");
}

// 15: "none of these defects, looked for in this order".
Defect defect_of_notice(const Situation& s, const Notice& notice) {
  const auto& event = notice.event;
  if (!contains(kChannels, word(event, "channel"))) return "notice_method_invalid";
  if (number(event, "waiting_days", kWaitingDays) < kWaitingDays) return "notice_content_invalid";
  if (!words(event, "missing").empty() || !words(event, "misleading").empty()) return "notice_content_invalid";
  if (word(event, "channel") == "email" && !truth(event, "email_permission", true)) return "email_not_permitted";
  if (word(event, "translation", "none") == "partial") return "notice_partly_translated";
  if (language_mismatch(s, event)) return "notice_language_mismatch";
  if (known_undelivered(s, event)) return "notice_undelivered";
  return {};
}

// 15: "the start of the local day D + 30 + 1 (or the longer period that it announces, + 1), D being the customer's
// local date of sending, plus three days for mail".
Instant maturity(const Situation& s, const Notice& notice) {
  const auto waiting = std::max<std::int64_t>(kWaitingDays, number(notice.event, "waiting_days", kWaitingDays));
  Day day = notice.sent + date::days{waiting + 1};
  if (word(notice.event, "channel") == "mail") day += date::days{kMailDays};
  return first_instant(s.zone, day);
}

// 15: "A notice given within two years of the one before (anniversary included [...]) continues it [...] One given
// later starts anew." The last chain is the one that matters.
std::vector<Notice> last_chain(const std::vector<Notice>& counting) {
  std::vector<Notice> chain;
  for (const auto& notice : counting) {
    if (!chain.empty() && notice.sent > anniversary(chain.back().sent, kRenewalYears)) chain.clear();
    chain.push_back(notice);
  }
  return chain;
}

// 15: "without a verification (oral ones recorded)".
bool verified(const Situation& s) {
  for (const auto& event : s.history) {
    if (word(event, "event") != "verification" || instant_of(s.zone, word(event, "at")) > s.now) continue;
    if (word(event, "form") != "oral" || truth(event, "recorded", false)) return true;
  }
  return false;
}

Answer answer_of_chain(const Situation& s, const std::vector<Notice>& chain) {
  Instant earliest = maturity(s, chain.front());
  for (const auto& notice : chain) earliest = std::min(earliest, maturity(s, notice));
  if (s.now < earliest) return deny("waiting_period");
  if (s.today > anniversary(chain.back().sent, kRenewalYears)) return deny("notice_stale");
  const Day matured = day_at(s.zone, earliest);
  if (s.regime.verified_in_a_year && s.today > anniversary(matured, kVerificationYears) && !verified(s)) {
    return deny("opt_out_unverified");
  }
  return step_14_agreement(s, permit("opt_out_deemed"));
}

// 15: "a notice that covers the relation and names other parties takes its place in that order with
// `approval_scope_recipient`, whatever its other defects".
bool names_other_parties(const Situation& s, const Notice& notice) {
  return covers_relation(s, notice.event) && !covers_party(s, notice.event);
}

// 15: "No notice counts: deny, with [...]".
Answer no_notice_counts(const Situation& s, const std::vector<Notice>& notices) {
  if (const Defect found = defect_of_live_one_time_consent(s)) return deny(*found);
  if (const Defect found = defect_of_latest_opt_in(s)) return deny(*found);
  Defect latest;
  for (const auto& notice : notices) {
    if (names_other_parties(s, notice)) {
      latest = "approval_scope_recipient";
    } else if (about_this_use(s, notice)) {
      latest = defect_of_notice(s, notice);
    }
  }
  if (latest) return deny(*latest);
  return deny(one_time_consent_has_ended(s) ? "one_time_expired" : "no_notice");
}

}  // namespace

// 15. Level `opt_out`: silence after a notice that counts.
Answer step_15_notices(const Situation& s) {
  const auto notices = notices_in_order(s);
  std::vector<Notice> counting;
  for (const auto& notice : notices) {
    if (about_this_use(s, notice) && !defect_of_notice(s, notice)) counting.push_back(notice);
  }
  if (counting.empty()) return no_notice_counts(s, notices);
  return answer_of_chain(s, last_chain(counting));
}

}  // namespace twin
