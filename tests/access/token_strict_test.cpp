// Access tokens that are refused; each test's name says what is wrong.

#include "access/said.hpp"

#include <gtest/gtest.h>
#include <openssl/err.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace assent::access::token_strict_test {
namespace {

using namespace token_stories;

const Instant kNow = kTokenNow;

TEST(Token, IsRefusedForEachThingThatIsWrongWithIt) {
  const auto with = [](auto change) {
    Said said;
    change(said);
    return detail_of(admitted(said.token()));
  };
  EXPECT_EQ(with([](Said&) {}), "admitted");
  EXPECT_EQ(with([](Said& s) { s.issuer = R"("https://id.example/")"; }), told(TokenFault::unknown_issuer));
  EXPECT_EQ(with([](Said& s) { s.issuer = "7"; }), told(TokenFault::unknown_issuer));
  EXPECT_EQ(with([](Said& s) { s.audience = R"("Assent")"; }), told(TokenFault::wrong_audience));
  EXPECT_EQ(with([](Said& s) { s.audience = "[]"; }), told(TokenFault::wrong_audience));
  EXPECT_EQ(with([](Said& s) { s.audience = R"(["assent",7])"; }), told(TokenFault::unreadable_claims));
  EXPECT_EQ(with([](Said& s) { s.exp = R"("1780315800")"; }), told(TokenFault::unreadable_claims));
  EXPECT_EQ(with([](Said& s) { s.exp = "1e400"; }), told(TokenFault::unreadable_claims));
  EXPECT_EQ(with([](Said& s) { s.exp = "null"; }), told(TokenFault::unreadable_claims));
  EXPECT_EQ(with([](Said& s) { s.subject = "\"\""; }), told(TokenFault::unreadable_claims));
  EXPECT_EQ(with([](Said& s) { s.subject = "7"; }), told(TokenFault::unreadable_claims));
  EXPECT_EQ(with([](Said& s) { s.more = ""; }), told(TokenFault::no_role));
  EXPECT_EQ(with([](Said& s) { s.more = R"(,"role":"root")"; }), told(TokenFault::unreadable_claims));
  EXPECT_EQ(with([](Said& s) { s.more = R"(,"role":["agent","administrator"])"; }),
            told(TokenFault::unreadable_claims));
  EXPECT_EQ(with([](Said& s) { s.more = R"(,"role":"partner")"; }), told(TokenFault::not_itself));
  EXPECT_EQ(with([](Said& s) { s.more = R"(,"role":"customer")"; }), told(TokenFault::not_itself));
  EXPECT_EQ(with([](Said& s) { s.more = R"(,"role":"customer","phone_number":"03123456")"; }),
            told(TokenFault::unreadable_claims));
  EXPECT_EQ(with([](Said& s) { s.more += R"(,"role":"administrator")"; }), told(TokenFault::unknown_issuer))
      << "a claim that stands twice makes it no JSON";
  for (const char* claim : {"iss", "aud", "sub", "client_id", "exp", "iat", "jti"}) {
    std::string claims = Said{}.claims();
    const std::string name = "\"" + std::string(claim) + "\"";
    claims.replace(claims.find(name), name.size(), "\"x-" + std::string(claim) + "\"");
    const std::string detail = detail_of(admitted(signed_token(kHeader, claims, kSeed)));
    EXPECT_EQ(detail, told(claim == std::string("iss") ? TokenFault::unknown_issuer : TokenFault::unreadable_claims));
  }
}

TEST(Token, ItsHeaderIsReadStrictly) {
  const auto with = [](const std::string& header) {
    return detail_of(admitted(signed_token(header, Said{}.claims(), kSeed)));
  };
  EXPECT_EQ(with(kHeader), "admitted");
  EXPECT_EQ(with(R"({"alg":"EdDSA","typ":"Application/AT+JWT"})"), "admitted") << "the issuer has one key";
  EXPECT_EQ(with(R"({"alg":"EdDSA","typ":"at+jwt","kid":"1","jwk":)" + jwk_of(kOther, "1") + "}"), "admitted")
      << "the key that it shows is not looked at";
  EXPECT_EQ(with(R"({"alg":"EdDSA","typ":"JWT","kid":"1"})"), told(TokenFault::wrong_type));
  EXPECT_EQ(with(R"({"alg":"EdDSA","kid":"1"})"), told(TokenFault::wrong_type));
  EXPECT_EQ(with(R"({"alg":"none","typ":"at+jwt","kid":"1"})"), told(TokenFault::wrong_algorithm));
  EXPECT_EQ(with(R"({"alg":"ES256","typ":"at+jwt","kid":"1"})"), told(TokenFault::wrong_algorithm));
  EXPECT_EQ(with(R"({"alg":"eddsa","typ":"at+jwt","kid":"1"})"), told(TokenFault::wrong_algorithm));
  EXPECT_EQ(with(R"({"alg":"EdDSA","typ":"at+jwt","kid":"2"})"), told(TokenFault::unknown_key));
  EXPECT_EQ(with(R"({"alg":"EdDSA","typ":"at+jwt","kid":""})"), told(TokenFault::unknown_key));
  for (const std::string header :
       {R"({"alg":"EdDSA","typ":"at+jwt","kid":"1","kid":"1"})", R"({"alg":"EdDSA","typ":"at+jwt","kid":1})",
        R"({"typ":"at+jwt","kid":"1"})", R"({"alg":"EdDSA","typ":"at+jwt","kid":"1","crit":["exp"],"exp":1})",
        R"({"alg":"EdDSA","typ":"at+jwt","kid":"1","crit":[]})", R"(["EdDSA"])", "EdDSA", "", "{",
        R"({"alg":"EdDSA","typ":"at+jwt","kid":"1"} x)", "{\"alg\":\"EdDSA\",\"typ\":\"at+jwt\",\"kid\":\"\xff\"}"}) {
    EXPECT_EQ(with(header), told(TokenFault::malformed)) << header;
  }
}

TEST(Token, AnotherKeyDoesNotSignForAnIssuer) {
  EXPECT_EQ(detail_of(admitted(signed_token(kHeader, Said{}.claims(), kOther))), told(TokenFault::wrong_signature));
  EXPECT_EQ(detail_of(admitted(base64url_of(kHeader) + '.' + base64url_of(Said{}.claims()) + '.')),
            told(TokenFault::wrong_signature));
}

RC_GTEST_PROP(Token, NoByteOfItCanBeChanged, ()) {
  static const std::string token = Said{}.token();
  static const std::unique_ptr<Tokens> by = tokens();
  const auto at = *rc::gen::inRange<std::size_t>(0, token.size());
  std::string changed = token;
  const int how = *rc::gen::inRange(0, 3);
  const char c = *rc::gen::elementOf(std::string("ABCXYZabcxyz0189-_.=+/ \n"));
  if (how == 0) changed[at] = c;
  if (how == 1) changed.erase(at, 1);
  if (how == 2) changed.insert(at, 1, c);
  RC_PRE(changed != token);
  RC_ASSERT(std::holds_alternative<Caller>(by->admit(token, nullptr, kNow)));
  RC_ASSERT(std::holds_alternative<TokenFault>(by->admit(changed, nullptr, kNow)));
}

RC_GTEST_PROP(Token, AnyTextIsRefused, (const std::string& header, const std::string& claims)) {
  const auto by = tokens();
  RC_ASSERT(std::holds_alternative<TokenFault>(by->admit(header, nullptr, kNow)));
  RC_ASSERT(std::holds_alternative<TokenFault>(by->admit(signed_token(kHeader, claims, kSeed), nullptr, kNow)));
  RC_ASSERT(std::holds_alternative<TokenFault>(by->admit(signed_token(header, Said{}.claims(), kSeed), nullptr, kNow)));
}

// A connection of the same thread asks OpenSSL's queue about its own errors.
TEST(Token, LeavesNothingInTheQueueOfErrors) {
  ERR_clear_error();
  IssuerSettings settings = issuer();
  settings.algorithm = Algorithm::es256;
  settings.keys = jwk_set(
      R"({"kty":"EC","crv":"P-256","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},)"
      R"({"kty":"EC","kid":"1","crv":"P-256","x":"04N0xi21hshyvBp7I167sbE_bXqyqkAPfefdklMO7wY","y":"UI8exy-C06a7DUnjIdENkxeFtHM4-l_41LqEw9nVgmw"})");
  const auto by = tokens(settings);
  const std::string text =
      base64url_of(R"({"alg":"ES256","typ":"at+jwt","kid":"1"})") + '.' + base64url_of(Said{}.claims());
  for (const int byte : {0, 1, 0xff}) {
    EXPECT_EQ(detail_of(admitted(
                  text + '.' + evidence::to_base64url(evidence::Bytes(64, static_cast<std::uint8_t>(byte))), by)),
              told(TokenFault::wrong_signature));
  }
  EXPECT_EQ(ERR_peek_error(), 0U);
}

// What the gate says about a token can be sent in a header and logged.
TEST(Token, EveryRefusalIsFitToBeSent) {
  for (int i = 0; i <= static_cast<int>(TokenFault::wrong_certificate); ++i) {
    const Refusal refused = refusal_of(static_cast<TokenFault>(i));
    EXPECT_FALSE(refused.detail.empty());
    EXPECT_EQ(refused.detail.find_first_of("\"\\\n\r"), std::string::npos);
    EXPECT_EQ(refused.challenge.empty(), refused.status == 503);
  }
}

}  // namespace
}  // namespace assent::access::token_strict_test
