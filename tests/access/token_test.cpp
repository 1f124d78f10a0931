// Stories of access tokens at the gate: who comes in, in which role, and for how long.

#include "access/request.hpp"
#include "access/said.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace assent::access::token_test {
namespace {

using namespace std::chrono_literals;
using namespace token_stories;

const Instant kNow = kTokenNow;
const std::string kCertificate = "yv66vsr-ur7K_rq-yv66vsr-ur7K_rq-yv66vsr-ur4";

TEST(Token, LetsASystemInWithWhatItsRoleGrants) {
  const Gate gate({{}, {}, tokens()});
  const auto in = gate.admit(with_bearer(Said{}.token()).head(), kNow);
  ASSERT_TRUE(std::holds_alternative<Caller>(in)) << std::get<Refusal>(in).detail;
  const Caller& crm = std::get<Caller>(in);
  EXPECT_EQ(crm.id, "crm");
  EXPECT_EQ(crm.role, Role::service);
  EXPECT_TRUE(crm.may(Scope::decisions_ask));
  EXPECT_TRUE(crm.may(Scope::imports_run));
  EXPECT_FALSE(crm.may(Scope::campaigns_approve)) << "the token names it, and the role does not grant it";
  EXPECT_FALSE(crm.may(Scope::events_read)) << "the role grants it, and the token does not name it";
}

TEST(Token, ReadsWhoIsMeant) {
  Said partner;
  partner.more = R"(,"role":["offline_access","partner"],"partner":"acme","account":"x","phone_number":"+9613123456")";
  partner.audience = R"(["other","assent"])";
  const Caller acme = caller_of(admitted(partner.token()));
  EXPECT_EQ(acme.partner, "acme");
  EXPECT_EQ(acme.telephone, "+9613123456");
  EXPECT_EQ(acme.account, "x") << "whose token it is, where the carrier's issuer says so";

  EXPECT_EQ(acme.id, "client-7") << "the subject is the customer";

  IssuerSettings of_acme = issuer();
  of_acme.partner = "acme";
  of_acme.roles = {Role::partner};
  EXPECT_EQ(caller_of(admitted(partner.token(), tokens(of_acme))).account, "") << "an account is the carrier's to name";

  Said customer;
  customer.subject = R"("+9613123456")";
  customer.more = R"(,"role":"customer","account":"A-1","partner":"acme","scope":"choices:record")";
  const Caller self = caller_of(admitted(customer.token()));
  EXPECT_EQ(self.account, "A-1");
  EXPECT_EQ(self.partner, "");
  EXPECT_EQ(self.id, "client-7") << "the customer is not the actor that the ledger names";
}

TEST(Token, PutsNobodysNumberOrAddressIntoTheLedger) {
  IssuerSettings settings = issuer();
  settings.caller_prefix = "id:";
  for (const char* subject : {"\"agent@carrier.example\"", "\"+961 3 123 456\"", "\"tel:+9613123456\"", "\"03123456\"",
                              "\"Rima Khoury\"", "\"a\\u0007b\""}) {
    Said said;
    said.subject = subject;
    const std::string id = caller_of(admitted(said.token(), tokens(settings))).id;
    EXPECT_EQ(id.substr(0, 7), "id:sub-") << subject;
    EXPECT_EQ(id.size(), 3U + 4 + 32);
  }
  EXPECT_EQ(caller_of(admitted(Said{}.token(), tokens(settings))).id, "id:crm");
}

TEST(Token, CountsFromItsBeginningToItsEnd) {
  Said said;
  said.exp = std::to_string(kSecond) + ".5";
  EXPECT_EQ(detail_of(admitted(said.token(), tokens(), nullptr, kNow + 499999us)), "admitted");
  EXPECT_EQ(detail_of(admitted(said.token(), tokens(), nullptr, kNow + 500ms)), told(TokenFault::ended));
  said = {};
  said.iat = std::to_string(kSecond + 60);
  EXPECT_EQ(detail_of(admitted(said.token())), "admitted") << "clocks differ by a minute";
  said.iat = std::to_string(kSecond + 60) + ".0000001";
  EXPECT_EQ(detail_of(admitted(said.token())), told(TokenFault::too_early));
  said = {};
  said.more += R"(,"nbf":)" + std::to_string(kSecond + 61);
  const auto by = tokens();
  EXPECT_EQ(detail_of(admitted(said.token(), by)), told(TokenFault::too_early));
  EXPECT_EQ(detail_of(admitted(said.token(), by, nullptr, kNow + 1s)), "admitted") << "the same token, a second later";
}

TEST(Token, ThatWasGoodAMomentAgoIsNotGoodForEver) {
  const auto by = tokens();
  const std::string token = Said{}.token();
  EXPECT_EQ(detail_of(admitted(token, by)), "admitted");
  EXPECT_EQ(detail_of(admitted(token, by, nullptr, kNow + 599s)), "admitted");
  EXPECT_EQ(detail_of(admitted(token, by, nullptr, kNow + 600s)), told(TokenFault::ended));
}

TEST(Token, BoundToACertificateCountsWithThatOneOnly) {
  Said said;
  said.more += R"(,"cnf":{"x5t#S256":")" + kCertificate + R"("})";
  const auto by = tokens();
  http::Peer peer;
  peer.certificate_sha256 = kCertificate;
  for (int i = 0; i < 2; ++i) {  // once when it is read, once from the tokens kept
    EXPECT_EQ(detail_of(admitted(said.token(), by, &peer)), "admitted");
    EXPECT_EQ(detail_of(admitted(said.token(), by, nullptr)), told(TokenFault::wrong_certificate));
    const http::Peer other{"", true, "CN=x", "PEwsWuMfHqtF5xrm6PVvFTkdHzgRk-ylSyGL3dBKUBs"};
    EXPECT_EQ(detail_of(admitted(said.token(), by, &other)), told(TokenFault::wrong_certificate));
  }
  // Bound to something that cannot be checked here: refused, not ignored.
  for (const char* confirmation :
       {R"({"jkt":"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"})", "{}", "1", R"({"x5t#S256":"short"})"}) {
    said = {};
    said.more += R"(,"cnf":)" + std::string(confirmation);
    EXPECT_EQ(detail_of(admitted(said.token(), tokens(), &peer)), told(TokenFault::unreadable_claims)) << confirmation;
  }
}

TEST(Token, AnIssuerGivesTheRolesThatItMay) {
  IssuerSettings acme = issuer();
  acme.roles = {Role::partner};
  acme.partner = "acme";
  EXPECT_EQ(detail_of(admitted(Said{}.token(), tokens(acme))), told(TokenFault::no_role));
  Said said;
  said.more = R"(,"role":"partner","partner":"bell","scope":"decisions:ask")";
  EXPECT_EQ(caller_of(admitted(said.token(), tokens(acme))).partner, "acme") << "whatever its tokens say";

  IssuerSettings usual = issuer();
  usual.role = Role::agent;
  said.more = R"(,"scope":"decisions:ask rules:reload")";
  const Caller agent = caller_of(admitted(said.token(), tokens(usual)));
  EXPECT_EQ(agent.role, Role::agent);
  EXPECT_FALSE(agent.may(Scope::rules_reload));
}

// RFC 9864 gives EdDSA with Ed25519 a name of its own.
TEST(Token, AnIssuerHasOneNameForItsAlgorithm) {
  IssuerSettings settings = issuer();
  settings.algorithm = Algorithm::ed25519;
  settings.keys = jwk_set(jwk_of(kSeed, "1", R"(,"alg":"Ed25519")"));
  const std::string token = signed_token(R"({"typ":"at+jwt","alg":"Ed25519","kid":"1"})", Said{}.claims(), kSeed);
  EXPECT_EQ(detail_of(admitted(token, tokens(settings))), "admitted");
  EXPECT_EQ(detail_of(admitted(Said{}.token(), tokens(settings))), told(TokenFault::wrong_algorithm));
  EXPECT_EQ(detail_of(admitted(token)), told(TokenFault::wrong_algorithm));
}

TEST(Token, AnIssuerMayNameItsClaimsOtherwise) {
  IssuerSettings settings = issuer();
  settings.claims = {"https://carrier.example/role", "org", "msisdn", "acct"};
  Said said;
  said.more = R"(,"https://carrier.example/role":"partner","org":"acme","msisdn":"+9613123456","role":"administrator")";
  const Caller caller = caller_of(admitted(said.token(), tokens(settings)));
  EXPECT_EQ(caller.role, Role::partner);
  EXPECT_EQ(caller.partner, "acme");
  EXPECT_EQ(caller.telephone, "+9613123456");
}

TEST(Token, AnIssuerIsWrittenDownWhole) {
  const auto refused = [](auto change) {
    std::vector<IssuerSettings> all{issuer()};
    change(all);
    return !Tokens::make(std::move(all)).has_value();
  };
  EXPECT_FALSE(refused([](auto&) {}));
  EXPECT_TRUE(refused([](auto& all) { all.push_back(issuer()); }));
  EXPECT_TRUE(refused([](auto& all) { all[0].issuer = ""; }));
  EXPECT_TRUE(refused([](auto& all) { all[0].audience = ""; }));
  EXPECT_TRUE(refused([](auto& all) { all[0].keys = ""; }));
  EXPECT_TRUE(refused([](auto& all) { all[0].keys = "{}"; }));
  EXPECT_TRUE(refused([](auto& all) { all[0].algorithm = Algorithm::es256; }));
  EXPECT_TRUE(refused([](auto& all) { all[0].keys_address = "https://id.example/jwks"; }));
  EXPECT_TRUE(refused([](auto& all) { all[0].partner = "acme"; }));
  EXPECT_TRUE(refused([](auto& all) {
    all[0].roles = {Role::agent};
    all[0].role = Role::service;
  }));
}

TEST(Token, ManyThreadsMayAskWhileKeysChange) {
  IssuerSettings settings = issuer();
  settings.keys.clear();
  settings.keys_address = "https://id.example/jwks";
  settings.times = {.refresh = 0s, .retry = 0s, .stale = 3600s};
  struct Turning : KeySetSource {
    int turn = 0;
    Result<std::string> fetch(const std::string&) override {
      return jwk_set(++turn % 2 == 0 ? jwk_of(kSeed, "1") : jwk_of(kSeed, "1") + ',' + jwk_of(kOther, "2"));
    }
  } source;
  const auto by = tokens(settings);
  EXPECT_TRUE(by->refresh(kNow, source).empty());
  const std::string good = Said{}.token();
  const std::string bad = signed_token(kHeader, Said{}.claims(), kOther);
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 3; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 300; ++i) {
        if (!std::holds_alternative<Caller>(by->admit(good, nullptr, kNow))) ++wrong;
        if (i % 50 == 0 && std::holds_alternative<Caller>(by->admit(bad, nullptr, kNow))) ++wrong;
      }
    });
  }
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(by->refresh(kNow, source).empty());
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace assent::access::token_test
