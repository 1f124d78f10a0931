// What happens to a request before and after a route's own code: who is turned away, and what the log and metrics show.

#include "api/served.hpp"
#include "evidence/base64.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::api_test {
namespace {

using access::Role;
using access::Scope;
using api::Face;
using http::Method;
using testing::HasSubstr;
using testing::Not;

api::Route echo(std::string path, std::string id, Scope scope, Face face) {
  return {Method::post,
          std::move(path),
          scope,
          face,
          {std::move(id), "Say it again", "", ""},
          {http::Where::at_once, 100, true},
          [](api::Call& call) { return api::json_response(200, std::string(call.body->raw())); }};
}

std::vector<api::Route> some_routes() {
  std::vector<api::Route> routes;
  routes.push_back(echo("/own", "own", Scope::choices_record, Face::own));
  routes.push_back(echo("/authzen", "authzen", Scope::decisions_ask, Face::authzen));
  routes.push_back(echo("/camara", "camara", Scope::consent_info_retrieve, Face::camara));
  routes.push_back(echo("/tmf", "tmf", Scope::privacy_read, Face::tmf644));
  routes.push_back({Method::get,
                    "/open",
                    Scope::anybody,
                    Face::own,
                    {"open", "For anybody", "", ""},
                    api::kAnswersAtOnce,
                    [](api::Call&) { return api::json_response(200, "{}"); }});
  routes.push_back(
      {Method::get,
       "/v1/notices/{id}/{part}",
       Scope::anybody,
       Face::own,
       {"parts", "Parts", "", ""},
       api::kReads,
       [](api::Call& call) { return api::json_response(200, call.parts.at(0) + "|" + call.parts.at(1)); }});
  return routes;
}

class Routed : public testing::Test {
 protected:
  Served served{some_routes()};
};

TEST_F(Routed, WhoMayIsServed) {
  const Got got = served.post("/own", R"({"a": 1})");
  EXPECT_EQ(got.status, 200U);
  EXPECT_EQ(got.body, R"({"a": 1})");
  EXPECT_EQ(got.header("Content-Type"), "application/json");
  EXPECT_EQ(got.header("Cache-Control"), "no-store");
}

TEST_F(Routed, NobodyIsTurnedAwayBeforeTheBodyIsRead) {
  const Got got = served.ask(Method::post, "/own", "{}", {{"Content-Type", "application/json"}});
  EXPECT_EQ(got.status, 401U);
  EXPECT_FALSE(got.admitted);
  EXPECT_THAT(got.header("WWW-Authenticate").value_or(""), HasSubstr("Bearer"));
  EXPECT_EQ(got.header("Content-Type"), "application/problem+json");
}

TEST_F(Routed, WhoMayNotIsTurnedAway) {
  const Got got = served.ask(Role::administrator, Method::post, "/own", "{}", {{"Content-Type", "application/json"}});
  EXPECT_EQ(got.status, 403U);
  EXPECT_THAT(got.body, HasSubstr("\"code\":\"may_not\""));
  EXPECT_THAT(got.header("WWW-Authenticate").value_or(""), HasSubstr("insufficient_scope"));
}

// The example of RFC 8037, appendix A.
struct PublishedKeys final : access::KeySetSource {
  Result<std::string> fetch(const std::string&) override {
    return R"({"keys":[{"kty":"OKP","crv":"Ed25519","kid":"1","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]})";
  }
};

std::shared_ptr<const access::Gate> gate_with_issuer() {
  std::vector<access::IssuerSettings> issuers(1);
  issuers[0].issuer = "https://id.example";
  issuers[0].audience = "assent";
  issuers[0].algorithm = access::Algorithm::eddsa;
  issuers[0].keys_address = "https://id.example/jwks";
  return std::make_shared<const access::Gate>(
      access::Ways{{}, {}, std::move(access::Tokens::make(std::move(issuers)).value())});
}

TEST_F(Routed, WhoseIssuerCannotBeAskedIsToldToComeAgainUntilItsKeysAreThere) {
  const std::string head = evidence::to_base64url(evidence::view_of(R"({"alg":"EdDSA","typ":"at+jwt","kid":"1"})"));
  const std::string claims = evidence::to_base64url(evidence::view_of(R"({"iss":"https://id.example"})"));
  const Fields shown{{"Content-Type", "application/json"},
                     {"Authorization", "Bearer " + head + '.' + claims + ".AAAA"}};
  const auto first = gate_with_issuer();
  served.router->use(first);
  const Got waiting = served.ask(Method::post, "/own", "{}", shown);
  EXPECT_EQ(waiting.status, 503U);
  EXPECT_THAT(waiting.body, HasSubstr("\"code\":\"unavailable\""));
  EXPECT_TRUE(waiting.header("Retry-After").has_value());
  EXPECT_FALSE(waiting.admitted);

  PublishedKeys source;
  first->ways().tokens->refresh(served.clock.now(), source);
  EXPECT_EQ(served.ask(Method::post, "/own", "{}", shown).status, 401U) << "now its signature is looked at";
  served.router->use(gate_with_issuer());
  EXPECT_EQ(served.ask(Method::post, "/own", "{}", shown).status, 401U) << "the keys are kept";
}

TEST_F(Routed, ForAnybodyNoTokenIsNeeded) {
  EXPECT_EQ(served.ask(Method::get, "/open").status, 200U);
  // A wrong token is not read either.
  EXPECT_EQ(served.ask(Method::get, "/open", "", {{"Authorization", "Bearer ak_0"}}).status, 200U);
}

TEST_F(Routed, PathsAndMethods) {
  EXPECT_EQ(served.ask(Method::get, "/nowhere").status, 404U);
  EXPECT_EQ(served.ask(Method::get, "/own/").status, 404U);
  const Got got = served.ask(Method::get, "/own");
  EXPECT_EQ(got.status, 405U);
  EXPECT_EQ(got.header("Allow"), "POST");
  EXPECT_EQ(served.ask(Method::other, "/open").header("Allow"), "GET");
}

TEST_F(Routed, PartsOfAPathAreDecoded) {
  EXPECT_EQ(served.ask(Method::get, "/v1/notices/a%20b/%D9%86").body, "a b|\xD9\x86");
  EXPECT_EQ(served.ask(Method::get, "/v1/notices/a%2Fb/c").body, "a/b|c");
  EXPECT_EQ(served.ask(Method::get, "/v1/notices//c").status, 404U);
  EXPECT_EQ(served.ask(Method::get, "/v1/notices/%FF/c").status, 404U);
  EXPECT_EQ(served.ask(Method::get, "/v1/notices/%4/c").status, 404U);
}

TEST_F(Routed, ABodyThatIsNoJsonIsRefusedInTheWayOfEachInterface) {
  const Got own = served.post("/own", "{\n \"a\": }");
  EXPECT_EQ(own.status, 400U);
  EXPECT_THAT(own.body, HasSubstr("line 2, column 7"));
  EXPECT_THAT(own.body, HasSubstr("\"code\":\"not_json\""));

  const Got authzen = served.post("/authzen", R"({"a":1,"a":2})");
  EXPECT_EQ(authzen.status, 400U);
  EXPECT_EQ(authzen.header("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_THAT(authzen.body, HasSubstr("stands twice"));

  const Got camara = served.post("/camara", "[");
  EXPECT_EQ(camara.status, 400U);
  EXPECT_THAT(camara.body, HasSubstr(R"("status":400,"code":"INVALID_ARGUMENT","message":)"));

  const Got tmf = served.post("/tmf", "");
  EXPECT_EQ(tmf.status, 400U);
  EXPECT_THAT(tmf.body, HasSubstr(R"("code":"not_json","reason":"Bad Request")"));
  EXPECT_THAT(tmf.body, HasSubstr(R"("status":"400")"));
}

TEST_F(Routed, ABodyOfAnotherTypeIsRefused) {
  for (const char* type :
       {"text/plain", "application/xml", "application/json; charset=latin1", "application/jsonx", ""}) {
    EXPECT_EQ(served.ask(Role::service, Method::post, "/own", "{}", {{"Content-Type", type}}).status, 415U) << type;
    EXPECT_EQ(served.ask(Role::service, Method::post, "/authzen", "{}", {{"Content-Type", type}}).status, 400U) << type;
  }
  for (const char* type : {"application/json", "Application/JSON", "application/json; charset=UTF-8",
                           "application/json;charset=\"utf-8\"", "application/merge-patch+json"}) {
    EXPECT_EQ(served.ask(Role::service, Method::post, "/own", "{}", {{"Content-Type", type}}).status, 200U) << type;
  }
  EXPECT_EQ(served.ask(Role::service, Method::post, "/own", "{}").status, 415U);
  EXPECT_EQ(served.post("/own", "{}", {{"Content-Encoding", "gzip"}}).status, 415U);
}

TEST_F(Routed, AnEmptyBodyIsCalledSo) {
  const Got got = served.post("/own", "");
  EXPECT_EQ(got.status, 400U);
  EXPECT_THAT(got.body, HasSubstr("the body is empty"));
}

// `?ta=…` in place of `?at=…` was passed over, and the answer was about another instant than the one that was meant.
TEST_F(Routed, ANameInTheQueryThatIsNotKnownIsRefused) {
  api::RouteText text{"listed", "A list", "", ""};
  text.parameters = {{"at", "query", "When"}, {"Idempotency-Key", "header", "A key"}};
  std::vector<api::Route> routes;
  for (const char* path : {"/listed", "/open"}) {
    routes.push_back({Method::get, path, path == std::string_view("/open") ? Scope::anybody : Scope::decisions_ask,
                      Face::own, text, api::kReads, [](api::Call&) { return api::json_response(200, "[]"); }});
    text.id = "open";
  }
  Served listing(std::move(routes));
  const auto ask = [&](std::string_view target) { return listing.ask(Role::service, Method::get, target); };
  EXPECT_EQ(ask("/listed?at=now").status, 200U);
  const Got got = ask("/listed?at=now&96555123456=1");
  EXPECT_EQ(got.status, 400U);
  EXPECT_THAT(got.body, HasSubstr("known are: `at`\""));
  EXPECT_THAT(got.body, Not(HasSubstr("96555123456")));
  EXPECT_EQ(ask("/listed?Idempotency-Key=1").status, 400U);
  EXPECT_EQ(ask("/listed?at=%FF").status, 400U);
  EXPECT_EQ(ask("/open?whatever").status, 200U) << "what anybody asks, proxies and browsers ask in their own way";
}

TEST_F(Routed, TheBodyHasABound) {
  const Got got = served.post("/own", "{\"a\":\"" + std::string(100, 'x') + "\"}");
  EXPECT_EQ(got.status, 413U);
  EXPECT_THAT(got.body, HasSubstr("larger than 100 bytes"));
  EXPECT_THAT(served.ask(Method::get, "/open", "{}").body, HasSubstr("takes no body"));
  EXPECT_EQ(served.router->refuse(http::Fault::body_too_large, nullptr).close, true);
}

TEST_F(Routed, TheRequestsIdComesBackOnEveryStatus) {
  const std::string id = "0a1b2c3d-0000-4000-8000-1234567890ab";
  const Fields fields{{"X-Request-ID", id}};
  EXPECT_EQ(served.post("/own", "{}", fields).header("X-Request-ID"), id);
  EXPECT_EQ(served.post("/own", "{", fields).header("X-Request-ID"), id);
  EXPECT_EQ(served.ask(Method::post, "/own", "", fields).header("X-Request-ID"), id);
  EXPECT_EQ(served.ask(Method::get, "/nowhere", "", fields).header("X-Request-ID"), id);
  EXPECT_EQ(served.ask(Method::get, "/own", "", fields).header("X-Request-ID"), id);

  // Without an id, or if the caller's is too long, the server makes its own, each time another one.
  const auto own = served.post("/own", "{}").header("X-Request-ID").value();
  const auto other =
      served.post("/own", "{}", {{"X-Request-ID", std::string(201, 'a')}}).header("X-Request-ID").value();
  EXPECT_EQ(own.size(), 32U);
  EXPECT_NE(own, other);
}

TEST_F(Routed, CamarasCorrelatorComesBackAndABadOneIsRefused) {
  EXPECT_EQ(served.post("/camara", "{}", {{"x-correlator", "b4333c46-49c0-4f62"}}).header("x-correlator"),
            "b4333c46-49c0-4f62");
  const Got got = served.post("/camara", "{}", {{"x-correlator", "not one!"}});
  EXPECT_EQ(got.status, 400U);
  EXPECT_FALSE(got.header("x-correlator"));
  EXPECT_EQ(served.post("/camara", "{}", {{"x-correlator", std::string(257, 'a')}}).status, 400U);
  EXPECT_EQ(served.post("/own", "{}", {{"x-correlator", "not one!"}}).status, 200U);
}

TEST_F(Routed, TheLogHasNothingThatWasSent) {
  served.post("/own", R"({"account":"A-4711"})", {{"X-Request-ID", "96555123456"}});
  served.post("/own", R"({"+96555123456")",
              {{"traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}});
  served.ask(Method::get, "/v1/notices/96555123456/x");
  served.ask(Method::get, "/96555123456");
  ASSERT_EQ(served.log.lines.size(), 4U);
  for (const std::string& line : served.log.lines) {
    EXPECT_THAT(line, Not(HasSubstr("4711")));
    EXPECT_THAT(line, Not(HasSubstr("96555123456")));
    EXPECT_THAT(line, Not(HasSubstr("ak_")));
  }
  EXPECT_EQ(served.log.lines[0], R"({"time":"2026-06-01T08:00:00Z","event":"request","route":"own","method":"POST",)"
                                 R"("status":200,"duration_us":80,"caller":"service-1"})");
  EXPECT_THAT(served.log.lines[1], HasSubstr(R"("trace":"4bf92f3577b34da6a3ce929d0e0e4736")"));
  EXPECT_THAT(served.log.lines[3], HasSubstr(R"("route":"none","method":"GET","status":404)"));
}

TEST_F(Routed, ATraceThatIsNotWellFormedIsNotLogged) {
  for (const char* trace : {"", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x"}) {
    EXPECT_EQ(api::trace_of(trace), "") << trace;
  }
  EXPECT_EQ(api::trace_of("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"),
            "4bf92f3577b34da6a3ce929d0e0e4736");
}

TEST_F(Routed, MetricsCountByRouteAndStatus) {
  served.post("/own", "{}");
  served.post("/own", "{");
  served.ask(Method::get, "/nowhere");
  const std::string text = served.metrics.text();
  EXPECT_THAT(text, HasSubstr("assent_requests_total{route=\"own\",status=\"200\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("assent_requests_total{route=\"own\",status=\"400\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("assent_requests_total{route=\"none\",status=\"404\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("assent_request_duration_seconds_bucket{route=\"own\",reason=\"\",le=\"0.0001\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("assent_request_duration_seconds_count{route=\"own\",reason=\"\"} 2\n"));
  EXPECT_THAT(text, testing::EndsWith("# EOF\n"));
}

TEST(RateLimited, WhoAsksTooOftenWaits) {
  Served served(some_routes(), {.per_second = 2, .at_once = 3});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(served.post("/own", "{}").status, 200U);
  const Got got = served.post("/own", "{}");
  EXPECT_EQ(got.status, 429U);
  EXPECT_EQ(got.header("Retry-After"), "1");
  // Other callers do not wait for them.
  EXPECT_EQ(served.ask(Role::partner, Method::post, "/authzen", "{}", {{"Content-Type", "application/json"}}).status,
            200U);
  served.clock.set(served.clock.now() + std::chrono::milliseconds(500));
  EXPECT_EQ(served.post("/own", "{}").status, 200U);
  EXPECT_EQ(served.post("/own", "{}").status, 429U);
  // A clock that goes back gives no new requests, and takes none away for ever.
  served.clock.set(served.clock.now() - std::chrono::hours(1));
  EXPECT_EQ(served.post("/own", "{}").status, 429U);
  served.clock.set(served.clock.now() + std::chrono::hours(2));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(served.post("/own", "{}").status, 200U);
  EXPECT_EQ(served.post("/own", "{}").status, 429U);
}

// Every pair of role and route: served exactly if the role can have the route's scope.
TEST(AccessMatrix, NoHole) {
  std::vector<api::Route> routes;
  for (std::size_t scope = 0; scope < access::kScopes; ++scope) {
    routes.push_back(
        echo("/scope/" + std::to_string(scope), "s" + std::to_string(scope), static_cast<Scope>(scope), Face::own));
  }
  Served served(std::move(routes));
  for (std::size_t role = 0; role < access::kRoles; ++role) {
    for (std::size_t scope = 0; scope < access::kScopes; ++scope) {
      access::Caller caller;
      caller.role = static_cast<Role>(role);
      caller.scopes.add(static_cast<Scope>(scope));
      EXPECT_EQ(access::lacking(caller, static_cast<Scope>(scope)).has_value(),
                !access::grants(caller.role, static_cast<Scope>(scope)));
      if (caller.role == Role::customer) continue;  // without an API key
      const Got got = served.ask(static_cast<Role>(role), Method::post, "/scope/" + std::to_string(scope), "{}",
                                 {{"Content-Type", "application/json"}});
      const bool granted = access::grants(static_cast<Role>(role), static_cast<Scope>(scope));
      EXPECT_EQ(got.status, granted ? 200U : 403U) << role << " " << scope;
    }
  }
}

TEST(QueryOf, Values) {
  using Values = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(api::query_of("a=1&b=x+y%26&&c"), (Values{{"a", "1"}, {"b", "x y&"}, {"c", ""}}));
  EXPECT_EQ(api::query_of(""), Values{});
  EXPECT_FALSE(api::query_of("a=%f"));
  EXPECT_FALSE(api::query_of("a=%ff"));
}

}  // namespace
}  // namespace assent::api_test
