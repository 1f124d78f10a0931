// Who may come in, as a carrier writes it: everything is read, or every fault is reported with its place.

#include "access/settings.hpp"

#include "access/request.hpp"
#include "access/signed_token.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::access::settings_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const NewApiKey kKey = make_api_key(evidence::Hash{9});
const Instant kNow = parse_instant("2026-06-01T12:00:00Z").value();

std::string api_key(const std::string& rest) {
  return "[[api_key]]\nid = \"" + kKey.id + "\"\nsha256 = \"" + evidence::to_hex(kKey.sha256) + "\"\n" + rest;
}

Caller caller_of(const std::string& settings, const SentRequest& request) {
  auto ways = read_ways(settings, "access.toml");
  EXPECT_TRUE(ways.has_value()) << to_string(ways.error().front());
  if (!ways) return {};
  const auto admitted = Gate(*std::move(ways)).admit(request.head(), kNow);
  EXPECT_TRUE(std::holds_alternative<Caller>(admitted));
  return std::holds_alternative<Caller>(admitted) ? std::get<Caller>(admitted) : Caller{};
}

std::string issues_of(const std::string& settings) {
  const auto ways = read_ways(settings, "access.toml");
  std::string all;
  if (!ways) {
    for (const Issue& issue : ways.error()) all += to_string(issue) + '\n';
  }
  return all;
}

TEST(AccessSettings, AKeyHasAllThatItsRoleGrantsUnlessScopesSayLess) {
  const SentRequest request = with_bearer(kKey.key);
  const Caller crm = caller_of(api_key("caller = \"crm\"\nrole = \"service\"\n"), request);
  EXPECT_EQ(crm, (Caller{"crm", Role::service, scopes_of(Role::service), {}, {}, {}}));

  const Caller dialler =
      caller_of(api_key("caller = \"dialler\"\nrole = \"service\"\nscopes = [\"decisions:ask\"]\n"), request);
  EXPECT_TRUE(dialler.may(Scope::decisions_ask));
  EXPECT_FALSE(dialler.may(Scope::imports_run));

  const Caller acme = caller_of(
      api_key(
          "caller = \"acme-gateway\"\nrole = \"partner\"\npartner = \"acme\"\nexpires = \"2027-01-01T00:00:00Z\"\n"),
      request);
  EXPECT_EQ(acme.partner, "acme");
}

TEST(AccessSettings, ACertificateIsNamedAsOpenSslShowsIt) {
  SentRequest request;
  request.peer.certificate_sha256 = "yv66vsr-ur7K_rq-yv66vsr-ur7K_rq-yv66vsr-ur4";
  request.peer.certificate_subject = "CN=billing";
  const std::string rest = "caller = \"billing\"\nrole = \"service\"\n";
  std::string colons;
  for (int i = 0; i < 8; ++i) colons += std::string(i == 0 ? "" : ":") + "CA:FE:BA:BE";
  for (const std::string& name :
       {"sha256 = \"" + colons + '"', std::string("sha256 = \"yv66vsr-ur7K_rq-yv66vsr-ur7K_rq-yv66vsr-ur4\""),
        std::string("subject = \"CN=billing\"")}) {
    EXPECT_EQ(caller_of("[[client_certificate]]\n" + name + '\n' + rest, request).id, "billing");
  }
}

TEST(AccessSettings, NothingLetsNobodyIn) {
  const auto ways = read_ways("", "access.toml");
  ASSERT_TRUE(ways.has_value());
  EXPECT_TRUE(std::holds_alternative<Refusal>(Gate(*ways).admit(with_bearer(kKey.key).head(), kNow)));
}

TEST(AccessSettings, EveryFaultHasItsPlace) {
  EXPECT_THAT(issues_of("[[api_keys]]\n"), HasSubstr("access.toml:1:3: unknown key `api_keys`; write `api_key`"));
  EXPECT_THAT(issues_of("api_key = 1\n"), HasSubstr("access.toml:1:"));
  const std::string several = issues_of(
      "[[api_key]]\nid = \"x\"\nsha256 = \"12\"\ncaller = \"crm\"\nrole = \"servce\"\nscopes = [\"decision:ask\"]\n"
      "expires = \"soon\"\n");
  EXPECT_THAT(several, HasSubstr("access.toml:3:10: `api_key 1.sha256` is no SHA-256"));
  EXPECT_THAT(several, HasSubstr("`api_key 1.role` is `servce`, which is not known here; write `service`"));
  EXPECT_THAT(several, HasSubstr("has `decision:ask`, which is no scope; write `decisions:ask`"));
  EXPECT_THAT(several, HasSubstr("access.toml:7:11: `api_key 1.expires` is no instant"));
  EXPECT_THAT(issues_of(api_key("caller = \"crm\"\nrole = \"customer\"\n")), HasSubstr("customers come with tokens"));
  EXPECT_THAT(issues_of(api_key("caller = \"c\"\nrole = \"agent\"\nscopes = [\"rules:reload\"]\n")),
              HasSubstr("access.toml:1:1: the caller `c` has a scope that the role `agent` does not grant"));
  // A person may paste the whole key where only its id belongs.
  EXPECT_THAT(issues_of("[[api_key]]\nid = \"" + kKey.key + "\"\nsha256 = \"" + evidence::to_hex(kKey.sha256) +
                        "\"\ncaller = \"crm\"\nrole = \"service\"\n"),
              AllOf(HasSubstr("has an `id` that is not a key's"), Not(HasSubstr(kKey.key.substr(20)))));
  const std::string one = api_key("caller = \"crm\"\nrole = \"service\"\n");
  EXPECT_EQ(issues_of(one), "");
  EXPECT_THAT(issues_of(one + one), HasSubstr("stands there twice"));
  EXPECT_THAT(issues_of("[[client_certificate]]\ncaller = \"b\"\nrole = \"service\"\n"), HasSubstr("is not named"));
  EXPECT_THAT(issues_of("[[client_certificate]]\nsha256 = \"AB:CD\"\ncaller = \"b\"\nrole = \"service\"\n"),
              HasSubstr("is no SHA-256 of a certificate"));
}

TEST(AccessSettings, ATableThatIsWrittenReadsBack) {
  ApiKey key{kKey.id, kKey.sha256, {"a\\\"b", Role::partner, scopes_of(Role::partner), "acme", {}, {}}};
  EXPECT_EQ(caller_of(table_of(key), with_bearer(kKey.key)), key.caller);
  key.caller = {"dialler", Role::service, scopes_in("decisions:ask events:read"), {}, {}, {}};
  key.ends = kNow + std::chrono::microseconds{1};
  EXPECT_EQ(caller_of(table_of(key), with_bearer(kKey.key)), key.caller);
  key.ends = kNow;
  EXPECT_EQ(read_ways(table_of(key), "f")->keys.find(kKey.key, kNow).finding, ApiKeys::Finding::ended);
  key.revoked = true;
  EXPECT_EQ(read_ways(table_of(key), "f")->keys.find(kKey.key, kNow).finding, ApiKeys::Finding::revoked);
}

TEST(AccessSettings, RevokedIsReadAsRevoked) {
  const auto ways = read_ways(api_key("caller = \"crm\"\nrole = \"service\"\nrevoked = true\n"), "access.toml");
  ASSERT_TRUE(ways.has_value());
  EXPECT_EQ(ways->keys.find(kKey.key, kNow).finding, ApiKeys::Finding::revoked);
}

const std::string kIssuer = R"toml([[issuer]]
issuer = "https://id.example"
audience = "assent"
algorithm = "EdDSA"
role = "agent"
roles = ["agent", "supervisor"]
caller_prefix = "staff:"
role_claim = "duty"
keys = '''
)toml" + jwk_set(jwk_of(evidence::Ed25519Seed{1}, "1")) +
                            "'''\n";

TEST(AccessSettings, AnIssuerIsTrustedAsItIsWritten) {
  const auto token = [](const std::string& more) {
    return with_bearer(
        signed_token(R"({"alg":"EdDSA","typ":"at+jwt"})",
                     R"({"iss":"https://id.example","aud":"assent","sub":"rima","client_id":"c","jti":"j",)"
                     R"("scope":"decisions:ask","iat":1780315000,"exp":1790000000)" +
                         more + "}",
                     evidence::Ed25519Seed{1}));
  };
  const Caller agent = caller_of(kIssuer, token(""));
  EXPECT_EQ(agent.id, "staff:rima");
  EXPECT_EQ(agent.role, Role::agent);
  EXPECT_EQ(caller_of(kIssuer, token(R"(,"duty":"supervisor")")).role, Role::supervisor);
  const auto ways = read_ways(kIssuer, "access.toml");
  EXPECT_TRUE(std::holds_alternative<Refusal>(Gate(*ways).admit(token(R"(,"duty":"compliance")").head(), kNow)));
}

TEST(AccessSettings, AnIssuerWithAFaultIsReported) {
  const auto with = [](const std::string& old, const std::string& other) {
    std::string text = kIssuer;
    text.replace(text.find(old), old.size(), other);
    return issues_of(text);
  };
  EXPECT_THAT(with("EdDSA", "HS256"), HasSubstr("`issuer 1.algorithm` is `HS256`, which is not known here"));
  EXPECT_THAT(with("EdDSA", "RS256"), HasSubstr("has no key that verifies `RS256` in its `keys`"));
  EXPECT_THAT(with("supervisor", "superviser"), HasSubstr("has `superviser`, which is no role; write `supervisor`"));
  EXPECT_THAT(with("caller_prefix = \"staff:\"", "keys_address = \"https://id.example/jwks\""),
              HasSubstr("has no keys, or names them in two ways"));
  EXPECT_THAT(issues_of("[[issuer]]\nissuer = \"https://id.example\"\naudience = \"assent\"\nalgorithm = \"RS256\"\n"
                        "keys_address = \"http://id.example/jwks\"\n"),
              HasSubstr("has a `keys_address` from which no keys are fetched"));
  EXPECT_THAT(issues_of(kIssuer + kIssuer), HasSubstr("stands there twice"));
}

}  // namespace
}  // namespace assent::access::settings_test
