// The register of partners, and the agreements with them. A partner sees its own.

#include "app/partners.hpp"
#include "api/problem.hpp"
#include "app/record.hpp"
#include "own_api/asked.hpp"
#include "own_api/routes.hpp"
#include "wire/partners.hpp"
#include "wire/recorded.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <utility>

namespace assent::own_api {
namespace {

// Whether the caller may see what is said of that party.
bool may_see(const access::Caller& caller, std::string_view party) {
  return caller.role != access::Role::partner || caller.partner == party;
}

http::Response partners(const app::Engine& engine, const api::Call& call) {
  const auto asked = Asked::of(call);
  if (!asked) return refused(asked.error());
  const auto at = asked->instant("at");
  if (!at) return refused(at.error());
  auto register_of = app::partners_on_record(engine, *at);
  if (!register_of) return refused(register_of.error());
  std::erase_if(*register_of, [&](const Partner& each) { return !may_see(call.caller, each.party); });
  return api::json_response(200, boost::json::serialize(wire::partners_json(*register_of)));
}

http::Response agreements(const app::Engine& engine, const api::Call& call) {
  auto all = app::agreements_on_record(engine);
  if (!all) return refused(all.error());
  std::erase_if(*all, [&](const Agreement& each) { return !may_see(call.caller, each.party); });
  return api::json_response(200, boost::json::serialize(wire::agreements_json(*all)));
}

http::Response record_of_carrier(app::Engine& engine, const api::Call& call, api::Members& members,
                                 service::Choice choice) {
  std::string regime;
  members.text("regime", regime);
  const auto circumstances = circumstances_in(call, members);
  if (!circumstances) return refused(circumstances.error());
  if (auto fault = fault_of(members)) return refused(*fault);
  const auto outcome = app::record_choice(engine, {{}, std::move(choice), *circumstances, regime});
  if (!outcome) return refused(outcome.error());
  const auto& done = std::get<service::Acknowledgement>(outcome->done);
  return api::json_response(done.repeated ? 200 : 201, boost::json::serialize(wire::json_of(done, *outcome->regime)));
}

http::Response record_agreement(app::Engine& engine, const api::Call& call) {
  if (!call.body->is(json::Kind::table)) return not_an_object();
  api::Members members(*call.body, "");
  evidence::AgreementRecorded body;
  std::optional<Date> from;
  std::optional<Date> to;
  members.text("party", body.party);
  members.date("from", from);
  members.date("to", to);
  members.texts("clauses", body.clauses);
  const auto evidence = evidence_in(members).and_then(app::evidence_of);
  if (!evidence) return refused(evidence.error());
  body.evidence = *evidence;
  if (auto fault = wrong_kind_in(members)) return refused(*fault);
  if (body.party.empty() || !from || !to) {
    return problem(400, "invalid", "`party`, `from` or `to` is missing", "name the party, and the first and last day");
  }
  body.from = *from;
  body.to = *to;
  return record_of_carrier(engine, call, members, std::move(body));
}

http::Response record_partner(app::Engine& engine, const api::Call& call) {
  if (!call.body->is(json::Kind::table)) return not_an_object();
  api::Members members(*call.body, "");
  evidence::PartnerRecorded body;
  bool ended = false;
  members.text("party", body.party);
  members.text("name", body.name);
  members.text("recipient", body.recipient);
  members.text("country", body.country);
  members.flag("ended", ended);
  if (ended) body.state = evidence::PartnerRecorded::State::ended;
  const auto evidence = evidence_in(members).and_then(app::evidence_of);
  if (!evidence) return refused(evidence.error());
  body.evidence = *evidence;
  return record_of_carrier(engine, call, members, std::move(body));
}

}  // namespace

std::vector<api::Route> partner_routes(app::Engine& engine) {
  using access::Scope;
  using http::Method;
  std::vector<api::Route> routes;
  const auto records = [&](std::string path, api::RouteText text, auto answer) {
    text.parameters = {idempotency_key()};
    text.also = {201, 404, 409};
    routes.push_back({Method::post,
                      std::move(path),
                      Scope::partners_record,
                      api::Face::own,
                      std::move(text),
                      {http::Where::aside, kSmallBody, true},
                      [&engine, answer](api::Call& call) { return answer(engine, call); }});
  };
  records("/v1/agreements",
          {"record_agreement", "Record a confidentiality agreement with a party", "agreement", "recorded"},
          record_agreement);
  records("/v1/partners",
          {"record_partner", "Record who a party is, or that it is no longer a partner", "partner", "recorded"},
          record_partner);
  api::RouteText listed{"partners", "The register of partners; a partner sees itself", "", "partners"};
  listed.parameters = {{"at", "query", "As it is then. Left out: now.", R"({"type":"string","format":"date-time"})"}};
  listed.also = {400};
  routes.push_back({Method::get, "/v1/partners", Scope::decisions_ask, api::Face::own, std::move(listed), api::kReads,
                    [&engine](api::Call& call) { return partners(engine, call); }});
  routes.push_back({Method::get,
                    "/v1/agreements",
                    Scope::decisions_ask,
                    api::Face::own,
                    {"agreements", "The agreements with parties; a partner sees its own", "", "agreements"},
                    api::kReads,
                    [&engine](api::Call& call) { return agreements(engine, call); }});
  return routes;
}

}  // namespace assent::own_api
