#include "flat_question.hpp"

#include "consent/reason.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <chrono>

namespace assent::bench {
namespace {

namespace json = boost::json;

json::array list(const Names& names) {
  json::array result;
  for (const std::string& name : names) result.emplace_back(name);
  return result;
}

json::array list(const Coverage& coverage) { return coverage.any ? json::array{"*"} : list(coverage.names); }

std::int64_t day_number(Date date) { return date.time_since_epoch().count(); }

std::int64_t ymd(Date date) {
  const std::chrono::year_month_day parts{date};
  return int{parts.year()} * 10000 + static_cast<int>(unsigned{parts.month()} * 100 + unsigned{parts.day()});
}

std::int64_t whole_seconds(Instant instant) {
  return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}

bool has_fraction(Instant instant) { return std::chrono::floor<std::chrono::seconds>(instant) != instant; }

json::object flat_customer(const Customer& customer) {
  return {{"former", customer.state == CustomerState::former},
          {"services", list(customer.services)},
          {"former_services", list(customer.former_services)},
          {"language", customer.language}};
}

json::object flat_use(const Use& use) {
  return {{"purpose", use.purpose},
          {"recipient", use.recipient},
          {"party", use.party},
          {"information", list(use.information)},
          {"reviewed", use.supervisor_approved},
          {"offer",
           {{"id", use.offer->id},
            {"class", use.offer->offer_class},
            {"category", use.offer->category},
            {"enhances", list(use.offer->enhances)}}}};
}

json::object flat_notice(const NoticeGiven& notice, const TimeZone& zone) {
  const NoticeTerms& terms = *notice.terms;
  const Date sent = std::holds_alternative<Date>(notice.sent) ? std::get<Date>(notice.sent)
                                                              : zone.date_at(std::get<Instant>(notice.sent));
  json::object flat{{"channel", notice.channel},
                    {"sent", day_number(sent)},
                    {"sent_ymd", ymd(sent)},
                    {"recipients", list(terms.recipients)},
                    {"information", list(terms.information)},
                    {"waiting_days", terms.waiting_days},
                    {"complete", terms.missing.empty() && terms.misleading.empty()},
                    {"email_permission", notice.email_permission},
                    {"partly_translated", terms.translation == Translation::partial},
                    {"language", terms.language}};
  if (notice.delivery != Delivery::sent) {
    flat["undelivered_from"] = notice.delivery_known ? whole_seconds(*notice.delivery_known) : 0;
  }
  return flat;
}

json::object flat_opt_in(const OptIn& opt_in) {
  return {{"at", whole_seconds(opt_in.at)},  {"recipients", list(opt_in.recipients)},
          {"parties", list(opt_in.parties)}, {"information", list(opt_in.information)},
          {"offers", list(opt_in.offers)},   {"by", opt_in.by},
          {"evidence", opt_in.evidence},     {"after_notice", opt_in.after_notice}};
}

// The peers' rules do not ask about channels of contact or kinds of offers.
bool asks_of_kinds(const cases::DecisionCase& asked) {
  const auto& opt_ins = asked.facts.history.opt_ins;
  return !asked.use.channel.empty() || std::any_of(opt_ins.begin(), opt_ins.end(), [](const OptIn& each) {
    return each.until || each.about != About{};
  });
}

bool fits(const cases::DecisionCase& asked) {
  const History& history = asked.facts.history;
  if (asked.regime != "tra" && asked.regime != "fcc-2007") return false;
  if (!asked.facts.available || asked.facts.zone == nullptr || !asked.facts.customer.account.empty()) return false;
  if (!asked.use.offer || asked.use.soft_opt_in || has_fraction(asked.now)) return false;
  if (history.notices.size() > 1 || history.opt_outs.size() > 1 || history.withdrawals.size() > 1) return false;
  if (history.opt_ins.size() > 1 || history.agreements.size() > 1) return false;
  if (asks_of_kinds(asked)) return false;
  if (!history.one_time_consents.empty() || !history.verifications.empty()) return false;
  return history.notices.empty() || history.notices.front().terms->parties.any;
}

}  // namespace

std::optional<json::object> flat_question(const cases::DecisionCase& asked) {
  if (!fits(asked)) return std::nullopt;
  const TimeZone& zone = *asked.facts.zone;
  const History& history = asked.facts.history;
  const Date today = zone.date_at(asked.now);

  json::object flat{
      {"id", asked.id},
      {"regime", asked.regime},
      {"expect", {{"decision", to_string(asked.expected.outcome)}, {"reason", to_string(asked.expected.reason)}}},
      {"now", whole_seconds(asked.now)},
      {"today", day_number(today)},
      {"today_ymd", ymd(today)},
      {"customer", flat_customer(asked.facts.customer)},
      {"use", flat_use(asked.use)}};
  if (!history.notices.empty()) flat["notice"] = flat_notice(history.notices.front(), zone);
  if (!history.opt_outs.empty()) {
    const OptOut& opt_out = history.opt_outs.front();
    flat["opt_out"] = {{"at", whole_seconds(opt_out.received)}, {"scope", list(opt_out.scope)}};
  }
  if (!history.withdrawals.empty()) {
    const Withdrawal& withdrawal = history.withdrawals.front();
    flat["withdrawal"] = {{"at", whole_seconds(withdrawal.at)}, {"scope", list(withdrawal.scope)}};
  }
  if (!history.opt_ins.empty()) flat["opt_in"] = flat_opt_in(history.opt_ins.front());
  if (!history.agreements.empty()) {
    const Agreement& agreement = history.agreements.front();
    flat["agreement"] = {{"party", agreement.party},
                         {"from_ymd", ymd(agreement.from)},
                         {"to_ymd", ymd(agreement.to)},
                         {"clauses", list(agreement.clauses)}};
  }
  return flat;
}

}  // namespace assent::bench
