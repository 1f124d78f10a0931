// What those who run the server ask it.

#include "api/problem.hpp"
#include "own_api/routes.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <utility>

namespace assent::own_api {
namespace {

using access::Scope;
using api::Face;
using api::text_response;
using http::Method;

}  // namespace

std::vector<api::Route> operation_routes(const Health& health, std::function<const api::Metrics&()> metrics) {
  std::vector<api::Route> routes;
  routes.push_back({Method::get,
                    "/livez",
                    Scope::anybody,
                    Face::own,
                    {"alive", "Whether the process responds", "", ""},
                    api::kAnswersAtOnce,
                    [](api::Call&) { return text_response(200, "alive\n"); }});
  routes.push_back({Method::get,
                    "/readyz",
                    Scope::anybody,
                    Face::own,
                    {"ready",
                     "Whether the server can be asked: its ledger can be read, its index has followed, its clock is "
                     "not behind the ledger",
                     "", ""},
                    api::kReads,
                    [not_ready = health.not_ready](api::Call&) {
                      const std::string why = not_ready();
                      return why.empty() ? text_response(200, "ready\n") : text_response(503, why + "\n");
                    }});
  routes.push_back({Method::get,
                    "/metrics",
                    Scope::operations_read,
                    Face::own,
                    {"metrics", "What the server has done (OpenMetrics)", "", ""},
                    api::kReads,
                    [metrics = std::move(metrics)](api::Call&) {
                      http::Response response = api::json_response(200, metrics().text());
                      response.with("Content-Type", std::string(api::kOpenMetrics));
                      return response;
                    }});
  routes.push_back({Method::post,
                    "/v1/rules/reload",
                    Scope::rules_reload,
                    Face::own,
                    {"reload_rules",
                     "Read rule packs and catalogue again; if one has a fault, the present ones stay in use", "", ""},
                    api::kReads,
                    [reload = health.reload](api::Call&) {
                      if (const auto done = reload(); !done)
                        return api::response_to(Face::own, api::problem_of(done.error()));
                      return api::json_response(200, "{\"reloaded\":true}");
                    }});
  return routes;
}

api::Route openapi_route(std::string document) {
  return {Method::get,
          "/openapi.json",
          Scope::anybody,
          Face::own,
          {"openapi", "This interface, described in OpenAPI 3.1", "", ""},
          api::kAnswersAtOnce,
          [document = std::move(document)](api::Call&) { return api::json_response(200, document); }};
}

}  // namespace assent::own_api
