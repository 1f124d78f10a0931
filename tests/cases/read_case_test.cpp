// What a line means: every field's default, and every fault with its message.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "cases/case.hpp"
#include "table_zones.hpp"

namespace assent::read_case_test {

using namespace cases;
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const TableZones kZones;

const Catalogue& catalogue() {
  static const Catalogue made = [] {
    Catalogue catalogue;
    catalogue.categories = {"local", "long_distance", "mobile", "voip", "internet"};
    for (const char* id : {"caller_id", "call_waiting", "handset", "insurance", "internet", "long_distance",
                           "mobile_plan", "second_line", "speed_dialing", "travel_site", "voice_mail"}) {
      catalogue.offers.push_back({id, "telecom", "local", {}});
    }
    std::sort(catalogue.offers.begin(), catalogue.offers.end(),
              [](const Offer& a, const Offer& b) { return a.id < b.id; });
    return catalogue;
  }();
  return made;
}

std::string line(const std::string& customer, const std::string& use, const std::string& history) {
  return R"({"id": "x-1", "regime": "tra", "now": "2026-06-01T12:00:00+03:00", "customer": {)" + customer +
         R"(}, "use": {)" + use + R"(}, "history": [)" + history +
         R"(], "expect": {"decision": "deny", "reason": "no_notice"}})";
}

const std::string kCustomer = R"("time_zone": "Asia/Beirut", "state": "active", "services": ["local"])";
const std::string kUse =
    R"("purpose": "marketing", "offer": "internet", "recipient": "carrier", "information": ["usage"])";

Result<DecisionCase> read(const std::string& text) { return read_case(text, catalogue(), kZones); }

DecisionCase with_event(const std::string& event) {
  const auto read_one = read(line(kCustomer, kUse, event));
  EXPECT_TRUE(read_one.has_value()) << (read_one ? "" : to_string(read_one.error()));
  return read_one.value_or(DecisionCase{});
}

Instant at(const char* text) { return parse_instant(text).value(); }
Date on(const char* text) { return parse_date(text).value(); }

TEST(ReadCase, ReadsEveryGivenCase) {
  std::ifstream file(ASSENT_SOURCE_DIR "/tests/cases_data/decisions.jsonl");
  ASSERT_TRUE(file.is_open());
  int count = 0;
  for (std::string text; std::getline(file, text); ++count) {
    const auto read_one = read(text);
    EXPECT_TRUE(read_one.has_value()) << count + 1 << ": " << (read_one ? "" : to_string(read_one.error()));
  }
  EXPECT_EQ(count, 150);
}

TEST(ReadCase, ReadsWhatStandsAboveTheHistory) {
  const auto read_one =
      read(line(kCustomer + R"(, "kind": "business", "language": "ar", "account": "B", "former_services": ["voip"])",
                kUse + R"(, "party": "PX", "supervisor_review": "approved", "soft_opt_in": true)", ""));
  ASSERT_TRUE(read_one) << to_string(read_one.error());
  EXPECT_EQ(read_one->id, "x-1");
  EXPECT_EQ(read_one->regime, "tra");
  EXPECT_EQ(read_one->now, at("2026-06-01T09:00:00Z"));
  EXPECT_TRUE(read_one->facts.available);
  EXPECT_EQ(read_one->facts.zone, kZones.find("Asia/Beirut"));
  EXPECT_EQ(read_one->facts.customer,
            (Customer{"B", CustomerState::active, CustomerKind::business, "ar", "Asia/Beirut", {"local"}, {"voip"}}));
  EXPECT_EQ(read_one->use.offer, *catalogue().find("internet"));
  EXPECT_EQ(read_one->use.party, "PX");
  EXPECT_TRUE(read_one->use.supervisor_approved);
  EXPECT_TRUE(read_one->use.soft_opt_in);
  EXPECT_EQ(read_one->expected, (Expectation{Outcome::deny, Reason::no_notice}));
}

TEST(ReadCase, NoticeHasTheDefaultsOfTheFormat) {
  const auto read_one = with_event(R"({"event": "notice", "channel": "mail", "at": "2026-01-15"})");
  const NoticeGiven& notice = read_one.facts.history.notices.at(0);
  EXPECT_EQ(*notice.terms, NoticeTerms{});
  EXPECT_EQ(notice.terms->recipients, Coverage::only({"carrier"}));
  EXPECT_TRUE(notice.terms->parties.any && notice.terms->information.any);
  EXPECT_EQ(notice.terms->waiting_days, 30);
  EXPECT_EQ(notice.terms->language, "en");
  EXPECT_EQ(notice.channel, "mail");
  EXPECT_EQ(std::get<Date>(notice.sent), on("2026-01-15"));
  EXPECT_TRUE(notice.email_permission);
  EXPECT_EQ(notice.delivery, Delivery::sent);
  EXPECT_FALSE(notice.delivery_known.has_value());
}

TEST(ReadCase, NoticeSaysAllThatItCan) {
  const auto read_one = with_event(
      R"({"event": "notice", "account": "A", "channel": "email", "at": "2026-01-15T09:00:00Z", "recipients": ["agent"],
          "parties": ["PX"], "information": ["usage"], "waiting_days": 45, "missing": ["purposes"],
          "misleading": ["subject"], "email_permission": false, "translation": "partial", "language": "ar",
          "delivery": "bounced", "delivery_known": "2026-01-16T00:00:00Z"})");
  const NoticeGiven& notice = read_one.facts.history.notices.at(0);
  EXPECT_EQ(*notice.terms, (NoticeTerms{Coverage::only({"agent"}),
                                        Coverage::only({"PX"}),
                                        Coverage::only({"usage"}),
                                        45,
                                        {"purposes"},
                                        {"subject"},
                                        std::nullopt,
                                        Translation::partial,
                                        "ar"}));
  EXPECT_EQ(notice.account, "A");
  EXPECT_EQ(std::get<Instant>(notice.sent), at("2026-01-15T09:00:00Z"));
  EXPECT_FALSE(notice.email_permission);
  EXPECT_EQ(notice.delivery, Delivery::bounced);
  EXPECT_EQ(notice.delivery_known, at("2026-01-16T00:00:00Z"));
}

TEST(ReadCase, DayOfABounceBeginsWithTheCustomersDay) {
  const std::string event =
      R"({"event": "notice", "channel": "mail", "at": "2026-01-15", "delivery": "returned", "delivery_known": "2026-02-01"})";
  EXPECT_EQ(with_event(event).facts.history.notices.at(0).delivery_known, at("2026-01-31T22:00:00Z"));

  auto pending = read(line(R"("state": "active", "services": [])", kUse, event)).value();
  EXPECT_TRUE(pending.zone_pending());
  EXPECT_FALSE(pending.facts.history.notices.at(0).delivery_known.has_value());
  settle_zone(pending, *kZones.find("Pacific/Honolulu"));
  EXPECT_FALSE(pending.zone_pending());
  EXPECT_EQ(pending.facts.history.notices.at(0).delivery_known, at("2026-02-01T10:00:00Z"));
}

TEST(ReadCase, ARefusalMayBeProvisional) {
  const auto read_one = with_event(
      R"({"event": "opt_out", "received": "2026-02-01T00:00:00Z", "provisional": true},
         {"event": "withdrawal", "at": "2026-02-02T00:00:00Z", "provisional": true})");
  EXPECT_TRUE(read_one.facts.history.opt_outs.at(0).provisional);
  EXPECT_TRUE(read_one.facts.history.withdrawals.at(0).provisional);
}

TEST(ReadCase, ChoicesHaveTheDefaultsOfTheFormat) {
  const auto read_one = with_event(
      R"({"event": "opt_out", "received": "2026-02-01T00:00:00Z"}, {"event": "withdrawal", "at": "2026-02-02T00:00:00Z"},
         {"event": "opt_in", "at": "2026-02-03T00:00:00Z", "form": "oral"},
         {"event": "one_time_consent", "from": "2026-02-04T00:00:00Z", "to": "2026-02-04T01:00:00Z"},
         {"event": "agreement", "party": "PX", "from": "2026-01-01", "to": "2026-12-31", "clauses": ["safeguards"]},
         {"event": "verification", "at": "2026-02-05T00:00:00Z", "form": "oral"})");
  const History& history = read_one.facts.history;
  EXPECT_TRUE(history.opt_outs.at(0).scope.any);
  EXPECT_FALSE(history.opt_outs[0].provisional);
  EXPECT_FALSE(history.withdrawals.at(0).provisional);
  EXPECT_EQ(history.opt_outs[0].received, at("2026-02-01T00:00:00Z"));
  EXPECT_TRUE(history.withdrawals.at(0).scope.any);
  const OptIn& opt_in = history.opt_ins.at(0);
  EXPECT_EQ(opt_in.recipients, Coverage::only({"carrier"}));
  EXPECT_TRUE(opt_in.parties.any && opt_in.information.any && opt_in.offers.any);
  EXPECT_EQ(opt_in.by, "owner");
  EXPECT_TRUE(opt_in.evidence && opt_in.after_notice && opt_in.defects.empty());
  const OneTimeConsent& consent = history.one_time_consents.at(0);
  EXPECT_EQ(consent.channel, "phone");
  EXPECT_TRUE(consent.granted && consent.evidence && consent.missing.empty());
  EXPECT_EQ(history.agreements.at(0).to, on("2026-12-31"));
  EXPECT_THAT(history.agreements[0].clauses, ElementsAre("safeguards"));
  EXPECT_FALSE(history.verifications.at(0).recorded);
}

TEST(ReadCase, EntryIsTheEventsPlaceInTheHistory) {
  const auto read_one = with_event(
      R"({"event": "opt_out", "received": "2026-02-09T00:00:00Z"}, {"event": "notice", "channel": "sms", "at": "2026-01-01T00:00:00Z"},
         {"event": "opt_out", "received": "2026-02-01T00:00:00Z"})");
  EXPECT_EQ(read_one.facts.history.opt_outs.at(0).entry, (Position{0, 0}));
  EXPECT_EQ(read_one.facts.history.notices.at(0).entry, (Position{0, 1}));
  EXPECT_EQ(read_one.facts.history.opt_outs.at(1).entry, (Position{0, 2}));
}

TEST(ReadCase, CoverageIsEverythingOrTheNamesListed) {
  struct Row {
    const char* scope;
    Coverage read;
  };
  for (const Row& row : {Row{R"("all")", Coverage::everything()}, Row{R"(["all"])", Coverage::everything()},
                         Row{R"(["agent", "*"])", Coverage::everything()}, Row{"null", Coverage::everything()},
                         Row{R"("agent")", Coverage::only({"agent"})}, Row{"[]", Coverage::everything()}}) {
    const auto read_one = with_event(R"({"event": "opt_out", "received": "2026-02-09T00:00:00Z", "scope": )" +
                                     std::string(row.scope) + "}");
    EXPECT_EQ(read_one.facts.history.opt_outs.at(0).scope, row.read) << row.scope;
  }
  const auto none_named = with_event(
      R"({"event": "opt_in", "at": "2026-02-03T00:00:00Z", "parties": [], "offers": [], "information": []})");
  EXPECT_TRUE(none_named.facts.history.opt_ins.at(0).parties.any);
  EXPECT_TRUE(none_named.facts.history.opt_ins.at(0).offers.any);
  EXPECT_EQ(none_named.facts.history.opt_ins.at(0).information, Coverage::only({}));
}

TEST(ReadCase, FactsMayBeUnavailable) {
  const auto read_one = read(
      R"({"regime": "tra", "now": "2026-06-01T12:00:00Z", "facts": "unavailable", "use": {"purpose": "billing",
          "recipient": "carrier", "information": ["usage"]}, "expect": {"decision": "deny", "reason": "status_unknown"}})");
  ASSERT_TRUE(read_one) << to_string(read_one.error());
  EXPECT_FALSE(read_one->facts.available);
  EXPECT_FALSE(read_one->use.offer.has_value());
}

TEST(ReadCase, KeysForPeopleAreIgnored) {
  std::string text = line(kCustomer, kUse, "");
  text.insert(1, R"("source": ["any", 1], "standing": {}, "reviewer": "x", )");
  EXPECT_TRUE(read(text).has_value());
}

struct Fault {
  std::string text;
  const char* message;
};

std::vector<Fault> faults() {
  const auto event = [](const char* text) { return line(kCustomer, kUse, text); };
  const std::string good = line(kCustomer, kUse, "");
  const auto without = [&](const std::string& part, const std::string& instead = "") {
    std::string text = good;
    const auto place = text.find(part);
    EXPECT_NE(place, std::string::npos) << part;
    return text.replace(place, part.size(), instead);
  };
  return {
      {"", "column 1"},
      {"{", "column"},
      {"[]", "not a JSON object"},
      {good + " x", "more follows the end of the JSON"},
      {"{\"a\": \"\xff\"}", "column"},
      {without(R"("id": "x-1")", R"("regime": "tra")"), "the key `regime` stands twice in one table"},
      {line(kCustomer + R"(, "state": "former")", kUse, ""), "the key `state` stands twice in one table"},
      {without(R"("regime": "tra", )"), "`regime` is missing"},
      {without(R"("tra")", R"("")"), "`regime` is empty"},
      {without("2026-06-01T12:00:00+03:00", "2026-06-01"), "`now` is `2026-06-01`, not an instant"},
      {without(R"("now": "2026-06-01T12:00:00+03:00", )"), "`now` is missing"},
      {without(R"("regime")", R"("facts": "gone", "regime")"), "`facts` is `gone`"},
      {without(R"(, "expect": {"decision": "deny", "reason": "no_notice"})"), "`expect` is missing"},
      {without(R"("no_notice")", R"("no_notices")"), "`expect.reason` is `no_notices`"},
      {without(R"("deny")", R"("denied")"), "`expect.decision` is `denied`; write one of `permit`, `deny`"},
      {without(R"("use")", R"("user")"), "`use` is missing"},
      {without(R"("history")", R"("histroy")"),
       "`histroy` is not a key that is known here; the nearest one is `history`"},
      {without(R"("customer": {)", R"("customer": "x", "client": {)"), "`customer` is not an object"},
      {without(R"("history": [])", R"("history": {})"), "`history` is not a list"},
      {line(R"("time_zone": "Asia/Beyrouth", "state": "active")", kUse, ""), "`customer.time_zone` is `Asia/Beyrouth`"},
      {line(R"("services": [])", kUse, ""), "`customer.state` is missing"},
      {line(kCustomer + R"(, "servcies": [])", kUse, ""),
       "`customer.servcies` is not a key that is known here; the nearest one is `services`"},
      {line(R"("state": "active", "services": ["local", 1])", kUse, ""), "`customer.services` is not a list of names"},
      {line(kCustomer, R"("purpose": "billing", "recipient": "carrier")", ""), "`use.information` is missing"},
      {line(kCustomer, R"("purpose": "billing", "recipient": "carrier", "information": [])", ""),
       "`use.information` is missing"},
      {line(kCustomer, R"("purpose": "billing", "information": ["usage"])", ""), "`use.recipient` is missing"},
      {line(kCustomer, kUse + R"(, "soft_opt_in": "yes")", ""), "`use.soft_opt_in` is neither true nor false"},
      {without(R"("internet")", R"("fax")"), "`use.offer` names `fax`, which is not in the catalogue"},
      {event("1"), "`history[0]` is not an object"},
      {event(R"({"event": "optout", "received": "2026-02-01T00:00:00Z"})"), "`history[0].event` is `optout`"},
      {event(R"({"event": "opt_out"})"), "`history[0].received` is missing"},
      {event(R"({"event": "opt_out", "received": "2026-02-01"})"),
       "`history[0].received` is `2026-02-01`, not an instant"},
      {event(R"({"event": "opt_out", "received": "2026-02-01T00:00:00Z", "scop": "all"})"),
       "the nearest one is `scope`"},
      {event(R"({"event": "notice", "channel": "mail"})"), "`history[0].at` is missing"},
      {event(R"({"event": "notice", "channel": "mail", "at": "2026-02-30"})"),
       "`history[0].at` is `2026-02-30`, not a date"},
      {event(R"({"event": "notice", "channel": "mail", "at": "2026-02-01", "waiting_days": 29.5})"),
       "`history[0].waiting_days`"},
      {event(R"({"event": "notice", "channel": "mail", "at": "2026-02-01", "waiting_days": -1})"), "from 0 to 36500"},
      {event(R"({"event": "notice", "channel": "mail", "at": "2026-02-01", "translation": "full"})"),
       "`history[0].translation` is `full`"},
      {event(R"({"event": "agreement", "party": "PX", "from": "2026-01-01", "clauses": []})"),
       "`history[0].to` is missing"},
      {event(R"({"event": "verification", "at": "2026-02-01T00:00:00Z", "form": "orally"})"),
       "`history[0].form` is `orally`"},
      {event(R"({"event": "opt_in", "at": "2026-02-01T00:00:00Z", "notice": "yes"})"), "`history[0].notice` is `yes`"},
  };
}

TEST(ReadCase, EveryFaultSaysWhereAndWhat) {
  for (const Fault& fault : faults()) {
    const auto read_one = read(fault.text);
    ASSERT_FALSE(read_one.has_value()) << fault.text;
    EXPECT_EQ(read_one.error().code, ErrorCode::invalid);
    EXPECT_THAT(to_string(read_one.error()), HasSubstr(fault.message)) << fault.text;
    EXPECT_FALSE(read_one.error().mend.empty()) << fault.text;
  }
}

TEST(ReadCase, LongWordIsClippedWhereALetterEnds) {
  std::string arabic;
  for (int i = 0; i < 100; ++i) arabic += "ع";
  const auto read_one = read(line(kCustomer + ", \"" + arabic + "\": 1", kUse, ""));
  ASSERT_FALSE(read_one.has_value());
  EXPECT_THAT(read_one.error().message, HasSubstr("ع…` is not a key"));
  EXPECT_LT(read_one.error().message.size(), 120U);
}

}  // namespace
}  // namespace assent::read_case_test
