#include "access/tokens.hpp"

#include "access/caller_id.hpp"
#include "written/section.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace assent::access {
namespace {

// By how much clocks may differ: of the issuer's that says when a token begins, and ours.
constexpr std::chrono::seconds kLeeway{60};

// A token is verified again after so long, so that no oversight lasts.
constexpr std::chrono::seconds kTrusted{300};

// What binds a good token to time and certificate. Asked again with each request.
std::optional<TokenFault> fault_now(const VerifiedToken& token, const http::Peer* peer, Instant now) {
  if (now >= token.ends) return TokenFault::ended;
  if (token.begins - kLeeway > now) return TokenFault::too_early;
  const bool bound = !token.certificate_sha256.empty();
  if (bound && (peer == nullptr || peer->certificate_sha256 != token.certificate_sha256)) {
    return TokenFault::wrong_certificate;
  }
  return std::nullopt;
}

// Whom the claims name, within what the issuer may say. The scopes are never more than the role grants.
std::variant<Caller, TokenFault> caller_of(const Claims& claims, const IssuerSettings& issuer) {
  const auto role = claims.role ? claims.role : issuer.role;
  const auto may_give = [&](Role named) {
    return issuer.roles.empty() || std::ranges::find(issuer.roles, named) != issuer.roles.end();
  };
  if (!role || (claims.role && !may_give(*role))) return TokenFault::no_role;
  Caller caller;
  caller.role = *role;
  caller.scopes = claims.scopes & scopes_of(*role);
  if (*role == Role::partner) caller.partner = issuer.partner.empty() ? claims.partner : issuer.partner;
  caller.telephone = claims.telephone;
  // A partner that signs its own tokens names no account: only the carrier knows whose token it is.
  const bool names_account = *role == Role::customer || (*role == Role::partner && issuer.partner.empty());
  if (names_account) caller.account = claims.account;
  const bool nameless = *role == Role::partner && caller.partner.empty();
  const bool nobody = *role == Role::customer && caller.account.empty() && caller.telephone.empty();
  if (nameless || nobody) return TokenFault::not_itself;
  caller.client = caller_id(claims.client);
  // The subject of a three-legged token is a customer, who is not the caller that a ledger and a log name.
  const bool of_customer =
      *role == Role::customer || (*role == Role::partner && !(caller.telephone.empty() && caller.account.empty()));
  caller.id = issuer.caller_prefix + caller_id(of_customer ? claims.client : claims.subject);
  return caller;
}

Result<void> check_issuer(const IssuerSettings& issuer) {
  if (issuer.issuer.empty() || issuer.audience.empty()) {
    return fail(ErrorCode::invalid, "an issuer has no name or no audience", "write `issuer` and `audience`");
  }
  const std::string who = "the issuer " + written::quoted(issuer.issuer);
  if (issuer.keys.empty() == issuer.keys_address.empty()) {
    return fail(ErrorCode::invalid, who + " has no keys, or names them in two ways",
                "write one of `keys`, `keys_address`");
  }
  if (issuer.keys.empty() && !may_have_keys(issuer.keys_address)) {
    return fail(ErrorCode::invalid, who + " has a `keys_address` from which no keys are fetched",
                "write one that begins with `https://`, or with `http://localhost`");
  }
  if (!issuer.partner.empty() && (issuer.roles != std::vector{Role::partner} || !written::is_name(issuer.partner))) {
    return fail(ErrorCode::invalid, who + " belongs to one partner, but may give other roles than `partner`",
                "write `roles = [\"partner\"]`, or leave `partner` out");
  }
  if (issuer.role && !issuer.roles.empty() && std::ranges::find(issuer.roles, *issuer.role) == issuer.roles.end()) {
    return fail(ErrorCode::invalid, who + " has a `role` that is not among its `roles`", "add it there");
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<Tokens>> Tokens::make(std::vector<IssuerSettings> issuers) {
  auto made = std::make_unique<Tokens>();
  for (IssuerSettings& each : issuers) {
    TRY(check_issuer(each));
    const auto same = [&](const auto& other) { return other->settings.issuer == each.issuer; };
    if (std::ranges::any_of(made->issuers_, same)) {
      return fail(ErrorCode::invalid, "the issuer " + written::quoted(each.issuer) + " stands there twice",
                  "leave one of them out");
    }
    if (each.keys.empty()) {
      made->issuers_.push_back(std::make_unique<Issuer>(std::move(each)));
      continue;
    }
    auto keys = TRY(KeySet::read(each.keys, each.algorithm));
    if (keys.size() == 0) {
      return fail(ErrorCode::invalid,
                  "the issuer " + written::quoted(each.issuer) + " has no key that verifies " +
                      written::quoted(to_string(each.algorithm)) + " in its `keys`",
                  "give its JWK set, or another `algorithm`");
    }
    made->issuers_.push_back(std::make_unique<Issuer>(std::move(each), std::move(keys)));
  }
  return made;
}

std::shared_ptr<const VerifiedToken> Tokens::held(const evidence::Hash& hash, Instant now) const {
  auto found = verified_.find(hash);
  if (!found || now < found->verified || now - found->verified >= kTrusted) return nullptr;
  const auto keys = issuers_.at(found->issuer)->keys.now(now);
  return keys && keys->number == found->keys ? found : nullptr;
}

std::variant<Caller, TokenFault> Tokens::admit(std::string_view token, const http::Peer* peer, Instant now) {
  const evidence::Hash hash = evidence::sha256(evidence::view_of(token));
  auto good = held(hash, now);
  if (!good) {
    auto verified = verify(token, hash, now);
    if (const auto* fault = std::get_if<TokenFault>(&verified)) return *fault;
    good = std::get<std::shared_ptr<const VerifiedToken>>(std::move(verified));
  }
  if (const auto fault = fault_now(*good, peer, now)) return *fault;
  return good->caller;
}

std::variant<std::shared_ptr<const VerifiedToken>, TokenFault> Tokens::verify(std::string_view token,
                                                                              const evidence::Hash& hash, Instant now) {
  const auto jws = read_jws(token);
  if (!jws) return TokenFault::malformed;
  const std::string_view payload(reinterpret_cast<const char*>(jws->payload.data()), jws->payload.size());
  const std::string named = issuer_in(payload);
  const auto at = std::ranges::find_if(issuers_, [&](const auto& each) { return each->settings.issuer == named; });
  if (at == issuers_.end()) return TokenFault::unknown_issuer;
  Issuer& issuer = **at;

  if (algorithm_of(jws->algorithm) != issuer.settings.algorithm) return TokenFault::wrong_algorithm;
  if (!is_access_token(*jws)) return TokenFault::wrong_type;
  const auto keys = issuer.keys.now(now);
  if (!keys) return TokenFault::keys_unavailable;
  const PublicKey* key = keys->keys->find(jws->kid);
  if (key == nullptr) {
    issuer.keys.miss();
    return TokenFault::unknown_key;
  }
  if (!key->verify(evidence::view_of(jws->signed_text), jws->signature)) return TokenFault::wrong_signature;

  const ReadClaims read = read_claims(payload, issuer.settings.claims);
  if (read.fault != ClaimFault::none) return TokenFault::unreadable_claims;
  const Claims& claims = read.claims;
  if (std::ranges::find(claims.audience, issuer.settings.audience) == claims.audience.end()) {
    return TokenFault::wrong_audience;
  }
  auto caller = caller_of(claims, issuer.settings);
  if (const auto* fault = std::get_if<TokenFault>(&caller)) return *fault;
  auto verified = std::make_shared<const VerifiedToken>(
      VerifiedToken{hash, std::get<Caller>(std::move(caller)), claims.begins, claims.ends, now,
                    claims.certificate_sha256, static_cast<std::size_t>(at - issuers_.begin()), keys->number});
  if (now < claims.ends) verified_.put(verified);
  return verified;
}

void Tokens::keep_keys_of(const Tokens& former) {
  for (const auto& each : issuers_) {
    for (const auto& other : former.issuers_) {
      if (other->settings.issuer == each->settings.issuer) each->keys.keep_keys_of(other->keys);
    }
  }
}

bool Tokens::due(Instant now) const {
  return std::ranges::any_of(issuers_, [&](const auto& each) { return each->keys.due(now); });
}

std::vector<Tokens::Missing> Tokens::refresh(Instant now, KeySetSource& source) {
  std::vector<Missing> missing;
  for (const auto& each : issuers_) {
    if (const auto fetched = each->keys.refresh(now, source); !fetched) {
      missing.push_back({each->settings.issuer, fetched.error()});
    }
  }
  return missing;
}

std::vector<std::string> Tokens::without_keys(Instant now) const {
  std::vector<std::string> names;
  for (const auto& each : issuers_) {
    if (!each->keys.now(now)) names.push_back(each->settings.issuer);
  }
  return names;
}

}  // namespace assent::access
