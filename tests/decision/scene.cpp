#include "scene.hpp"

#include "decision/horizon.hpp"
#include "decision/matter.hpp"
#include "packs.hpp"
#include "zones.hpp"

#include <ostream>

namespace assent::test {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
namespace gen = rc::gen;

const Instant kBase = at("2026-06-01T09:00:00Z");

Names some_of(const Names& names) {
  Names chosen;
  for (const std::string& name : names) {
    if (*gen::arbitrary<bool>()) chosen.push_back(name);
  }
  return chosen;
}

const Names kRelations = {"carrier",
                          "agent",
                          "affiliate_communications",
                          "affiliate_serving_customer",
                          "affiliate_other",
                          "joint_venture_partner",
                          "independent_contractor",
                          "third_party"};

Instant some_instant() {
  const int whole_days = *gen::weightedElement<int>({{3, 0},
                                                     {1, 1},
                                                     {2, -31},
                                                     {2, -34},
                                                     {1, -20},
                                                     {1, -365},
                                                     {1, -400},
                                                     {1, -730},
                                                     {1, -731},
                                                     {1, -761},
                                                     {1, -796},
                                                     {1, 7}});
  const int quarters = *gen::inRange(-48, 49);
  const int micros = *gen::element(0, 0, 1, -1);
  return kBase + days{whole_days} + std::chrono::minutes{30 * quarters} + microseconds{micros};
}

Date some_date() { return Date{floor<days>(some_instant()).time_since_epoch()}; }

Coverage some_recipients() {
  return *gen::weightedElement<int>({{4, 0}, {1, 1}}) == 0
             ? Coverage::only(*gen::element(Names{"carrier"}, Names{"carrier", "agent"}, Names{"joint_venture_partner"},
                                            Names{"carrier", "affiliate_communications", "independent_contractor"}))
             : Coverage::everything();
}

Coverage some_parties() {
  return *gen::element(Coverage::everything(), Coverage::everything(), Coverage::only({"PX"}), Coverage::only({"PY"}));
}

Coverage some_information() {
  return *gen::element(Coverage::everything(), Coverage::everything(), Coverage::only({"services", "usage"}),
                       Coverage::only({"services"}));
}

NoticeGiven some_notice() {
  auto terms = std::make_shared<NoticeTerms>();
  terms->recipients = some_recipients();
  terms->parties = some_parties();
  terms->information = some_information();
  terms->waiting_days = *gen::weightedElement<int>({{6, 30}, {1, 45}, {1, 20}, {1, 400}, {1, 800}});
  if (*gen::inRange(0, 12) == 0) terms->missing = {"purposes"};
  if (*gen::inRange(0, 12) == 0) terms->misleading = {"subject"};
  terms->translation = *gen::weightedElement<Translation>(
      {{8, Translation::none}, {1, Translation::complete}, {1, Translation::partial}});
  terms->language = *gen::element<std::string>("en", "en", "ar");

  NoticeGiven notice;
  notice.account = *gen::weightedElement<std::string>({{6, ""}, {2, "A"}, {1, "B"}});
  notice.channel = *gen::weightedElement<std::string>({{4, "mail"}, {3, "email"}, {2, "sms"}, {1, "oral"}});
  notice.sent =
      *gen::arbitrary<bool>() ? std::variant<Instant, Date>(some_instant()) : std::variant<Instant, Date>(some_date());
  notice.email_permission = *gen::inRange(0, 6) != 0;
  notice.delivery =
      *gen::weightedElement<Delivery>({{6, Delivery::sent}, {1, Delivery::bounced}, {1, Delivery::returned}});
  if (*gen::arbitrary<bool>()) notice.delivery_known = some_instant();
  notice.terms = std::move(terms);
  return notice;
}

Coverage some_scope() {
  return *gen::element(Coverage::everything(), Coverage::only({"carrier"}),
                       Coverage::only({"joint_venture_partner", "independent_contractor"}));
}

About some_about() {
  if (*gen::inRange(0, 3) != 0) return {};
  return {*gen::element(Coverage::everything(), Coverage::only({"email", "sms"})),
          *gen::element(Coverage::everything(), Coverage::only({"telecom"}), Coverage::only({"equipment"})),
          *gen::element(Coverage::everything(), Coverage::only({"internet", "local"}))};
}

OptIn some_opt_in() {
  OptIn opt_in;
  opt_in.account = *gen::weightedElement<std::string>({{6, ""}, {2, "A"}, {1, "B"}});
  opt_in.at = some_instant();
  opt_in.recipients = some_recipients();
  opt_in.parties = some_parties();
  opt_in.information = some_information();
  opt_in.offers = *gen::element(Coverage::everything(), Coverage::everything(), Coverage::only({"internet"}));
  opt_in.by = *gen::weightedElement<std::string>({{6, "owner"}, {1, "authorised_representative"}, {1, "minor_user"}});
  opt_in.evidence = *gen::inRange(0, 6) != 0;
  opt_in.after_notice = *gen::inRange(0, 6) != 0;
  if (*gen::inRange(0, 6) == 0) opt_in.defects = {"pre_ticked"};
  opt_in.about = some_about();
  if (*gen::inRange(0, 3) == 0) opt_in.until = some_date();
  return opt_in;
}

OneTimeConsent some_consent() {
  OneTimeConsent consent;
  consent.from = some_instant();
  consent.to = consent.from + std::chrono::minutes{*gen::element(10, 20, 60 * 24)};
  consent.channel = *gen::weightedElement<std::string>({{6, "phone"}, {1, "chat"}});
  consent.granted = *gen::inRange(0, 6) != 0;
  consent.evidence = *gen::inRange(0, 6) != 0;
  if (*gen::inRange(0, 6) == 0) consent.missing = {"scope_of_consent"};
  return consent;
}

Agreement some_agreement() {
  Agreement agreement;
  agreement.party = *gen::element<std::string>("PX", "PX", "PY");
  agreement.from = some_date();
  agreement.to = agreement.from + days{*gen::element(0, 30, 365, 900)};
  agreement.clauses = {"purpose_limit", "no_onward_disclosure"};
  if (*gen::inRange(0, 4) != 0) agreement.clauses.push_back("safeguards");
  return agreement;
}

History some_history() {
  History history;
  const auto times = [](int most) { return *gen::inRange(0, most + 1); };
  for (int i = times(3); i > 0; --i) history.notices.push_back(some_notice());
  if (times(2) == 0) history.opt_outs.push_back({"", {}, some_instant(), some_scope(), some_about()});
  if (times(3) == 0) history.withdrawals.push_back({"", {}, some_instant(), some_scope(), some_about()});
  for (int i = times(2); i > 0; --i) history.opt_ins.push_back(some_opt_in());
  for (int i = times(1); i > 0; --i) history.one_time_consents.push_back(some_consent());
  if (times(2) == 0) {
    history.verifications.push_back(
        {"", {}, some_instant(), *gen::element<std::string>("oral", "written"), times(1) == 0});
  }
  for (int i = times(2); i > 0; --i) history.agreements.push_back(some_agreement());

  std::uint64_t index = 0;
  const auto number = [&](auto& events) {
    for (auto& event : events) event.entry = {0, index++};
  };
  number(history.notices), number(history.opt_outs), number(history.withdrawals), number(history.opt_ins);
  number(history.one_time_consents), number(history.verifications), number(history.agreements);
  return history;
}

// The instant asked about: often exactly at, or just before, one at which the decision may change.
Instant some_now(const Scene& scene) {
  const decision::Matter matter = decision::matter_of(*scene.regime, scene.facts, scene.use);
  const auto points = decision::turning_points(matter, kBase - days{900});
  if (points.empty() || *gen::inRange(0, 4) == 0) return kBase;
  const Instant point = points[static_cast<std::size_t>(*gen::inRange<int>(0, static_cast<int>(points.size())))];
  return point + *gen::element(microseconds{0}, microseconds{-1}, microseconds{hours{5}});
}

Scene some_scene(bool by_approval) {
  Scene scene;
  scene.regime = &packs()[static_cast<std::size_t>(*gen::inRange<int>(0, static_cast<int>(packs().size())))];
  scene.facts.zone = *gen::element(&beirut(), &beirut(), &twice_midnight(), &skipped_day(), &utc());
  Customer& customer = scene.facts.customer;
  customer.account = *gen::element<std::string>("", "A", "A");
  customer.language = *gen::element<std::string>("", "en", "ar");
  customer.services = {"local"};
  Use& use = scene.use;
  use.recipient = *gen::weightedElement<std::string>({{6, "carrier"},
                                                      {1, "agent"},
                                                      {2, "affiliate_communications"},
                                                      {1, "affiliate_serving_customer"},
                                                      {1, "affiliate_other"},
                                                      {3, "joint_venture_partner"},
                                                      {2, "independent_contractor"},
                                                      {1, "third_party"}});
  use.party = *gen::element<std::string>("", "PX", "PX", "PY");
  use.purpose = "marketing";
  use.offer = offer(*gen::element<std::string>("internet", "long_distance"));
  use.channel = *gen::element<std::string>("", "email", "call");
  use.information = *gen::element(Names{"services", "usage"}, Names{"services"}, Names{"contact"});
  if (!by_approval) {
    customer.state = *gen::weightedElement<CustomerState>({{6, CustomerState::active}, {1, CustomerState::former}});
    customer.services = some_of({"local", "long_distance", "mobile", "internet"});
    customer.former_services = some_of({"local", "long_distance", "mobile", "internet"});
    use.purpose = *gen::weightedElement<std::string>({{8, "marketing"},
                                                      {2, "winback"},
                                                      {1, "billing"},
                                                      {1, "competitor_tracking"},
                                                      {1, "request_approval"},
                                                      {1, "mobile_health_research"},
                                                      {1, "unheard_of"}});
    if (*gen::inRange(0, 10) == 0) use.offer.reset();
    else use.offer = offers()[static_cast<std::size_t>(*gen::inRange<int>(0, static_cast<int>(offers().size())))];
    use.information = *gen::element(Names{"services", "usage"}, Names{"contact"}, Names{"aggregate"},
                                    Names{"aggregate", "usage"}, Names{"location", "services"});
    use.supervisor_approved = *gen::arbitrary<bool>();
    use.soft_opt_in = *gen::arbitrary<bool>();
    scene.facts.available = *gen::inRange(0, 30) != 0;
  }
  scene.facts.history = some_history();
  scene.now = some_now(scene);
  return scene;
}

}  // namespace

rc::Gen<Scene> scenes() {
  return gen::exec([] { return some_scene(false); });
}
rc::Gen<Scene> scenes_by_approval() {
  return gen::exec([] { return some_scene(true); });
}
rc::Gen<NoticeGiven> notices() {
  return gen::exec([] { return some_notice(); });
}
rc::Gen<Coverage> scopes() {
  return gen::exec([] { return some_scope(); });
}

std::ostream& operator<<(std::ostream& out, const Scene& scene) {
  const decision::Decision decision = scene.decide();
  const History& history = scene.facts.history;
  out << scene.regime->id << ", now " << to_string(scene.now) << " in " << scene.facts.zone->name() << ", "
      << scene.use.purpose << " by " << scene.use.recipient << " " << scene.use.party << " -> "
      << to_string(decision.outcome) << " " << to_string(decision.reason);
  const auto shown = [](const Coverage& coverage) {
    std::string text = coverage.any ? "*" : "";
    for (const std::string& name : coverage.names) text += name + " ";
    return text;
  };
  for (const NoticeGiven& notice : history.notices) {
    const auto* date = std::get_if<Date>(&notice.sent);
    out << "\n  notice " << notice.channel << " "
        << (date != nullptr ? to_string(*date) : to_string(std::get<Instant>(notice.sent))) << " waits "
        << notice.terms->waiting_days << " for " << shown(notice.terms->recipients) << "/"
        << shown(notice.terms->parties) << "/" << shown(notice.terms->information);
    if (notice.delivery != Delivery::sent) {
      out << " undelivered, known " << (notice.delivery_known ? to_string(*notice.delivery_known) : "always");
    }
  }
  for (const OptOut& each : history.opt_outs)
    out << "\n  opt-out " << to_string(each.received) << " " << shown(each.scope);
  for (const Withdrawal& each : history.withdrawals)
    out << "\n  withdrawal " << to_string(each.at) << " " << shown(each.scope);
  for (const OptIn& each : history.opt_ins) {
    out << "\n  opt-in " << to_string(each.at) << " " << shown(each.recipients) << "/" << shown(each.parties) << "/"
        << shown(each.about.channels) << "/" << shown(each.about.classes) << "/" << shown(each.about.categories);
    if (each.until) out << " until " << to_string(*each.until);
  }
  for (const OneTimeConsent& each : history.one_time_consents) {
    out << "\n  one-time " << to_string(each.from) << " to " << to_string(each.to) << " by " << each.channel;
  }
  for (const Verification& each : history.verifications) out << "\n  verification " << to_string(each.at);
  for (const Agreement& each : history.agreements) {
    out << "\n  agreement " << each.party << " " << to_string(each.from) << " to " << to_string(each.to) << " with "
        << each.clauses.size() << " clauses";
  }
  return out;
}

}  // namespace assent::test
