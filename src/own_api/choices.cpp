// What a customer decided, over HTTP. The JSON is docs/schema/choice.schema.json, the answer recorded.schema.json.

#include "api/members.hpp"
#include "api/problem.hpp"
#include "app/record.hpp"
#include "app/stated_choice.hpp"
#include "evidence/hash.hpp"
#include "intake/refusal_law.hpp"
#include "own_api/routes.hpp"
#include "wire/recorded.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <utility>

namespace assent::own_api {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 10;
constexpr std::size_t kKeyMost = 255;

// What every choice says.
struct Sent {
  CustomerName who;
  StatedKinds kinds;
  Result<StatedEvidence> evidence = StatedEvidence{};
  std::string by = "owner";
  std::string regime;
  std::string channel = "api";
  std::optional<Instant> effective;
  Language language = Language::en;
  std::optional<std::string> trouble;  // the first member that is of another kind
};

http::Response problem(unsigned status, std::string code, std::string detail, std::string mend) {
  return api::response_to(api::Face::own, {status, std::move(code), std::move(detail), std::move(mend)});
}

Result<StatedEvidence> evidence_in(api::Members& members) {
  StatedEvidence stated;
  const auto table = members.table("evidence");
  if (!table) return stated;
  api::Members evidence(table, "evidence.");
  std::string sha256;
  evidence.text("reference", stated.reference);
  evidence.text("sha256", sha256);
  if (!sha256.empty()) {
    stated.sha256 = hash_from_hex(sha256);
    if (!stated.sha256) evidence.fail("sha256", "64 hexadecimal digits in small letters");
  }
  if (evidence.trouble()) return fail(ErrorCode::invalid, *evidence.trouble(), "mend it");
  return stated;
}

// Reads what every choice has. Whom it is about is all that a refusal is turned away for.
std::variant<Sent, http::Response> read(const api::Call& call, const Telephones& telephones, api::Members& members) {
  Sent sent;
  std::string telephone;
  std::string country;
  members.text("account", sent.who.account);
  members.text("telephone", telephone);
  members.text("country", country);
  if (call.caller.role == access::Role::customer && sent.who.account.empty() && telephone.empty()) {
    sent.who.account = call.caller.account;
    if (sent.who.account.empty()) telephone = call.caller.telephone;
  }
  if (sent.who.account.empty() == telephone.empty()) {
    return problem(400, "customer_not_named", "the customer is not named by one of `account` and `telephone`",
                   "send one of them, as a string");
  }
  if (!telephone.empty()) {
    auto e164 = telephones.e164(telephone, country);
    if (!e164) {
      return problem(400, "not_a_telephone_number", "`telephone` is not a telephone number",
                     "write it with its country's code, or name the country in `country`");
    }
    sent.who.telephone = *std::move(e164);
  }
  // Customers act for themselves only.
  if (call.caller.role == access::Role::customer &&
      (sent.who.account.empty() ? sent.who.telephone != call.caller.telephone
                                : sent.who.account != call.caller.account)) {
    return problem(403, "not_yourself", "a customer's token speaks for that customer only",
                   "leave `account` and `telephone` out");
  }
  members.texts("contact_channels", sent.kinds.channels);
  members.texts("classes", sent.kinds.classes);
  members.texts("categories", sent.kinds.categories);
  members.text("by", sent.by);
  members.text("regime", sent.regime);
  members.text("channel", sent.channel);
  members.instant("effective", sent.effective);
  sent.evidence = evidence_in(members);
  std::string language;
  members.text("language", language);
  if (!language.empty()) sent.language = language_named(language).value_or(Language::en);
  if (call.request.head.count("Idempotency-Key") > 1) {
    return problem(400, "key_repeated", "`Idempotency-Key` is sent more than once", "send it once");
  }
  return sent;
}

http::Response acknowledged(const RecordOutcome& outcome, Language language) {
  if (const auto* const done = std::get_if<Acknowledgement>(&outcome.done)) {
    return api::json_response(done->repeated ? 200 : 201,
                              boost::json::serialize(json_of(*done, *outcome.regime, language)));
  }
  const auto& of_number = std::get<RefusalsOfNumber>(outcome.done);
  boost::json::array all;
  for (auto& each : json_of(of_number, *outcome.regime, language)) all.push_back(std::move(each));
  const auto& first = of_number.all.empty() ? *of_number.kept : of_number.all.front();
  return api::json_response(first.repeated ? 200 : 201,
                            boost::json::serialize(boost::json::object{{"recorded", std::move(all)}}));
}

http::Response record(Engine& engine, const api::Call& call, const Sent& sent, Choice choice, std::string told) {
  RecordRequest request{sent.who, std::move(choice), {}, sent.regime};
  const std::string_view key = call.request.head.header("Idempotency-Key").value_or("");
  if (key.size() > kKeyMost) {
    return problem(400, "key_too_long", "`Idempotency-Key` has more than 255 characters", "send a shorter one");
  }
  request.circumstances = {sent.effective, call.caller.id, sent.channel.empty() ? "api" : sent.channel,
                           std::string(key)};
  auto outcome = record_choice(engine, request);
  if (!outcome && refuses(request.choice) && !sent.regime.empty() && outcome.error().code != ErrorCode::conflict) {
    // A regime that there is not turns no refusal away.
    request.regime.clear();
    add_told(told, "checked under the usual regime", to_string(outcome.error()));
    outcome = record_choice(engine, request);
  }
  if (!outcome) {
    api::Problem why = api::problem_of(outcome.error());
    if (outcome.error().code == ErrorCode::conflict) {
      why.detail = "the key was used before for something else";
      why.mend = "use a new key for a new event; nothing was recorded";
    }
    return api::response_to(api::Face::own, why);
  }
  if (!told.empty()) {
    const auto tell = [&](Acknowledgement& each) {
      std::string all = told;
      if (!each.told.empty()) add_told(all, each.told, "");
      each.told = std::move(all);
    };
    if (auto* const done = std::get_if<Acknowledgement>(&outcome->done)) {
      tell(*done);
    } else {
      auto& of_number = std::get<RefusalsOfNumber>(outcome->done);
      for (Acknowledgement& each : of_number.all) tell(each);
      if (of_number.kept) tell(*of_number.kept);
    }
  }
  return acknowledged(*outcome, sent.language);
}

enum class Refusal : std::uint8_t { opt_out, withdrawal };

http::Response refuse(Engine& engine, Refusal kind, const api::Call& call) {
  api::Members members(*call.body, "");
  auto read_or_refused = read(call, engine.ports().telephones, members);
  if (auto* const refused = std::get_if<http::Response>(&read_or_refused)) return std::move(*refused);
  const Sent sent = std::get<Sent>(std::move(read_or_refused));
  StatedRefusal stated{{}, sent.kinds, sent.by, sent.evidence};
  std::optional<Date> postmarked;
  members.texts("scope", stated.scope);
  members.flag("provisional", stated.provisional);
  members.date("postmarked", postmarked);
  std::string told;
  if (members.trouble()) add_told(told, "left out", *members.trouble());
  if (kind == Refusal::withdrawal) {
    Choice choice = withdrawal_of(stated, told);
    return record(engine, call, sent, std::move(choice), std::move(told));
  }
  Choice choice = opt_out_of(stated, postmarked, told);
  return record(engine, call, sent, std::move(choice), std::move(told));
}

http::Response opt_in(Engine& engine, const api::Call& call) {
  api::Members members(*call.body, "");
  auto read_or_refused = read(call, engine.ports().telephones, members);
  if (auto* const refused = std::get_if<http::Response>(&read_or_refused)) return std::move(*refused);
  const Sent sent = std::get<Sent>(std::move(read_or_refused));
  if (sent.who.account.empty()) {
    return problem(400, "account_missing", "an approval names its customer by a telephone number", "send `account`");
  }
  StatedOptIn stated;
  stated.kinds = sent.kinds;
  stated.by = sent.by;
  members.text("form", stated.form);
  members.texts("recipients", stated.recipients);
  members.texts("parties", stated.parties);
  members.texts("information", stated.information);
  members.texts("offers", stated.offers);
  members.date("until", stated.until);
  members.text("notice", stated.notice);
  members.text("notice_version", stated.notice_version);
  members.texts("defects", stated.defects);
  if (members.trouble())
    return problem(400, "invalid", *members.trouble(), "nothing was recorded; mend it and send it again");
  if (!sent.evidence) return api::response_to(api::Face::own, api::problem_of(sent.evidence.error()));
  stated.evidence = *sent.evidence;
  auto choice = opt_in_of(stated);
  if (!choice) return api::response_to(api::Face::own, api::problem_of(choice.error()));
  return record(engine, call, sent, *std::move(choice), {});
}

}  // namespace

std::vector<api::Route> choice_routes(Engine& engine) {
  const auto route = [&](std::string path, std::string id, std::string summary, std::string takes, auto answer) {
    return api::Route(http::Method::post, std::move(path), access::Scope::choices_record, api::Face::own,
                      {std::move(id), std::move(summary), std::move(takes), "acknowledged"},
                      {http::Where::aside, kMostBytes, true}, [answer](api::Call& call) {
                        if (!call.body->is(json::Kind::table)) {
                          return problem(400, "invalid", "the body is not a JSON object", "send an object");
                        }
                        return answer(call);
                      });
  };
  std::vector<api::Route> routes;
  routes.push_back(route("/v1/opt-outs", "record_opt_out", "A customer refuses", "refusal",
                         [&engine](api::Call& call) { return refuse(engine, Refusal::opt_out, call); }));
  routes.push_back(route("/v1/withdrawals", "record_withdrawal", "A customer takes back an approval given before",
                         "refusal", [&engine](api::Call& call) { return refuse(engine, Refusal::withdrawal, call); }));
  routes.push_back(route("/v1/opt-ins", "record_opt_in", "A customer approves expressly", "approval",
                         [&engine](api::Call& call) { return opt_in(engine, call); }));
  return routes;
}

}  // namespace assent::own_api
