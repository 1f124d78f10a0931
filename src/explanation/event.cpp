#include "explanation/event.hpp"

#include <algorithm>

namespace assent::explanation {
namespace {

template <class T>
bool take(const std::vector<T>& events, Position entry, Event& found) {
  const auto at = std::find_if(events.begin(), events.end(), [&](const T& each) { return each.entry == entry; });
  if (at == events.end()) return false;
  found = &*at;
  return true;
}

Message phrase_of(const Event& event) {
  struct Phrase {
    Message operator()(std::monostate) const { return Message::event_elsewhere; }
    Message operator()(const NoticeGiven*) const { return Message::event_notice; }
    Message operator()(const OptOut*) const { return Message::event_opt_out; }
    Message operator()(const Withdrawal*) const { return Message::event_withdrawal; }
    Message operator()(const OptIn*) const { return Message::event_opt_in; }
    Message operator()(const OneTimeConsent*) const { return Message::event_one_time_consent; }
    Message operator()(const Verification*) const { return Message::event_verification; }
    Message operator()(const Agreement*) const { return Message::event_agreement; }
  };
  return std::visit(Phrase{}, event);
}

std::string channel_of(const Event& event, const Speech& speech) {
  if (const auto* notice = std::get_if<const NoticeGiven*>(&event)) {
    return speech.named(Term::channel, (*notice)->channel);
  }
  if (const auto* consent = std::get_if<const OneTimeConsent*>(&event)) {
    return speech.named(Term::channel, (*consent)->channel);
  }
  return {};
}

}  // namespace

Event event_at(const History& history, Position entry) {
  Event found;
  take(history.notices, entry, found) || take(history.opt_outs, entry, found) ||
      take(history.withdrawals, entry, found) || take(history.opt_ins, entry, found) ||
      take(history.one_time_consents, entry, found) || take(history.verifications, entry, found) ||
      take(history.agreements, entry, found);
  return found;
}

std::string moment(Instant instant, const TimeZone& zone) {
  constexpr std::size_t kMinutes = 6;  // T10:20
  constexpr std::size_t kOffset = 6;   // +02:00
  std::string text = zone.local_text(instant);
  text.resize(text.size() - kOffset);
  // Local years can have five digits: in some zones the last hours of 9999 are already in the next year.
  const std::size_t date = text.find('T');
  if (zone.start_of(zone.date_at(instant)) == instant) return text.substr(0, date);
  text[date] = ' ';
  if (std::string_view(text).substr(date + kMinutes) == ":00") text.resize(date + kMinutes);
  return text;
}

Date sent_on(const NoticeGiven& notice, const TimeZone& zone) {
  if (const Date* date = std::get_if<Date>(&notice.sent)) return *date;
  return zone.date_at(std::get<Instant>(notice.sent));
}

std::string event_date(const Event& event, const TimeZone& zone) {
  struct When {
    const TimeZone& zone;
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const NoticeGiven* notice) const { return assent::to_string(sent_on(*notice, zone)); }
    std::string operator()(const OptOut* opt_out) const { return assent::to_string(zone.date_at(opt_out->received)); }
    std::string operator()(const Withdrawal* withdrawal) const {
      return assent::to_string(zone.date_at(withdrawal->at));
    }
    std::string operator()(const OptIn* opt_in) const { return assent::to_string(zone.date_at(opt_in->at)); }
    std::string operator()(const OneTimeConsent* consent) const { return moment(consent->from, zone); }
    std::string operator()(const Verification* verification) const {
      return assent::to_string(zone.date_at(verification->at));
    }
    std::string operator()(const Agreement* agreement) const { return assent::to_string(agreement->from); }
  };
  return std::visit(When{zone}, event);
}

std::string event_end(const Event& event, const TimeZone& zone) {
  if (const auto* consent = std::get_if<const OneTimeConsent*>(&event)) return moment((*consent)->to, zone);
  if (const auto* agreement = std::get_if<const Agreement*>(&event)) return assent::to_string((*agreement)->to);
  if (const auto* opt_in = std::get_if<const OptIn*>(&event); opt_in != nullptr && (*opt_in)->until) {
    return assent::to_string(*(*opt_in)->until);
  }
  return {};
}

bool is_provisional(const Event& event) {
  if (const auto* opt_out = std::get_if<const OptOut*>(&event)) return (*opt_out)->provisional;
  const auto* withdrawal = std::get_if<const Withdrawal*>(&event);
  return withdrawal != nullptr && (*withdrawal)->provisional;
}

std::string event_phrase(const Event& event, const TimeZone& zone, const Speech& speech) {
  const std::string text = speech.say(phrase_of(event), [&](std::string_view placeholder) -> std::string {
    if (placeholder == "date") return speech.data(event_date(event, zone));
    if (placeholder == "end") return speech.data(event_end(event, zone));
    if (placeholder == "channel") return channel_of(event, speech);
    const auto* agreement = std::get_if<const Agreement*>(&event);
    return agreement != nullptr ? speech.data((*agreement)->party) : std::string();
  });
  if (!is_provisional(event)) return text;
  return speech.say(Message::event_provisional, [&](std::string_view) { return text; });
}

}  // namespace assent::explanation
