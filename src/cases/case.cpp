#include "cases/case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "cases/fields.hpp"
#include "written/written.hpp"

namespace assent::cases {
namespace {

constexpr std::size_t kCaseBytesMax = std::size_t{1024} * 1024;
constexpr int kWaitingDaysMost = 36500;  // a century; what lies beyond is a slip of the pen

enum class Event { notice, opt_out, opt_in, withdrawal, one_time_consent, agreement, verification };

enum class Form { electronic, written, oral };

Form read_form(const Fields& fields, std::optional<Form> absent) {
  return fields.choice<Form>(
      "form", {{"electronic", Form::electronic}, {"written", Form::written}, {"oral", Form::oral}}, absent);
}

void read_customer(const Fields& fields, DecisionCase& read) {
  fields.only({"time_zone", "kind", "state", "services", "former_services", "language", "account", "note"});
  Customer& customer = read.facts.customer;
  customer.account = fields.text("account", "");
  customer.kind = fields.choice<CustomerKind>(
      "kind", {{"residential", CustomerKind::residential}, {"business", CustomerKind::business}},
      CustomerKind::residential);
  customer.state =
      fields.choice<CustomerState>("state", {{"active", CustomerState::active}, {"former", CustomerState::former}});
  customer.language = fields.text("language", "");
  customer.time_zone = fields.text("time_zone", "");
  customer.services = fields.names("services");
  customer.former_services = fields.names("former_services");
}

void read_use(const Fields& fields, const Catalogue& catalogue, Use& use) {
  fields.only(
      {"purpose", "offer", "recipient", "party", "information", "supervisor_review", "soft_opt_in", "channel", "note"});
  use.purpose = fields.text("purpose");
  use.recipient = fields.text("recipient");
  use.party = fields.text("party", "");
  use.information = fields.names("information");
  if (use.information.empty()) fields.lacks("information", "list the types of information used, at least one");
  use.supervisor_approved = fields.choice<bool>("supervisor_review", {{"approved", true}, {"none", false}}, false);
  use.soft_opt_in = fields.flag("soft_opt_in", false);
  use.channel = fields.text("channel", "");

  const std::string id = fields.text("offer", "");
  if (id.empty()) return;
  if (const Offer* offer = catalogue.find(id)) use.offer = *offer;
  else
    fields.refuse("offer", fmt::format("names `{}`, which is not in the catalogue", Fields::clipped(id)),
                  "add the offer to the catalogue, or name one from it");
}

void read_notice(const Fields& fields, const std::string& account, Position entry, DecisionCase& read) {
  fields.only({"event", "account", "note", "channel", "at", "recipients", "parties", "information", "waiting_days",
               "missing", "misleading", "email_permission", "translation", "language", "delivery", "delivery_known"});
  NoticeTerms terms;
  terms.recipients = fields.coverage("recipients", std::move(terms.recipients));
  terms.parties = fields.coverage("parties", std::move(terms.parties), true);
  terms.information = fields.coverage("information", std::move(terms.information));
  terms.waiting_days = fields.number("waiting_days", 0, kWaitingDaysMost, terms.waiting_days);
  terms.missing = fields.names("missing");
  terms.misleading = fields.names("misleading");
  terms.translation = fields.choice<Translation>(
      "translation",
      {{"none", Translation::none}, {"complete", Translation::complete}, {"partial", Translation::partial}},
      terms.translation);
  terms.language = fields.text("language", terms.language);

  NoticeGiven notice;
  notice.account = account;
  notice.entry = entry;
  notice.channel = fields.text("channel");
  notice.sent = fields.instant_or_date("at");
  notice.email_permission = fields.flag("email_permission", true);
  notice.delivery = fields.choice<Delivery>(
      "delivery", {{"sent", Delivery::sent}, {"bounced", Delivery::bounced}, {"returned", Delivery::returned}},
      Delivery::sent);
  if (fields.has("delivery_known")) {
    const auto known = fields.instant_or_date("delivery_known");
    if (const Instant* instant = std::get_if<Instant>(&known)) notice.delivery_known = *instant;
    else read.delivery_known_on.push_back({read.facts.history.notices.size(), std::get<Date>(known)});
  }
  notice.terms = std::make_shared<const NoticeTerms>(std::move(terms));
  read.facts.history.notices.push_back(std::move(notice));
}

About read_about(const Fields& fields) {
  About about;
  about.channels = fields.coverage("channels", std::move(about.channels), true);
  about.classes = fields.coverage("classes", std::move(about.classes), true);
  about.categories = fields.coverage("categories", std::move(about.categories), true);
  return about;
}

void read_opt_out(const Fields& fields, const std::string& account, Position entry, History& history) {
  fields.only({"event", "account", "note", "received", "scope", "by", "postmarked", "recorded", "channels", "classes",
               "categories", "provisional"});
  if (fields.has("postmarked")) fields.instant_or_date("postmarked");
  if (fields.has("recorded")) fields.instant_or_date("recorded");
  fields.text("by", "owner");
  history.opt_outs.push_back({account, entry, fields.instant("received"),
                              fields.coverage("scope", Coverage::everything(), true), read_about(fields),
                              fields.flag("provisional", false)});
}

void read_withdrawal(const Fields& fields, const std::string& account, Position entry, History& history) {
  fields.only({"event", "account", "note", "at", "scope", "by", "channels", "classes", "categories", "provisional"});
  fields.text("by", "owner");
  history.withdrawals.push_back({account, entry, fields.instant("at"),
                                 fields.coverage("scope", Coverage::everything(), true), read_about(fields),
                                 fields.flag("provisional", false)});
}

void read_opt_in(const Fields& fields, const std::string& account, Position entry, History& history) {
  fields.only({"event", "account", "note", "at", "form", "recipients", "parties", "information", "offers", "by",
               "evidence", "notice", "defects", "channels", "classes", "categories", "until"});
  read_form(fields, Form::electronic);
  OptIn opt_in;
  opt_in.account = account;
  opt_in.entry = entry;
  opt_in.at = fields.instant("at");
  opt_in.recipients = fields.coverage("recipients", std::move(opt_in.recipients));
  opt_in.parties = fields.coverage("parties", std::move(opt_in.parties), true);
  opt_in.information = fields.coverage("information", std::move(opt_in.information));
  opt_in.offers = fields.coverage("offers", std::move(opt_in.offers), true);
  opt_in.by = fields.text("by", opt_in.by);
  opt_in.evidence = fields.flag("evidence", true);
  opt_in.after_notice = fields.choice<bool>("notice", {{"given", true}, {"none", false}}, true);
  opt_in.defects = fields.names("defects");
  opt_in.about = read_about(fields);
  if (fields.has("until")) opt_in.until = fields.date("until");
  history.opt_ins.push_back(std::move(opt_in));
}

void read_one_time_consent(const Fields& fields, const std::string& account, Position entry, History& history) {
  fields.only({"event", "account", "note", "from", "to", "direction", "channel", "granted", "evidence", "missing"});
  fields.text("direction", "");
  OneTimeConsent consent;
  consent.account = account;
  consent.entry = entry;
  consent.from = fields.instant("from");
  consent.to = fields.instant("to");
  consent.channel = fields.text("channel", consent.channel);
  consent.granted = fields.flag("granted", true);
  consent.evidence = fields.flag("evidence", true);
  consent.missing = fields.names("missing");
  history.one_time_consents.push_back(std::move(consent));
}

void read_agreement(const Fields& fields, const std::string& account, Position entry, History& history) {
  fields.only({"event", "account", "note", "party", "from", "to", "clauses"});
  history.agreements.push_back(
      {account, entry, fields.text("party"), fields.date("from"), fields.date("to"), fields.names("clauses")});
}

void read_verification(const Fields& fields, const std::string& account, Position entry, History& history) {
  fields.only({"event", "account", "note", "at", "form", "recorded"});
  read_form(fields, std::nullopt);
  history.verifications.push_back(
      {account, entry, fields.instant("at"), fields.text("form"), fields.flag("recorded", false)});
}

void read_event(const Fields& fields, Position entry, DecisionCase& read) {
  const auto event = fields.choice<Event>("event", {{"notice", Event::notice},
                                                    {"opt_out", Event::opt_out},
                                                    {"opt_in", Event::opt_in},
                                                    {"withdrawal", Event::withdrawal},
                                                    {"one_time_consent", Event::one_time_consent},
                                                    {"agreement", Event::agreement},
                                                    {"verification", Event::verification}});
  const std::string account = fields.text("account", "");
  History& history = read.facts.history;
  switch (event) {
    case Event::notice: return read_notice(fields, account, entry, read);
    case Event::opt_out: return read_opt_out(fields, account, entry, history);
    case Event::opt_in: return read_opt_in(fields, account, entry, history);
    case Event::withdrawal: return read_withdrawal(fields, account, entry, history);
    case Event::one_time_consent: return read_one_time_consent(fields, account, entry, history);
    case Event::agreement: return read_agreement(fields, account, entry, history);
    case Event::verification: return read_verification(fields, account, entry, history);
  }
}

void read_history(const Fields& top, DecisionCase& read, std::optional<Error>& fault) {
  const written::Written* events = top.array("history");
  if (events == nullptr) return;
  for (std::size_t i = 0; i < events->items.size() && !fault; ++i) {
    const written::Written& event = events->items[i];
    if (event.kind != written::Written::Kind::table) {
      top.refuse(fmt::format("history[{}]", i), "is not an object", "write an event's keys between `{` and `}`");
      return;
    }
    read_event(Fields(event, "history", i, fault), Position{0, i}, read);
  }
}

void read_expectation(const Fields& fields, Expectation& expected) {
  fields.only({"decision", "reason", "note"});
  expected.outcome = fields.choice<Outcome>("decision", {{"permit", Outcome::permit}, {"deny", Outcome::deny}});
  const std::string word = fields.text("reason");
  if (const auto reason = reason_named(word)) expected.reason = *reason;
  else
    fields.refuse("reason", fmt::format("is `{}`, which is not a reason code", Fields::clipped(word)),
                  "write a code of docs/decision.md");
}

// The case's own keys are open, for people's notes; but one that was meant to be a part left out silently is a fault.
void refuse_slips(const Fields& top, const written::Written& object) {
  constexpr std::string_view kOrdinary[] = {"id",    "note",     "source", "standing", "regime", "now",
                                            "facts", "customer", "use",    "history",  "expect"};
  for (const written::WrittenEntry& entry : object.entries) {
    if (std::find(std::begin(kOrdinary), std::end(kOrdinary), entry.key) != std::end(kOrdinary)) continue;
    top.not_nearly(entry.key, {"facts", "customer", "history"});
  }
}

void read_top(const Fields& top, const written::Written& object, const Catalogue& catalogue, DecisionCase& read,
              std::optional<Error>& fault) {
  refuse_slips(top, object);
  read.regime = top.text("regime");
  read.now = top.instant("now");
  read.facts.available = top.choice<bool>("facts", {{"unavailable", false}, {"available", true}}, true);

  const written::Written* customer = top.object("customer");
  if (customer != nullptr) read_customer(Fields(*customer, "customer", {}, fault), read);
  else if (read.facts.available) top.lacks("customer", "state the customer, or `\"facts\": \"unavailable\"`");

  const written::Written* use = top.object("use");
  if (use != nullptr) read_use(Fields(*use, "use", {}, fault), catalogue, read.use);
  else top.lacks("use", "state what to decide");

  read_history(top, read, fault);

  const written::Written* expect = top.object("expect");
  if (expect != nullptr) read_expectation(Fields(*expect, "expect", {}, fault), read.expected);
  else top.lacks("expect", "state the expected `decision` and `reason`");
}

}  // namespace

Result<DecisionCase> read_case(std::string_view json_line, const Catalogue& catalogue, const TimeZones& zones) {
  if (json_line.size() > kCaseBytesMax) {
    return fail(ErrorCode::invalid, fmt::format("the line is longer than {} bytes", kCaseBytesMax),
                "write one case on one line");
  }
  const auto written = written::read_json(json_line, {});
  if (!written) {
    const Issue& issue = written.error();
    return fail(ErrorCode::invalid, fmt::format("column {}: {}", issue.column, issue.problem), issue.mend);
  }
  if (written->kind != written::Written::Kind::table) {
    return fail(ErrorCode::invalid, "the line is not a JSON object", "write the case's keys between `{` and `}`");
  }

  DecisionCase read;
  for (const written::WrittenEntry& entry : written->entries) {
    if (entry.key == "id") read.id = entry.value.text;
  }
  std::optional<Error> fault;
  read_top(Fields(*written, "", {}, fault), *written, catalogue, read, fault);
  if (fault) return tl::unexpected(std::move(*fault));

  if (const std::string& name = read.facts.customer.time_zone; !name.empty()) {
    const TimeZone* zone = zones.find(name);
    if (zone == nullptr) {
      return fail(ErrorCode::invalid,
                  fmt::format("`customer.time_zone` is `{}`, which is no known time zone", Fields::clipped(name)),
                  "write a name of the IANA database such as `Asia/Beirut`, or leave it out");
    }
    settle_zone(read, *zone);
  }
  return read;
}

void settle_zone(DecisionCase& decision_case, const TimeZone& zone) {
  decision_case.facts.zone = &zone;
  for (const DeliveryKnownOn& known : decision_case.delivery_known_on) {
    decision_case.facts.history.notices[known.notice].delivery_known = zone.start_of(known.day);
  }
  decision_case.delivery_known_on.clear();
}

}  // namespace assent::cases
