// How operators of a server see it, and how its interface is described.

#include "authzen/setting.hpp"
#include "own_api/openapi.hpp"
#include "own_api/routes.hpp"

#include <boost/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::own_api_test {
namespace {

using access::Role;
using http::Method;
using testing::HasSubstr;

TEST(Operations, AliveAndReady) {
  std::string wrong;
  Result<void> reloaded;
  api_test::Served* there = nullptr;
  api_test::Served served(own_api::operation_routes({[&] { return wrong; }, [&] { return reloaded; }},
                                                    [&]() -> const api::Metrics& { return there->metrics; }));
  there = &served;
  EXPECT_EQ(served.ask(Method::get, "/livez").body, "alive\n");
  EXPECT_EQ(served.ask(Method::get, "/readyz").status, 200U);
  wrong = "the index has not followed the ledger";
  EXPECT_EQ(served.ask(Method::get, "/readyz").status, 503U);
  EXPECT_EQ(served.ask(Method::get, "/readyz").body, wrong + "\n");

  EXPECT_EQ(served.ask(Role::administrator, Method::post, "/v1/rules/reload").status, 200U);
  EXPECT_EQ(served.ask(Role::service, Method::post, "/v1/rules/reload").status, 403U);
  reloaded = fail(ErrorCode::invalid, "regimes/tra.toml:3:1: `id` is missing", "add it");
  const auto got = served.ask(Role::administrator, Method::post, "/v1/rules/reload");
  EXPECT_EQ(got.status, 400U);
  EXPECT_THAT(got.body, HasSubstr("`id` is missing"));

  const auto metrics = served.ask(Role::administrator, Method::get, "/metrics");
  EXPECT_EQ(metrics.header("Content-Type"), std::string(api::kOpenMetrics));
  EXPECT_THAT(metrics.body, HasSubstr("assent_requests_total{route=\"ready\",status=\"503\"} 2\n"));
}

TEST(Operations, HeadsOfTheLedger) {
  authzen_test::Setting setting;
  app::Proofs proofs(setting.ledger);
  api_test::Served served(own_api::ledger_routes(*setting.engine, proofs, {}));
  const auto got = served.ask(Role::compliance, Method::get, "/v1/ledger/heads");
  EXPECT_EQ(got.status, 200U);
  EXPECT_THAT(got.body, HasSubstr("\"root\""));
  EXPECT_EQ(served.ask(Role::agent, Method::get, "/v1/ledger/heads").status, 403U);
  EXPECT_EQ(served.ask(Role::compliance, Method::get, "/v1/ledger/checkpoint").status, 503U) << "there is no key";
}

// Every reference leads to a schema that exists.
void check_references(const boost::json::value& value, const boost::json::value& document) {
  if (const auto* const list = value.if_array()) {
    for (const auto& each : *list) check_references(each, document);
  }
  const auto* const table = value.if_object();
  if (table == nullptr) return;
  for (const auto& member : *table) {
    if (member.key() == "$ref" && member.value().is_string()) {
      boost::json::error_code error;
      document.find_pointer(std::string(member.value().as_string()).substr(1), error);
      EXPECT_FALSE(error) << member.value();
    } else {
      check_references(member.value(), document);
    }
  }
}

TEST(OpenApi, SaysWhatTheRoutesAre) {
  authzen_test::Setting setting;
  auto routes = authzen::routes_of(*setting.pdp);
  for (auto& each : own_api::choice_routes(*setting.engine)) routes.push_back(std::move(each));
  for (auto& each : own_api::notice_routes(*setting.engine)) routes.push_back(std::move(each));
  const auto document = boost::json::parse(own_api::openapi_of(routes, own_api::published_schemas(), "1.0"));
  EXPECT_EQ(document.at("openapi").as_string(), "3.1.0");
  check_references(document, document);
  for (const api::Route& route : routes) {
    const auto& operation =
        document.at("paths").at(route.path()).at(route.method() == Method::get ? "get" : "post").as_object();
    EXPECT_EQ(operation.at("operationId").as_string(), route.text().id);
    EXPECT_EQ(operation.contains("requestBody"), route.terms().takes_json || !route.text().takes_types.empty());
    EXPECT_EQ(operation.contains("security"), route.scope() != access::Scope::anybody);
    EXPECT_TRUE(operation.at("responses").as_object().contains("400"));
    // A path with a part can name what there is not.
    EXPECT_TRUE(operation.at("responses").as_object().contains("404") || route.path().find('{') == std::string::npos);
  }
}

}  // namespace
}  // namespace assent::own_api_test
