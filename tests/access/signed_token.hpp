// Tokens as an issuer would sign them, with any header and claims, right or wrong.
#pragma once

#include "evidence/base64.hpp"
#include "evidence/signature.hpp"

#include <string>

namespace assent::access {

inline std::string base64url_of(std::string_view text) { return evidence::to_base64url(evidence::view_of(text)); }

// Signed with Ed25519.
inline std::string signed_token(const std::string& header, const std::string& payload,
                                const evidence::Ed25519Seed& seed) {
  const std::string text = base64url_of(header) + '.' + base64url_of(payload);
  return text + '.' + evidence::to_base64url(evidence::ed25519_sign(seed, evidence::view_of(text)));
}

inline std::string jwk_of(const evidence::Ed25519Seed& seed, const std::string& kid, const std::string& more = {}) {
  return R"({"kty":"OKP","crv":"Ed25519","kid":")" + kid + R"(","x":")" +
         evidence::to_base64url(evidence::ed25519_public_key(seed)) + '"' + more + '}';
}

inline std::string jwk_set(const std::string& keys) { return R"({"keys":[)" + keys + "]}"; }

}  // namespace assent::access
