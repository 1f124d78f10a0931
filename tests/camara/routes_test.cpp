// Who may ask what of CAMARA's interfaces, and how they are described.

#include "access/scope.hpp"
#include "camara/carrier.hpp"
#include "own_api/openapi.hpp"

#include <boost/json.hpp>

#include <gtest/gtest.h>

#include <string>

namespace assent::camara_routes_test {
namespace {

using access::Role;
using camara_test::Carrier;

TEST(CamaraRoutes, EachNeedsItsScope) {
  Carrier carrier;
  std::size_t checked = 0;
  for (const api::Route& route : camara::routes_of(*carrier.provider)) {
    if (route.scope() == access::Scope::anybody) continue;
    for (std::size_t i = 0; i < access::kRoles; ++i) {
      const auto role = static_cast<Role>(i);
      if (role == Role::customer) continue;  // customers come with tokens
      const auto got =
          carrier.served->ask(role, route.method(), route.path(), "[]", {{"Content-Type", "application/json"}});
      EXPECT_EQ(got.status, access::grants(role, route.scope()) ? 400U : 403U)
          << route.path() << " " << to_string(role) << ": " << got.body;
      ++checked;
    }
    EXPECT_EQ(carrier.served->ask(route.method(), route.path(), "[]", {{"Content-Type", "application/json"}}).status,
              401U);
  }
  EXPECT_EQ(checked, 4U * (access::kRoles - 1));
  EXPECT_TRUE(access::grants(Role::partner, access::Scope::consent_info_retrieve));
  EXPECT_FALSE(access::grants(Role::agent, access::Scope::consent_management_create));
}

TEST(CamaraRoutes, AreDescribed) {
  Carrier carrier;
  const auto routes = camara::routes_of(*carrier.provider);
  const auto document = boost::json::parse(own_api::openapi_of(routes, own_api::published_schemas(), "1.0"));
  for (const api::Route& route : routes) {
    const char* const method = route.method() == http::Method::get     ? "get"
                               : route.method() == http::Method::patch ? "patch"
                                                                       : "post";
    const auto& operation = document.at("paths").at(route.path()).at(method).as_object();
    EXPECT_EQ(operation.contains("security"), route.scope() != access::Scope::anybody);
    if (route.face() != api::Face::camara) continue;
    const auto& responses = operation.at("responses").as_object();
    EXPECT_TRUE(responses.contains(route.scope() == access::Scope::consent_management_create ? "201" : "200"));
    EXPECT_EQ(responses.at("422").at("content").at("application/json").at("schema").at("$ref").as_string(),
              "#/components/schemas/camara-error");
  }
}

}  // namespace
}  // namespace assent::camara_routes_test
