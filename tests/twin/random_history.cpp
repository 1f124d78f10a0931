#include "random_history.hpp"

#include <algorithm>
#include <map>

#include "twin_fields.hpp"

namespace twin {

namespace {

using date::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

std::string padded(std::int64_t value, std::size_t width) {
  std::string text = std::to_string(value);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

std::string day_text(Day day) {
  const date::year_month_day ymd{day};
  return padded(int{ymd.year()}, 4) + "-" + padded(unsigned{ymd.month()}, 2) + "-" + padded(unsigned{ymd.day()}, 2);
}

// Leap days and the days next to them; and, zone by zone, days on which clocks change at or about midnight.
const Words kOddDays{"2024-02-29", "2028-02-29", "2024-02-28", "2025-02-28", "2026-02-28",
                     "2024-03-01", "2028-03-01", "2025-12-31", "2026-01-01"};
const std::multimap<std::string, std::string> kOddDaysThere{
    {"Asia/Beirut", "2026-03-29"},       {"Asia/Beirut", "2025-03-30"},       {"Asia/Beirut", "2026-10-25"},
    {"America/New_York", "2026-03-08"},  {"America/New_York", "2026-11-01"},  {"America/Havana", "2026-03-08"},
    {"America/Havana", "2026-11-01"},    {"America/Havana", "2012-11-04"},    {"Pacific/Apia", "2011-12-29"},
    {"Pacific/Apia", "2011-12-30"},      {"Pacific/Apia", "2011-12-31"},      {"America/St_Johns", "2010-11-07"},
    {"America/St_Johns", "2010-11-06"},  {"America/St_Johns", "2011-03-13"},  {"America/St_Johns", "2008-11-02"},
    {"America/Sao_Paulo", "2017-10-15"}, {"America/Sao_Paulo", "2018-02-18"}, {"Europe/London", "2026-03-29"},
    {"Atlantic/Azores", "2026-03-29"},   {"Atlantic/Azores", "2026-10-25"}};

Words odd_days_there(const Zone& zone) {
  Words result;
  const auto [from, to] = kOddDaysThere.equal_range(zone.name());
  for (auto entry = from; entry != to; ++entry) result.push_back(entry->second);
  return result;
}

// The data on time zones are certain only up to this date.
const Day kLastDay = read_day("2032-12-31");

}  // namespace

RandomHistory::RandomHistory(Draw& draw, Theme theme, const Zone& zone, const boost::json::object& use,
                             const boost::json::object& customer)
    : draw_(draw), theme_(theme), zone_(zone), use_(use), customer_(customer) {
  fitting_ = draw_.percent(55);
  const Words there = odd_days_there(zone_);
  pinned_ = draw_.percent(45);
  if (pinned_ && !there.empty() && draw_.percent(65)) {
    // So that a waiting period or an anniversary ends on the odd day, or something is sent on it.
    const std::vector<int> back{0, 31, 31, 34, 34, 31 + 365, 34 + 365, 730, 731};
    base_ = read_day(draw_.of(there)) - days{draw_.of(back)};
  } else if (pinned_) {
    const std::vector<int> back{0, 0, 0, 0, 31, 34, 730, 731};
    base_ = read_day(draw_.of(kOddDays)) - days{draw_.of(back)};
  } else {
    base_ = read_day("2008-01-01") + days{draw_.between(0, 20 * 365)};
  }
}

std::string RandomHistory::text(Instant instant) {
  const std::vector<int> offsets{0, 0, 120, 180, -300, -240, -600, 330, -210, 840};
  const int offset = draw_.of(offsets);
  const Instant shown = instant + minutes{offset};
  const auto day = std::chrono::floor<days>(shown);
  const date::hh_mm_ss<microseconds> time{shown - day};
  std::string result = day_text(Day{day.time_since_epoch()}) + "T" + padded(time.hours().count(), 2) + ":" +
                       padded(time.minutes().count(), 2) + ":" + padded(time.seconds().count(), 2);
  if (time.subseconds().count() != 0) result += "." + padded(time.subseconds().count(), 6);
  if (offset == 0 && draw_.percent(50)) return result + "Z";
  const int size = offset < 0 ? -offset : offset;
  return result + (offset < 0 ? "-" : "+") + padded(size / 60, 2) + ":" + padded(size % 60, 2);
}

Day RandomHistory::any_day() {
  Day day = base_ + days{draw_.percent(60) ? draw_.between(-40, 40) : draw_.between(-800, 800)};
  if (draw_.percent(25)) day = base_;
  if (!sent_.empty() && draw_.percent(40)) {
    const Day before = draw_.of(sent_);
    day = draw_.percent(30) ? before : anniversary(before, draw_.percent(75) ? 2 : 1) + days{draw_.between(-1, 1)};
  }
  return std::min(day, kLastDay);
}

Instant RandomHistory::any_instant() {
  if (pinned_ && events_.empty() && draw_.percent(80)) return first_instant(zone_, base_) + hours{12};
  if (!instants_.empty() && draw_.percent(25)) return beside(draw_.of(instants_));
  const Day day = any_day();
  const Instant begins = first_instant(zone_, day);
  switch (draw_.below(5)) {
    case 0: return begins;
    case 1: return begins - seconds{1};
    case 2: return first_instant(zone_, day + days{1}) - microseconds{1};
    case 3: return begins + hours{12};
    default: return begins + seconds{draw_.between(0, 86399)};
  }
}

Instant RandomHistory::beside(Instant now) {
  const std::vector<microseconds> steps{seconds{0}, seconds{0},      seconds{0},       seconds{1}, -seconds{1},
                                        seconds{0}, microseconds{1}, -microseconds{1}, minutes{5}, -minutes{5}};
  return now + draw_.of(steps);
}

std::string RandomHistory::kind() {
  if (oddity(35) || theme_ == Theme::any) {
    return draw_.word({"notice", "opt_out", "opt_in", "withdrawal", "one_time_consent", "agreement", "verification"});
  }
  switch (theme_) {
    case Theme::one_time: return draw_.word({"one_time_consent", "one_time_consent", "one_time_consent", "notice"});
    case Theme::choices: return draw_.word({"opt_in", "opt_in", "opt_in", "opt_out", "withdrawal"});
    case Theme::agreements: return draw_.word({"agreement", "agreement", "agreement", "opt_in", "opt_in", "notice"});
    case Theme::notices: return draw_.word({"notice", "notice", "notice", "notice", "notice", "verification"});
    case Theme::any:
    case Theme::special_purpose:
    case Theme::former:
    case Theme::free_use:
    case Theme::soft: break;
  }
  return draw_.word({"notice", "opt_in", "opt_out"});
}

void RandomHistory::add_anywhere() { add(kind(), any_instant()); }

void RandomHistory::add_around(Instant now) { add(kind(), beside(now)); }

void RandomHistory::add(const std::string& kind, Instant at) {
  boost::json::object event;
  if (kind == "notice") event = notice(at);
  if (kind == "opt_out") event = opt_out(at);
  if (kind == "opt_in") event = opt_in(at);
  if (kind == "withdrawal") event = withdrawal(at);
  if (kind == "one_time_consent") event = one_time_consent(at);
  if (kind == "agreement") event = agreement(at);
  if (kind == "verification") event = verification(at);
  event["event"] = kind;
  maybe_account(event);
  events_.push_back(std::move(event));
}

boost::json::object RandomHistory::notice(Instant at) {
  boost::json::object event;
  const bool spoilt = oddity(theme_ == Theme::notices ? 45 : 60);
  event["channel"] = draw_.word({"mail", "mail", "mail", "email", "email", "sms"});
  Day sent = day_at(zone_, at);
  if (draw_.percent(event.at("channel") == "mail" ? 60 : 15)) {
    event["at"] = day_text(sent);
  } else {
    event["at"] = text(at);
  }
  if (word(use_, "recipient") != "carrier" || draw_.percent(25)) event["recipients"] = relations();
  if (oddity(25)) event["parties"] = parties();
  if (oddity(15)) event["information"] = information();
  std::int64_t waiting = 30;
  if (draw_.percent(25)) {
    const std::vector<std::int64_t> announced{30, 30, 31, 45, 60, 90, 365, 700, 731, 760, 800};
    waiting = draw_.of(announced);
    event["waiting_days"] = waiting;
  }
  if (draw_.percent(10)) event["email_permission"] = true;
  if (draw_.percent(10)) event["translation"] = draw_.word({"none", "complete"});
  if (has(customer_, "language") ? draw_.percent(85) : draw_.percent(10)) {
    event["language"] = draw_.percent(85) ? word(customer_, "language", "en") : draw_.word({"en", "ar", "fr"});
  }
  if (draw_.percent(10)) event["delivery"] = "sent";
  if (spoilt) spoil(event, at);

  sent_.push_back(sent);
  boundary_day(sent);
  Day matures = sent + days{waiting + 1};
  if (event.at("channel") == "mail") matures += days{3};
  for (int weight = 0; weight < 3; ++weight) boundary_day(matures);
  const Day last = anniversary(sent, 2);
  boundary_day(last);
  boundary_day(last + days{1});
  boundary_day(anniversary(matures, 1) + days{1});
  return event;
}

void RandomHistory::spoil(boost::json::object& notice, Instant sent) {
  switch (draw_.below(9)) {
    case 0: notice["channel"] = draw_.word({"oral", "portal"}); break;
    case 1: notice["waiting_days"] = draw_.between(20, 29); break;
    case 2: notice["missing"] = array_of(draw_.some({"purposes", "recipients", "reply_to_refuse"}, 40)); break;
    case 3: notice["misleading"] = array_of(draw_.some({"subject", "text"}, 50)); break;
    case 4:
      notice["channel"] = draw_.percent(80) ? "email" : "sms";
      notice["email_permission"] = false;
      break;
    case 5: notice["translation"] = "partial"; break;
    case 6: notice["language"] = draw_.word({"en", "ar", "fr"}); break;
    default: {
      notice["delivery"] = draw_.word({"bounced", "returned"});
      if (draw_.percent(30)) break;
      const Instant known = sent + days{draw_.between(0, 60)} + seconds{draw_.between(0, 86399)};
      if (draw_.percent(25)) {
        notice["delivery_known"] = day_text(day_at(zone_, known));
        boundary_day(day_at(zone_, known));
      } else {
        notice["delivery_known"] = text(known);
        boundary(known);
      }
    }
  }
  if (draw_.percent(20)) spoil(notice, sent);
}

boost::json::object RandomHistory::opt_out(Instant at) {
  boost::json::object event;
  event["received"] = text(at);
  if (draw_.percent(30)) event["scope"] = draw_.percent(30) ? boost::json::value("all") : relations();
  if (draw_.percent(30)) event["by"] = draw_.word({"owner", "authorised_user", "minor_user", "employee"});
  if (draw_.percent(15)) event["postmarked"] = day_text(day_at(zone_, at - days{draw_.between(0, 9)}));
  if (draw_.percent(15)) event["recorded"] = text(at + hours{draw_.between(0, 90)});
  if (draw_.percent(20)) event["provisional"] = draw_.percent(80);
  name_kinds(event, 40);
  instants_.push_back(at);
  boundary(at);
  return event;
}

boost::json::object RandomHistory::opt_in(Instant at) {
  boost::json::object event;
  event["at"] = text(at);
  event["form"] = draw_.word({"electronic", "written", "oral"});
  if (word(use_, "recipient") != "carrier" || draw_.percent(20)) event["recipients"] = relations();
  if (oddity(25)) event["parties"] = parties();
  if (oddity(25)) event["information"] = information();
  if (oddity(20)) {
    Words offers = draw_.some({"second_line", "long_distance", "internet", "insurance", "handset", "caller_id"}, 20);
    if (has(use_, "offer") && draw_.percent(60)) offers.push_back(word(use_, "offer"));
    event["offers"] = draw_.percent(6) ? boost::json::array{} : array_of(offers);
  }
  if (oddity(30)) {
    event["by"] = draw_.word({"owner", "authorised_representative", "authorised_user", "minor_user", "employee"});
  }
  if (oddity(25)) event["evidence"] = draw_.percent(35);
  if (oddity(25)) event["notice"] = draw_.word({"given", "none"});
  if (oddity(30)) event["defects"] = array_of(draw_.some({"pre_ticked", "bundled"}, 40));
  if (draw_.percent(5)) event["defects"] = boost::json::array{};
  name_kinds(event, theme_ == Theme::choices ? 60 : 40);
  if (draw_.percent(theme_ == Theme::choices ? 35 : 20)) end(event, at);
  instants_.push_back(at);
  boundary(at);
  return event;
}

boost::json::object RandomHistory::withdrawal(Instant at) {
  boost::json::object event;
  event["at"] = text(at);
  if (draw_.percent(35)) event["scope"] = draw_.percent(30) ? boost::json::value("all") : relations();
  if (draw_.percent(20)) event["provisional"] = draw_.percent(80);
  name_kinds(event, 40);
  instants_.push_back(at);
  boundary(at);
  return event;
}

boost::json::object RandomHistory::one_time_consent(Instant at) {
  boost::json::object event;
  // `at` is the call's beginning, its end, or an instant in it.
  const std::vector<seconds> lengths{seconds{1}, seconds{60}, seconds{1200}, seconds{0}};
  const seconds length = draw_.of(lengths);
  const Instant from = at - std::min(length, seconds{draw_.below(3) * 600});
  event["from"] = text(from);
  event["to"] = text(from + length);
  if (draw_.percent(60)) event["direction"] = draw_.word({"inbound", "outbound"});
  if (oddity(40)) event["channel"] = draw_.word({"phone", "chat"});
  if (oddity(30)) event["granted"] = draw_.percent(50);
  if (oddity(35)) event["evidence"] = draw_.percent(40);
  if (oddity(25)) event["missing"] = array_of(draw_.some({"purposes", "recipients"}, 40));
  instants_.push_back(from);
  boundary(from);
  boundary(from + length);
  boundary(from + length / 2);
  boundary(from + length - seconds{1});
  return event;
}

boost::json::object RandomHistory::agreement(Instant at) {
  boost::json::object event;
  const Day edge = day_at(zone_, at);
  const std::int64_t length = draw_.percent(20) ? 0 : draw_.between(0, 400);
  const Day from = draw_.percent(50) ? edge + days{draw_.between(-1, 1)} : edge - days{length};
  event["party"] = has(use_, "party") && !oddity(30) ? word(use_, "party") : draw_.word({"PX", "PY", "PZ"});
  event["from"] = day_text(from);
  event["to"] = day_text(from + days{length});
  event["clauses"] = draw_.percent(65)
                         ? array_of({"purpose_limit", "no_onward_disclosure", "safeguards"})
                         : array_of(draw_.some({"purpose_limit", "no_onward_disclosure", "safeguards", "audit"}, 60));
  boundary_day(from);
  boundary_day(from + days{length});
  boundary_day(from + days{length + 1});
  return event;
}

boost::json::object RandomHistory::verification(Instant at) {
  boost::json::object event;
  event["at"] = text(at);
  event["form"] = draw_.word({"oral", "oral", "written", "electronic"});
  if (event.at("form") == "oral" || draw_.percent(50)) event["recorded"] = draw_.percent(60);
  boundary(at);
  return event;
}

// Now and then channels, classes and categories; most often those of the use, if the events must fit.
void RandomHistory::name_kinds(boost::json::object& event, std::uint64_t chance) {
  if (!draw_.percent(chance)) return;
  if (draw_.percent(50)) {
    Words channels = draw_.some({"email", "sms", "call", "mail", "fax"}, 20);
    if (has(use_, "channel") && !oddity(50)) channels.push_back(word(use_, "channel"));
    event["channels"] = draw_.percent(4) ? boost::json::array{} : array_of(channels);
  }
  if (draw_.percent(35)) {
    Words classes = draw_.some({"adjunct", "information_service", "equipment", "other"}, 20);
    if (!oddity(50)) classes.emplace_back("telecom");
    event["classes"] = draw_.percent(4) ? boost::json::array{} : array_of(classes);
  }
  if (draw_.percent(35)) {
    Words categories = draw_.some({"local", "long_distance", "mobile", "internet", "voip"}, fitting_ ? 70 : 30);
    event["categories"] = draw_.percent(4) ? boost::json::array{} : array_of(categories);
  }
}

void RandomHistory::end(boost::json::object& opt_in, Instant at) {
  const Day given = day_at(zone_, at);
  const Day last = draw_.percent(50)   ? given + days{draw_.between(-1, 3)}
                   : draw_.percent(50) ? given + days{draw_.between(0, 400)}
                                       : any_day();
  opt_in["until"] = day_text(std::min(last, kLastDay));
  boundary_day(last);
  for (int weight = 0; weight < 3; ++weight) boundary_day(last + days{1});
}

boost::json::array RandomHistory::relations() {
  Words result = draw_.some({"carrier", "agent", "affiliate_communications", "affiliate_serving_customer",
                             "affiliate_other", "joint_venture_partner", "independent_contractor", "third_party"},
                            15);
  const std::string wanted = word(use_, "recipient");
  if (!oddity(40) && !contains(result, wanted)) result.push_back(wanted);
  return array_of(result);
}

boost::json::array RandomHistory::parties() {
  if (draw_.percent(6)) return {};
  Words result = draw_.some({"PX", "PY", "PZ"}, 25);
  if (has(use_, "party") && draw_.percent(60) && !contains(result, word(use_, "party"))) {
    result.push_back(word(use_, "party"));
  }
  return array_of(result);
}

boost::json::array RandomHistory::information() {
  if (draw_.percent(10)) return array_of({"*"});
  if (draw_.percent(3)) return {};
  Words result = draw_.some({"services", "usage", "billing", "call_detail", "location", "contact"}, 30);
  if (draw_.percent(70)) {
    for (const auto& type : words(use_, "information")) {
      if (!contains(result, type)) result.push_back(type);
    }
  }
  return array_of(result);
}

void RandomHistory::maybe_account(boost::json::object& event) {
  const bool accounts_matter = has(customer_, "account");
  if (!draw_.percent(accounts_matter ? 40 : 5)) return;
  event["account"] = accounts_matter && !oddity(40) ? word(customer_, "account") : draw_.word({"A", "B"});
}

boost::json::array RandomHistory::take() {
  for (std::size_t left = events_.size(); left > 1; --left) std::swap(events_[left - 1], events_[draw_.below(left)]);
  boost::json::array result;
  for (auto& event : events_) result.emplace_back(std::move(event));
  return result;
}

}  // namespace twin
