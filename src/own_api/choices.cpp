// What a customer decided, over HTTP. The JSON is docs/schema/choice.schema.json, the answer recorded.schema.json.

#include "api/members.hpp"
#include "api/prefer.hpp"
#include "api/problem.hpp"
#include "app/record.hpp"
#include "app/stated_choice.hpp"
#include "intake/refusal_law.hpp"
#include "own_api/asked.hpp"
#include "own_api/routes.hpp"
#include "wire/recorded.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <utility>

namespace assent::own_api {
namespace {

// What every choice says.
struct Sent {
  service::CustomerName who;
  app::StatedKinds kinds;
  Result<app::StatedEvidence> evidence = app::StatedEvidence{};
  std::string by = "owner";
  std::string regime;
  std::string channel = "api";
  std::optional<Instant> effective;
  explanation::Language language = explanation::Language::en;
  std::string key;
};

// Reads what every choice has. Whom it is about is all that a refusal is turned away for.
std::variant<Sent, http::Response> read(const api::Call& call, const Telephones& telephones, api::Members& members) {
  Sent sent;
  auto who = customer_in(call, members, telephones);
  if (!who) return refused(who.error());
  sent.who = *std::move(who);
  auto key = key_of(call);
  if (!key) return refused(key.error());
  sent.key = *std::move(key);
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
  if (!language.empty()) sent.language = explanation::language_named(language).value_or(explanation::Language::en);
  return sent;
}

http::Response acknowledged(const app::RecordOutcome& outcome, explanation::Language language) {
  if (const auto* const done = std::get_if<service::Acknowledgement>(&outcome.done)) {
    return api::json_response(done->repeated ? 200 : 201,
                              boost::json::serialize(wire::json_of(*done, *outcome.regime, language)));
  }
  const auto& of_number = std::get<service::RefusalsOfNumber>(outcome.done);
  boost::json::array all;
  for (auto& each : wire::json_of(of_number, *outcome.regime, language)) all.push_back(std::move(each));
  const auto& first = of_number.all.empty() ? *of_number.kept : of_number.all.front();
  return api::json_response(first.repeated ? 200 : 201,
                            boost::json::serialize(boost::json::object{{"recorded", std::move(all)}}));
}

http::Response record(app::Engine& engine, const api::Call& call, const Sent& sent, service::Choice choice,
                      std::string told) {
  const bool minimal = api::prefers_minimal(call.request.head);
  app::RecordRequest request{sent.who,
                             std::move(choice),
                             {},
                             sent.regime,
                             minimal ? service::Acknowledged::as_receipt : service::Acknowledged::with_changes};
  request.circumstances = {sent.effective, call.caller.id, sent.channel.empty() ? "api" : sent.channel, sent.key};
  auto outcome = app::record_choice(engine, request);
  if (!outcome && service::refuses(request.choice) && !sent.regime.empty() &&
      outcome.error().code != ErrorCode::conflict) {
    // A regime that there is not turns no refusal away.
    request.regime.clear();
    intake::add_told(told, "checked under the usual regime", to_string(outcome.error()));
    outcome = app::record_choice(engine, request);
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
    const auto tell = [&](service::Acknowledgement& each) {
      std::string all = told;
      if (!each.told.empty()) intake::add_told(all, each.told, "");
      each.told = std::move(all);
    };
    if (auto* const done = std::get_if<service::Acknowledgement>(&outcome->done)) {
      tell(*done);
    } else {
      auto& of_number = std::get<service::RefusalsOfNumber>(outcome->done);
      for (service::Acknowledgement& each : of_number.all) tell(each);
      if (of_number.kept) tell(*of_number.kept);
    }
  }
  http::Response response = acknowledged(*outcome, sent.language);
  if (minimal) response.with("Preference-Applied", "return=minimal");
  return response;
}

enum class Refusal : std::uint8_t { opt_out, withdrawal };

http::Response refuse(app::Engine& engine, Refusal kind, const api::Call& call) {
  api::Members members(*call.body, "");
  auto read_or_refused = read(call, engine.ports().telephones, members);
  if (auto* const refused = std::get_if<http::Response>(&read_or_refused)) return std::move(*refused);
  const Sent sent = std::get<Sent>(std::move(read_or_refused));
  app::StatedRefusal stated{{}, sent.kinds, sent.by, sent.evidence};
  std::optional<Date> postmarked;
  members.texts("scope", stated.scope);
  members.flag("provisional", stated.provisional);
  members.date("postmarked", postmarked);
  std::string told;
  if (members.trouble()) intake::add_told(told, "left out", *members.trouble());
  if (const auto unknown = members.unknown()) intake::add_told(told, "left out", *unknown);
  if (kind == Refusal::withdrawal) {
    service::Choice choice = app::withdrawal_of(stated, told);
    return record(engine, call, sent, std::move(choice), std::move(told));
  }
  service::Choice choice = app::opt_out_of(stated, postmarked, told);
  return record(engine, call, sent, std::move(choice), std::move(told));
}

http::Response opt_in(app::Engine& engine, const api::Call& call) {
  api::Members members(*call.body, "");
  auto read_or_refused = read(call, engine.ports().telephones, members);
  if (auto* const refused = std::get_if<http::Response>(&read_or_refused)) return std::move(*refused);
  const Sent sent = std::get<Sent>(std::move(read_or_refused));
  if (sent.who.account.empty()) {
    return problem(400, "account_missing", "an approval names its customer by a telephone number", "send `account`");
  }
  app::StatedOptIn stated;
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
  // A condition whose name is misspelt would be one that the approval does not have.
  if (const auto fault = fault_of(members)) return refused(*fault);
  if (!sent.evidence) return refused(sent.evidence.error());
  stated.evidence = *sent.evidence;
  auto choice = app::opt_in_of(stated);
  if (!choice) return refused(choice.error());
  return record(engine, call, sent, *std::move(choice), {});
}

api::RouteParameter prefer() {
  return {"Prefer", "header",
          "`return=minimal` (RFC 7240): the response is a receipt, without `changes`. It is made in a fraction of the "
          "time."};
}

}  // namespace

std::vector<api::Route> choice_routes(app::Engine& engine) {
  const auto route = [&](std::string path, std::string id, std::string summary, std::string takes, auto answer) {
    return api::Route(
        http::Method::post, std::move(path), access::Scope::choices_record, api::Face::own,
        {std::move(id), std::move(summary), std::move(takes), "acknowledged", {idempotency_key(), prefer()}},
        {http::Where::aside, kSmallBody, true}, [answer](api::Call& call) {
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
