// What an agent reads to a customer in a call, and what the customer answered (app/oral_script.hpp).

#include "api/problem.hpp"
#include "app/oral_script.hpp"
#include "own_api/asked.hpp"
#include "own_api/routes.hpp"
#include "wire/recorded.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <utility>

namespace assent::own_api {
namespace {

namespace bj = boost::json;

bj::object object_of(const app::OralScript& script) {
  bj::array blocks;
  for (std::size_t i = 0; i < script.blocks.size(); ++i) {
    const std::string& disclosure = script.blocks[i].disclosure;
    blocks.push_back(bj::object{{"number", i + 1},
                                {"disclosure", disclosure.empty() ? bj::value() : bj::value(disclosure)},
                                {"text", script.blocks[i].text}});
  }
  bj::array lacks(script.lacks.begin(), script.lacks.end());
  return {{"notice", script.notice.notice}, {"version", script.notice.version},
          {"language", script.language},    {"entry", entry_name(script.entry)},
          {"subject", script.subject},      {"blocks", std::move(blocks)},
          {"lacks", std::move(lacks)},      {"sha256", evidence::to_hex(script.sha256)}};
}

void read_script(api::Members& members, app::ScriptAsked& asked) {
  members.text("account", asked.account);
  members.text("notice", asked.notice);
  members.text("version", asked.version);
  members.text("language", asked.language);
}

// Nobody reads a script to themselves.
std::optional<http::Response> not_for(const api::Call& call) {
  if (call.caller.role != access::Role::customer) return std::nullopt;
  return problem(403, "not_for_customers", "an agent reads it to the customer",
                 "allow or refuse on the customer's page");
}

http::Response show_script(const app::Engine& engine, const api::Call& call) {
  if (auto no = not_for(call)) return *std::move(no);
  api::Members members(*call.body, "");
  app::ScriptAsked asked;
  read_script(members, asked);
  const auto reader = reader_in(call, members, "oral_script");
  if (!reader) return refused(reader.error());
  if (auto fault = fault_of(members)) return refused(*fault);
  const auto script = app::oral_script(engine, asked);
  if (!script) return refused(script.error());
  // The script can name the customer's services.
  if (const auto recorded = app::record_reading(engine, {asked.account, {}}, *reader); !recorded) {
    return refused(recorded.error());
  }
  return api::json_response(200, bj::serialize(object_of(*script)));
}

std::optional<app::OralAsks> asks_named(std::string_view name) {
  if (name == "opt_in") return app::OralAsks::opt_in;
  if (name == "one_time_consent") return app::OralAsks::one_time_consent;
  return std::nullopt;
}

// The numbers of the blocks that were read. Nothing: one is none.
std::optional<std::vector<std::size_t>> blocks_in(const api::Call& call) {
  std::vector<std::size_t> read;
  const auto list = call.body->find("read");
  if (!list) return read;
  if (!list->is(json::Kind::list)) return std::nullopt;
  for (const auto& each : *list) {
    const auto number = each.value.integer();
    if (!number || *number < 1) return std::nullopt;
    read.push_back(static_cast<std::size_t>(*number));
  }
  return read;
}

http::Response answered(app::Engine& engine, const api::Call& call) {
  if (auto no = not_for(call)) return *std::move(no);
  api::Members members(*call.body, "");
  app::OralAnswer answer;
  read_script(members, answer.script);
  std::string asks;
  std::string sha256;
  members.text("asks", asks);
  members.flag("granted", answer.granted);
  members.text("sha256", sha256);
  members.read_elsewhere("read");
  members.text("by", answer.by);
  members.text("call", answer.call);
  members.text("agent", answer.agent);
  members.text("direction", answer.direction);
  members.instant("begun", answer.begun);
  members.instant("ends", answer.ends);
  auto key = key_of(call);
  if (!key) return refused(key.error());
  const auto known = asks_named(asks);
  if (!known) {
    return problem(400, "invalid", "`asks` is neither `opt_in` nor `one_time_consent`", "say which one was asked for");
  }
  if (answer.script.account.empty()) {
    return problem(400, "customer_not_named", "`account` is missing", "name the customer's account");
  }
  answer.asks = *known;
  answer.sha256 = evidence::hash_from_hex(sha256);
  const auto read = blocks_in(call);
  const bool refuses = !answer.granted && answer.asks == app::OralAsks::opt_in;
  if (!refuses) {
    if (auto fault = fault_of(members)) return refused(*fault);
    if (!read) return problem(400, "invalid", "`read` is no list of numbers from 1 on", "number the blocks as shown");
    answer.read = *read;
  }
  const auto outcome = app::record_oral_answer(engine, answer, {std::nullopt, call.caller.id, "call_centre", *key});
  if (!outcome) return refused(outcome.error());
  const auto& done = std::get<service::Acknowledgement>(outcome->done);
  return api::json_response(done.repeated ? 200 : 201,
                            bj::serialize(wire::json_of(done, *outcome->regime, explanation::Language::en)));
}

http::Response ended(app::Engine& engine, const api::Call& call) {
  if (auto no = not_for(call)) return *std::move(no);
  api::Members members(*call.body, "");
  std::string account;
  std::string name;
  std::optional<Instant> at;
  members.text("account", account);
  members.text("call", name);
  members.instant("ended", at);
  if (auto fault = fault_of(members)) return refused(*fault);
  const auto done = app::end_call(engine, account, name, at.value_or(engine.now()),
                                  {std::nullopt, call.caller.id, "call_centre", {}});
  if (!done) return refused(done.error());
  return api::json_response(200, bj::serialize(bj::object{{"shortened", done->shortened}}));
}

}  // namespace

std::vector<api::Route> oral_routes(app::Engine& engine) {
  const auto route = [&](std::string path, api::RouteText text, auto answer) {
    return api::Route(http::Method::post, std::move(path), access::Scope::choices_record, api::Face::own,
                      std::move(text), {http::Where::aside, kSmallBody, true}, [answer](api::Call& call) {
                        return call.body->is(json::Kind::table) ? answer(call) : not_an_object();
                      });
  };
  std::vector<api::Route> routes;
  routes.push_back(
      route("/v1/oral-scripts",
            {"oral_script", "What an agent reads to a customer, block by block", "oral-script-asked", "oral-script"},
            [&engine](api::Call& call) { return show_script(engine, call); }));
  routes.push_back(route("/v1/oral-answers",
                         {"record_oral_answer",
                          "What the customer answered, and what was read to them",
                          "oral-answer",
                          "acknowledged",
                          {idempotency_key()}},
                         [&engine](api::Call& call) { return answered(engine, call); }));
  routes.push_back(
      route("/v1/call-ends",
            {"end_call", "A call is over, and with it the consents that were given for it", "call-end", "call-ended"},
            [&engine](api::Call& call) { return ended(engine, call); }));
  return routes;
}

}  // namespace assent::own_api
