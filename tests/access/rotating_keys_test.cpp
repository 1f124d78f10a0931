// Keys of an issuer that change, that cannot be fetched, or that were taken back.

#include "access/rotating_keys.hpp"

#include "access/gate.hpp"
#include "access/signed_token.hpp"
#include "access/tokens.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace assent::access::rotating_keys_test {
namespace {

using namespace std::chrono_literals;

const Instant kNow = parse_instant("2026-06-01T12:00:00Z").value();
const evidence::Ed25519Seed kFirst{1};
const evidence::Ed25519Seed kSecond{2};

// An issuer's web server. Without keys it does not respond.
class Published : public KeySetSource {
 public:
  Result<std::string> fetch(const std::string& address) override {
    ++fetches;
    EXPECT_EQ(address, "https://id.example/jwks");
    if (keys.empty()) return fail(ErrorCode::unavailable, "the issuer cannot be reached", "try again later");
    return keys;
  }
  std::string keys;
  int fetches = 0;
};

std::unique_ptr<Tokens> tokens(const std::string& address = "https://id.example/jwks") {
  IssuerSettings settings;
  settings.issuer = "https://id.example";
  settings.audience = "assent";
  settings.algorithm = Algorithm::eddsa;
  settings.keys_address = address;
  settings.role = Role::service;
  std::vector<IssuerSettings> all;
  all.push_back(std::move(settings));
  return Tokens::make(std::move(all)).value();
}

std::string token(const evidence::Ed25519Seed& seed, const std::string& kid) {
  return signed_token(R"({"alg":"EdDSA","typ":"at+jwt","kid":")" + kid + "\"}",
                      R"({"iss":"https://id.example","aud":"assent","sub":"crm","client_id":"c","jti":"j",)"
                      R"("iat":1780315000,"exp":1790000000})",
                      seed);
}

bool admits(Tokens& tokens, const std::string& token, Instant now) {
  return std::holds_alternative<Caller>(tokens.admit(token, nullptr, now));
}

TEST(RotatingKeys, NobodyIsAdmittedBeforeTheyWereFetched) {
  const auto by = tokens();
  const auto refused = by->admit(token(kFirst, "1"), nullptr, kNow);
  EXPECT_EQ(std::get<TokenFault>(refused), TokenFault::keys_unavailable);
  EXPECT_EQ(by->without_keys(kNow), std::vector<std::string>{"https://id.example"});
  Published issuer;
  issuer.keys = jwk_set(jwk_of(kFirst, "1"));
  EXPECT_TRUE(by->due(kNow));
  EXPECT_TRUE(by->refresh(kNow, issuer).empty());
  EXPECT_TRUE(admits(*by, token(kFirst, "1"), kNow));
  EXPECT_TRUE(by->without_keys(kNow).empty());
}

TEST(RotatingKeys, ANewKeyIsFetchedWhenATokenNamesIt) {
  const auto by = tokens();
  Published issuer;
  issuer.keys = jwk_set(jwk_of(kFirst, "1"));
  by->refresh(kNow, issuer);
  issuer.keys = jwk_set(jwk_of(kFirst, "1") + ',' + jwk_of(kSecond, "2"));
  EXPECT_FALSE(by->due(kNow + 20s)) << "nobody asks for another key";
  EXPECT_FALSE(admits(*by, token(kSecond, "2"), kNow + 20s));
  EXPECT_TRUE(by->due(kNow + 20s));
  by->refresh(kNow + 20s, issuer);
  EXPECT_TRUE(admits(*by, token(kSecond, "2"), kNow + 20s));
  EXPECT_TRUE(admits(*by, token(kFirst, "1"), kNow + 20s));
  EXPECT_EQ(issuer.fetches, 2);
}

TEST(RotatingKeys, TokensWithInventedKeysFetchOnceInTenSeconds) {
  const auto by = tokens();
  Published issuer;
  issuer.keys = jwk_set(jwk_of(kFirst, "1"));
  for (int tenth = 0; tenth < 250; ++tenth) {
    const Instant now = kNow + tenth * 100ms;
    EXPECT_FALSE(admits(*by, token(kSecond, "invented-" + std::to_string(tenth)), now));
    by->refresh(now, issuer);
  }
  EXPECT_EQ(issuer.fetches, 3) << "at 0, 10 and 20 seconds";
}

TEST(RotatingKeys, AKeyThatWasTakenBackVerifiesNothingMore) {
  const auto by = tokens();
  Published issuer;
  issuer.keys = jwk_set(jwk_of(kFirst, "1"));
  by->refresh(kNow, issuer);
  EXPECT_TRUE(admits(*by, token(kFirst, "1"), kNow)) << "and is held as good";
  issuer.keys = jwk_set("");
  by->refresh(kNow + 299s, issuer);
  EXPECT_TRUE(admits(*by, token(kFirst, "1"), kNow + 299s)) << "nobody has asked the issuer yet";
  by->refresh(kNow + 300s, issuer);
  EXPECT_FALSE(admits(*by, token(kFirst, "1"), kNow + 300s));
}

TEST(RotatingKeys, CountForAnHourWhileTheIssuerIsDown) {
  const auto by = tokens();
  Published issuer;
  issuer.keys = jwk_set(jwk_of(kFirst, "1"));
  by->refresh(kNow, issuer);
  issuer.keys.clear();
  const auto missing = by->refresh(kNow + 300s, issuer);
  ASSERT_EQ(missing.size(), 1U);
  EXPECT_EQ(missing.front().issuer, "https://id.example");
  EXPECT_EQ(missing.front().error.code, ErrorCode::unavailable);
  EXPECT_TRUE(by->refresh(kNow + 305s, issuer).empty()) << "it is not asked again at once";
  EXPECT_TRUE(admits(*by, token(kFirst, "1"), kNow + 3599s));
  const auto refused = by->admit(token(kFirst, "1"), nullptr, kNow + 3600s);
  EXPECT_EQ(std::get<TokenFault>(refused), TokenFault::keys_unavailable) << "though it was held as good";
  issuer.keys = jwk_set(jwk_of(kFirst, "1"));
  by->refresh(kNow + 3601s, issuer);
  EXPECT_TRUE(admits(*by, token(kFirst, "1"), kNow + 3601s));
}

TEST(RotatingKeys, WhatIsNoKeySetChangesNothing) {
  const auto by = tokens();
  Published issuer;
  issuer.keys = jwk_set(jwk_of(kFirst, "1"));
  by->refresh(kNow, issuer);
  for (const char* page : {"<html>maintenance</html>", "{}", "[]", R"({"keys":{}})", R"({"keys":[],"keys":[]})"}) {
    issuer.keys = page;
    Instant now = kNow + 300s * (1 + issuer.fetches);
    EXPECT_EQ(by->refresh(now, issuer).size(), 1U) << page;
    EXPECT_TRUE(admits(*by, token(kFirst, "1"), now));
  }
}

TEST(RotatingKeys, AreKeptWhenTheConfigurationIsReadAnew) {
  const Gate before({{}, {}, tokens()});
  Published issuer;
  issuer.keys = jwk_set(jwk_of(kFirst, "1"));
  before.ways().tokens->refresh(kNow, issuer);

  const Gate after({{}, {}, tokens()});
  after.keep_keys_of(before);
  EXPECT_TRUE(admits(*after.ways().tokens, token(kFirst, "1"), kNow + 1s));
  EXPECT_FALSE(after.ways().tokens->due(kNow + 1s)) << "they are fetched when they would have been";
  EXPECT_TRUE(after.ways().tokens->due(kNow + 300s));
  EXPECT_FALSE(admits(*after.ways().tokens, token(kFirst, "1"), kNow + 3600s)) << "and are no younger";

  const Gate elsewhere({{}, {}, tokens("https://other.example/jwks")});
  elsewhere.keep_keys_of(before);
  EXPECT_FALSE(admits(*elsewhere.ways().tokens, token(kFirst, "1"), kNow + 1s));
  const Gate without_tokens({});
  without_tokens.keep_keys_of(before);
  after.keep_keys_of(without_tokens);
}

TEST(RotatingKeys, AClockThatWasSetBackDoesNotStopThem) {
  const auto by = tokens();
  Published issuer;
  issuer.keys = jwk_set(jwk_of(kFirst, "1"));
  by->refresh(kNow, issuer);
  EXPECT_TRUE(admits(*by, token(kFirst, "1"), kNow));
  EXPECT_TRUE(by->due(kNow - 24h + 60s));
}

TEST(KeySet, LeavesOutWhatIsNoKeyForTheAlgorithm) {
  const auto size = [](const std::string& keys) {
    return KeySet::read(jwk_set(keys), Algorithm::eddsa).value().size();
  };
  EXPECT_EQ(size(jwk_of(kFirst, "1")), 1U);
  EXPECT_EQ(size(jwk_of(kFirst, "1", R"(,"use":"sig","alg":"EdDSA","key_ops":["sign","verify"],"x5c":[])")), 1U);
  EXPECT_EQ(size(jwk_of(kFirst, "1", R"(,"use":"enc")")), 0U);
  EXPECT_EQ(size(jwk_of(kFirst, "1", R"(,"alg":"ES256")")), 0U);
  EXPECT_EQ(size(jwk_of(kFirst, "1", R"(,"key_ops":["sign"])")), 0U);
  EXPECT_EQ(size(jwk_of(kFirst, "1", R"(,"d":"AA")")), 0U) << "whoever has read the set can sign";
  EXPECT_EQ(size(R"({"kty":"OKP","crv":"X25519","kid":"1","x":")" + std::string(43, 'A') + "\"}"), 0U);
  EXPECT_EQ(size(R"({"kty":"OKP","crv":"Ed25519","kid":"1","x":"AAAA"})"), 0U);
  EXPECT_EQ(size("1,null,{},[]"), 0U);
  EXPECT_EQ(size(jwk_of(kFirst, "1") + ',' + jwk_of(kSecond, "1")), 0U) << "nobody can say which is meant";
  EXPECT_EQ(size(jwk_of(kFirst, "1") + ',' + jwk_of(kSecond, "2")), 2U);
}

TEST(KeySet, IsNotFetchedFromJustAnywhere) {
  for (const char* good : {"https://id.example/jwks", "https://id.example:8443/a?b=c", "https://[2001:db8::1]/k",
                           "http://localhost:8080/k", "http://127.0.0.1/k", "http://[::1]:80", "https://id.example"}) {
    EXPECT_TRUE(may_have_keys(good)) << good;
  }
  for (const char* bad : {"http://id.example/jwks",
                          "ftp://id.example",
                          "file:///etc/passwd",
                          "https://",
                          "https:///k",
                          "https://a@b/k",
                          "https://id.example:/k",
                          "https://id.example:x/k",
                          "https://id.example/#k",
                          "https://id.example/ k",
                          "",
                          "id.example",
                          "http://localhost.evil.example/k",
                          "http://localhost@evil.example/",
                          "http://127.0.0.1.evil/",
                          "HTTPS://a/",
                          "https://[::1/k",
                          "http://127.0.0.1\\@evil.example/",
                          "https://id_.example/",
                          "https://id.example:123456/"}) {
    EXPECT_FALSE(may_have_keys(bad)) << bad;
  }
}

}  // namespace
}  // namespace assent::access::rotating_keys_test
