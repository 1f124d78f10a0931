// The claims of tokens in these tests, unless a test sets others, and an issuer that is trusted for them.
#pragma once

#include "access/gate.hpp"
#include "access/signed_token.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace assent::access::token_stories {

inline const Instant kTokenNow = parse_instant("2026-06-01T12:00:00Z").value();
inline constexpr std::int64_t kSecond = 1780315200;
inline const evidence::Ed25519Seed kSeed{1};
inline const evidence::Ed25519Seed kOther{2};
inline const std::string kHeader = R"({"typ":"at+jwt","alg":"EdDSA","kid":"1"})";

struct Said {
  std::string subject = R"("crm")";
  std::string audience = R"("assent")";
  std::string exp = std::to_string(kSecond + 600);
  std::string iat = std::to_string(kSecond - 600);
  std::string more = R"(,"role":"service","scope":"decisions:ask imports:run campaigns:approve openid")";
  std::string issuer = R"("https://id.example")";

  std::string claims() const {
    return R"({"iss":)" + issuer + R"(,"aud":)" + audience + R"(,"sub":)" + subject +
           R"(,"client_id":"client-7","exp":)" + exp + R"(,"iat":)" + iat + R"(,"jti":"j")" + more + "}";
  }
  std::string token() const { return signed_token(kHeader, claims(), kSeed); }
};

inline IssuerSettings issuer() {
  IssuerSettings settings;
  settings.issuer = "https://id.example";
  settings.audience = "assent";
  settings.algorithm = Algorithm::eddsa;
  settings.keys = jwk_set(jwk_of(kSeed, "1"));
  return settings;
}

inline std::unique_ptr<Tokens> tokens(IssuerSettings settings = issuer()) {
  std::vector<IssuerSettings> all;
  all.push_back(std::move(settings));
  return Tokens::make(std::move(all)).value();
}

using Admitted = std::variant<Caller, TokenFault>;

inline Admitted admitted(const std::string& token, const std::unique_ptr<Tokens>& by = tokens(),
                         const http::Peer* peer = nullptr, Instant now = kTokenNow) {
  return by->admit(token, peer, now);
}

inline Caller caller_of(const Admitted& admitted) {
  EXPECT_TRUE(std::holds_alternative<Caller>(admitted)) << refusal_of(*std::get_if<TokenFault>(&admitted)).detail;
  return std::holds_alternative<Caller>(admitted) ? std::get<Caller>(admitted) : Caller{};
}

inline std::string detail_of(const Admitted& admitted) {
  return std::holds_alternative<Caller>(admitted) ? "admitted" : refusal_of(std::get<TokenFault>(admitted)).detail;
}

inline std::string told(TokenFault fault) { return refusal_of(fault).detail; }

}  // namespace assent::access::token_stories
