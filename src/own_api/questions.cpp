// One decision in words, and one decision as it was known at two times.

#include "api/problem.hpp"
#include "app/status.hpp"
#include "own_api/asked.hpp"
#include "own_api/routes.hpp"
#include "service/ledger_clock.hpp"
#include "wire/decision.hpp"
#include "wire/status.hpp"

#include <boost/json/serialize.hpp>

#include <utility>
#include <vector>

namespace assent::own_api {
namespace {

// `languages`; left out: English.
OrProblem<std::vector<explanation::Language>> languages_in(api::Members& members) {
  std::vector<std::string> names;
  members.texts("languages", names);
  if (names.empty()) names.emplace_back("en");
  std::vector<explanation::Language> languages;
  for (const std::string& name : names) {
    const auto language = explanation::language_named(name);
    if (!language || languages.size() == explanation::kLanguages.size()) {
      return tl::unexpected(api::Problem{400, "invalid",
                                         "`languages` has another word than `en`, `ar` and `fr`, or too many",
                                         "name each language once"});
    }
    languages.push_back(*language);
  }
  return languages;
}

http::Response explain(const app::Engine& engine, api::Call& call) {
  api::Members members(*call.body, "");
  const auto who = customer_in(call, members, engine.ports().telephones);
  if (!who) return refused(who.error());
  const auto languages = languages_in(members);
  if (!languages) return refused(languages.error());
  const auto query = query_in(call, members);
  if (!query) return refused(query.error());
  const auto answered = app::decide(engine, *who, *query);
  if (!answered) return refused(answered.error());
  call.reason = answered->decision.reason;
  call.decisions = 1;
  std::vector<explanation::Explanation> explanations;
  for (const explanation::Language language : *languages) explanations.push_back(answered->explained(language));
  const std::string zone_data = engine.ports().zones.version();
  const wire::QuestionAsked question{who->account.empty() ? answered->on_file.account : who->account, who->telephone,
                                     answered->as_of, zone_data, answered->use.channel};
  return api::json_response(
      200, boost::json::serialize(wire::json_of(question, *answered->regime, answered->decision, explanations)));
}

http::Response status(const app::Engine& engine, api::Call& call) {
  api::Members members(*call.body, "");
  const auto who = customer_in(call, members, engine.ports().telephones);
  if (!who) return refused(who.error());
  const auto language = language_in(members);
  if (!language) return refused(language.error());
  app::StatusQuery asked;
  members.instant("and_known_at", asked.and_known_at);
  const auto reader = reader_in(call, members, "status");
  if (!reader) return refused(reader.error());
  auto query = query_in(call, members);
  if (!query) return refused(query.error());
  asked.query = *std::move(query);
  asked.known_at_called = "`known_at`";
  asked.and_known_at_called = "`and_known_at`";
  const auto told = app::status_at_two_times(engine, *who, asked);
  if (!told) return refused(told.error());
  const auto simulation = service::is_simulation(engine.ports().ledger);
  if (!simulation) return refused(simulation.error());
  if (const auto recorded = app::record_reading(engine, *who, *reader); !recorded) return refused(recorded.error());
  return api::json_response(
      200, boost::json::serialize(wire::json_of(told->times, *told->regime, engine.ports().zones.version(), *simulation,
                                                *language, told->erased)));
}

}  // namespace

std::vector<api::Route> question_routes(const app::Engine& engine) {
  const auto route = [&](std::string path, access::Scope scope, api::RouteText text, auto answer) {
    text.also = {404};
    return api::Route(http::Method::post, std::move(path), scope, api::Face::own, std::move(text),
                      {http::Where::aside, kSmallBody, true},
                      [&engine, answer](api::Call& call) { return answer(engine, call); });
  };
  std::vector<api::Route> routes;
  routes.push_back(route("/v1/explanations", access::Scope::decisions_ask,
                         {"explain", "Decide about one customer and say why, in words", "question", "explained"},
                         explain));
  routes.push_back(route("/v1/status", access::Scope::history_read,
                         {"status", "One decision as it was known at two times, and what makes the difference",
                          "question-at-two-times", "status"},
                         status));
  return routes;
}

}  // namespace assent::own_api
