// Stories of callers at the gate: who comes in, as which caller, and the response to those who do not.

#include "access/gate.hpp"

#include "access/request.hpp"
#include "evidence/base64.hpp"

#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

namespace assent::access::gate_test {
namespace {

const Instant kNow = parse_instant("2026-06-01T12:00:00Z").value();
const NewApiKey kDialler = make_api_key(evidence::Hash{1});
const NewApiKey kShop = make_api_key(evidence::Hash{2});
const NewApiKey kLost = make_api_key(evidence::Hash{3});
const NewApiKey kNobodys = make_api_key(evidence::Hash{4});
const std::string kCertificate = "yv66vsr-ur7K_rq-yv66vsr-ur7K_rq-yv66vsr-ur4";

Caller caller(std::string id, Role role) { return {std::move(id), role, scopes_of(role), {}, {}, {}}; }

Gate gate() {
  auto keys = ApiKeys::make({{kDialler.id, kDialler.sha256, caller("dialler", Role::service)},
                             {kShop.id, kShop.sha256, caller("shop", Role::agent), kNow},
                             {kLost.id, kLost.sha256, caller("lost", Role::service), kNever, true}});
  auto certificates = ClientCertificates::make({{"CN=billing,O=Carrier", {}, caller("billing", Role::service)},
                                                {{}, kCertificate, caller("warehouse", Role::compliance)}});
  return Gate({std::move(keys).value(), std::move(certificates).value()});
}

std::string caller_of(const SentRequest& request, Instant now = kNow) {
  const auto admitted = gate().admit(request.head(), now);
  const auto* known = std::get_if<Caller>(&admitted);
  return known == nullptr ? "" : known->id;
}

Refusal refusal_of(const SentRequest& request, Instant now = kNow) {
  const auto admitted = gate().admit(request.head(), now);
  const auto* refused = std::get_if<Refusal>(&admitted);
  EXPECT_NE(refused, nullptr);
  return refused == nullptr ? Refusal{0, {}, {}} : *refused;
}

TEST(Gate, LetsAKeyIn) {
  EXPECT_EQ(caller_of(with_bearer(kDialler.key)), "dialler");
  // RFC 9110, 11.1: the scheme's letters may be of any case.
  EXPECT_EQ(caller_of({{{"authorization", "bEARER  " + kDialler.key}}, {}}), "dialler");
}

SentRequest with_basic(const std::string& user_and_password) {
  const evidence::Bytes bytes(user_and_password.begin(), user_and_password.end());
  return {{{"Authorization", "Basic " + evidence::to_base64(bytes)}}, {}};
}

// As gateways send what stands before `@` in an address.
TEST(Gate, LetsAKeyInAsAPassword) {
  EXPECT_EQ(caller_of(with_basic("kannel:" + kDialler.key)), "dialler");
  EXPECT_EQ(caller_of(with_basic(":" + kDialler.key)), "dialler");
  EXPECT_EQ(caller_of(with_basic("kannel:" + kDialler.key.substr(20))), "dialler") << "the secret gives the key";
  EXPECT_EQ(refusal_of(with_basic("kannel:" + kNobodys.key.substr(20))).status, 401U);
  EXPECT_EQ(refusal_of(with_basic("kannel:" + kDialler.key.substr(21))).status, 401U);
  EXPECT_EQ(refusal_of(with_basic(kDialler.key)).status, 400U);
  EXPECT_EQ(refusal_of(with_basic(kDialler.key + ":")).status, 401U) << "the name is not a key";
  EXPECT_EQ(refusal_of(with_basic("kannel:" + kNobodys.key)).status, 401U);
  EXPECT_EQ(refusal_of(with_basic("kannel:" + kLost.key)).status, 401U);
  EXPECT_EQ(refusal_of({{{"Authorization", "Basic a:b"}}, {}}).status, 400U);
  EXPECT_EQ(refusal_of({{{"Authorization", "Basic"}}, {}}).status, 400U);
  EXPECT_EQ(refusal_of(with_basic("kannel:" + std::string(9000, 'a'))).status, 400U);
}

TEST(Gate, RefusesAKeyFromTheInstantOnAtWhichItEnds) {
  EXPECT_EQ(caller_of(with_bearer(kShop.key), kNow - std::chrono::microseconds{1}), "shop");
  const Refusal ended = refusal_of(with_bearer(kShop.key), kNow);
  EXPECT_EQ(ended.status, 401U);
  EXPECT_NE(ended.challenge.find(R"(error="invalid_token")"), std::string::npos);
}

TEST(Gate, RefusesAKeyThatWasTakenBack) {
  const Refusal revoked = refusal_of(with_bearer(kLost.key));
  EXPECT_EQ(revoked.status, 401U);
  EXPECT_EQ(revoked.detail, "the API key was taken back");
}

TEST(Gate, SaysNothingAboutAKeyThatIsWrong) {
  std::string wrong_secret = kLost.key;
  wrong_secret.back() = wrong_secret.back() == 'A' ? 'E' : 'A';
  EXPECT_EQ(refusal_of(with_bearer(wrong_secret)), refusal_of(with_bearer(kNobodys.key)));
  EXPECT_EQ(refusal_of(with_bearer(kNobodys.key)).status, 401U);
}

TEST(Gate, NoByteOfAKeyCanBeChanged) {
  for (std::size_t at = 0; at < kDialler.key.size(); ++at) {
    for (const char c : std::string_view{"0aZ_-.="}) {
      std::string changed = kDialler.key;
      if (changed[at] == c) continue;
      changed[at] = c;
      EXPECT_EQ(caller_of(with_bearer(changed)), "") << at << c;
    }
    EXPECT_EQ(caller_of(with_bearer(kDialler.key.substr(0, at))), "");
  }
  EXPECT_EQ(caller_of(with_bearer(kDialler.key + "A")), "");
  EXPECT_EQ(caller_of(with_bearer(kDialler.key + "=")), "");
}

TEST(Gate, AsksWhoeverShowsNothing) {
  const Refusal asked = refusal_of({{{"Accept", "*/*"}}, {}});
  EXPECT_EQ(asked.status, 401U);
  EXPECT_EQ(asked.challenge, "Bearer realm=\"assent\"");
  EXPECT_EQ(refusal_of({{{"Authorization", "Basic Zm9vOmJhcg=="}}, {}}).challenge, "Bearer realm=\"assent\"");
  EXPECT_EQ(refusal_of({{{"Authorization", ""}}, {}}).status, 401U);
}

TEST(Gate, RefusesWhatTwoReadersCouldTakeForTwoRequests) {
  const std::string bearer = "Bearer " + kDialler.key;
  for (const SentRequest& request : {
           SentRequest{{{"Authorization", bearer}, {"Authorization", bearer}}, {}},
           SentRequest{{{"Authorization", bearer}, {"AUTHORIZATION", "Basic Zm9vOmJhcg=="}}, {}},
           SentRequest{{{"Authorization", bearer + ", Basic Zm9vOmJhcg=="}}, {}},
           SentRequest{{{"Authorization", bearer + " " + kDialler.key}}, {}},
           SentRequest{{{"Authorization", "Bearer"}}, {}},
           SentRequest{{{"Authorization", "Bearer   "}}, {}},
           SentRequest{{{"Authorization", "Bearer ===="}}, {}},
           SentRequest{{{"Authorization", "Bearer a\tb"}}, {}},
           SentRequest{{{"Authorization", "Bearer \xc3\xa9"}}, {}},
           with_bearer(std::string(8193, 'a')),
       }) {
    const Refusal refused = refusal_of(request);
    EXPECT_EQ(refused.status, 400U) << request.fields.front().second;
    EXPECT_NE(refused.challenge.find(R"(error="invalid_request")"), std::string::npos);
  }
  EXPECT_EQ(refusal_of(with_bearer(std::string(8192, 'a'))).status, 401U);
}

TEST(Gate, ReadsNoTokenFromAUrl) {
  for (const std::string& query :
       std::vector<std::string>{"access_token=" + kDialler.key, "a=1&access_token=x", "access_token", "api_key=1&b",
                                "%61ccess%5Ftoken=x", "&&api%5fkey"}) {
    EXPECT_EQ(refusal_of({{}, query}).status, 400U) << query;
    SentRequest with_both = with_bearer(kDialler.key);
    with_both.query = query;
    EXPECT_EQ(refusal_of(with_both).status, 400U) << query;
  }
  for (const char* query :
       {"access_tokens=1", "token=x", "q=access_token", "access_toke%", "%61ccess_token%2", "&", ""}) {
    SentRequest request = with_bearer(kDialler.key);
    request.query = query;
    EXPECT_EQ(caller_of(request), "dialler") << query;
  }
}

TEST(Gate, KnowsClientCertificates) {
  SentRequest billing;
  billing.peer.certificate_subject = "CN=billing,O=Carrier";
  billing.peer.certificate_sha256 = "PEwsWuMfHqtF5xrm6PVvFTkdHzgRk-ylSyGL3dBKUBs";
  EXPECT_EQ(caller_of(billing), "billing");

  SentRequest warehouse = billing;
  warehouse.peer.certificate_sha256 = kCertificate;
  EXPECT_EQ(caller_of(warehouse), "warehouse") << "one certificate is named more closely than its subject";

  SentRequest stranger = billing;
  stranger.peer.certificate_subject = "CN=billing,O=Carriers";
  EXPECT_EQ(refusal_of(stranger).status, 401U);
}

TEST(Gate, LetsATokenCountBeforeACertificate) {
  SentRequest both = with_bearer(kDialler.key);
  both.peer.certificate_subject = "CN=billing,O=Carrier";
  both.peer.certificate_sha256 = kCertificate;
  EXPECT_EQ(caller_of(both), "dialler");
  both.fields.front().second = "Bearer " + kNobodys.key;
  EXPECT_EQ(refusal_of(both).status, 401U) << "a wrong token is not mended by a certificate";
}

TEST(Gate, SaysWhichScopeIsLacking) {
  const Caller shop = caller("shop", Role::agent);
  EXPECT_EQ(lacking(shop, Scope::choices_record), std::nullopt);
  EXPECT_EQ(lacking(Caller{}, Scope::anybody), std::nullopt);
  const auto refused = lacking(shop, Scope::rules_reload);
  ASSERT_TRUE(refused.has_value());
  EXPECT_EQ(refused->status, 403U);
  EXPECT_NE(refused->challenge.find(R"(error="insufficient_scope")"), std::string::npos);
  EXPECT_NE(refused->challenge.find(R"(scope="rules:reload")"), std::string::npos);
}

// What is sent back could be logged. RFC 6750, 3 allows no quotation mark or backslash in a description.
TEST(Gate, RepeatsNothingOfWhatWasShown) {
  const std::string secret = "s3cr3t";
  for (const SentRequest& request :
       {with_bearer(secret), with_bearer("a b " + secret), SentRequest{{{"Authorization", secret}}, {}},
        SentRequest{{}, "access_token=" + secret}, with_bearer("ak_0123456789abcdef_" + secret)}) {
    const Refusal refused = refusal_of(request);
    EXPECT_EQ((refused.challenge + refused.detail).find(secret), std::string::npos);
    EXPECT_EQ(refused.detail.find_first_of("\"\\\n"), std::string::npos);
  }
}

}  // namespace
}  // namespace assent::access::gate_test
