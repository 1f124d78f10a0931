// Any bytes as an access token, as what an issuer signs, and as a JWK set: never a crash, and a caller comes in only by
// what the one key signed.
#include "access/tokens.hpp"
#include "evidence/base64.hpp"
#include "evidence/signature.hpp"

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace assent;
using namespace assent::access;

const evidence::Ed25519Seed kSeed{1};
const Instant kNow = instant_of(1780315200000000);

std::unique_ptr<Tokens> trusted() {
  IssuerSettings settings;
  settings.issuer = "i";
  settings.audience = "a";
  settings.algorithm = Algorithm::eddsa;
  settings.keys = R"({"keys":[{"kty":"OKP","crv":"Ed25519","x":")" +
                  evidence::to_base64url(evidence::ed25519_public_key(kSeed)) + "\"}]}";
  std::vector<IssuerSettings> all;
  all.push_back(std::move(settings));
  return std::move(Tokens::make(std::move(all)).value());
}

std::string signed_text(std::string_view header, std::string_view payload) {
  const std::string text =
      evidence::to_base64url(evidence::view_of(header)) + '.' + evidence::to_base64url(evidence::view_of(payload));
  return text + '.' + evidence::to_base64url(evidence::ed25519_sign(kSeed, evidence::view_of(text)));
}

void check(const Caller& caller) {
  if ((caller.scopes & scopes_of(caller.role)) != caller.scopes || caller.id.empty()) std::abort();
  if ((caller.role == Role::partner) == caller.partner.empty()) std::abort();
  if (caller.role == Role::customer && caller.account.empty() && caller.telephone.empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto tokens = trusted();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  // Only the code below signs, and what it signs is never given back to the fuzzer.
  if (std::holds_alternative<Caller>(tokens->admit(text, nullptr, kNow))) std::abort();
  for (const std::string& token :
       {signed_text(R"({"alg":"EdDSA","typ":"at+jwt"})", text), signed_text(text, R"({})")}) {
    const auto admitted = tokens->admit(token, nullptr, kNow);
    if (const auto* caller = std::get_if<Caller>(&admitted)) check(*caller);
  }
  for (const Algorithm algorithm : {Algorithm::rs256, Algorithm::es256, Algorithm::es512, Algorithm::eddsa}) {
    const auto keys = KeySet::read(text, algorithm);
    if (!keys && keys.error().message.empty()) std::abort();
  }
  return 0;
}
