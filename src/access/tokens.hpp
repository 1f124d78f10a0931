// Tokens: access tokens (RFC 9068) of the issuers that a carrier trusts. Pure: the present is an argument.
//
// A token counts if one of the issuers signed it, by the one algorithm that is settled for that issuer, for this
// server's audience, and it is neither too early nor too late. No signature is tried that the token itself proposes.
#pragma once

#include "access/caller.hpp"
#include "access/claims.hpp"
#include "access/jws.hpp"
#include "access/rotating_keys.hpp"
#include "access/verified_tokens.hpp"
#include "base/instant.hpp"
#include "http/message.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace assent::access {

struct IssuerSettings {
  std::string issuer;    // `iss`, letter for letter
  std::string audience;  // one of `aud`, letter for letter
  Algorithm algorithm = Algorithm::rs256;
  std::string keys;          // a JWK set, or else
  std::string keys_address;  // where it is published
  std::optional<Role> role;  // of tokens that name none; nothing: such a token is refused
  std::vector<Role> roles;   // those that its tokens may name; empty: any
  std::string partner;       // of an issuer that belongs to a partner: all its callers are that partner. Empty: none
  ClaimNames claims;
  std::string caller_prefix;  // before each caller's id, so that those of two issuers differ; may be empty
  KeyTimes times;
};

enum class TokenFault : std::uint8_t {
  malformed,   // no JWS in compact form
  wrong_type,  // signed, perhaps, and no access token
  unknown_issuer,
  wrong_algorithm,
  keys_unavailable,  // the issuer's keys could not be fetched for too long: it is unknown whether it counts
  unknown_key,
  wrong_signature,
  unreadable_claims,  // those that RFC 9068 demands, or those that are settled for the issuer
  wrong_audience,
  ended,
  too_early,         // `nbf` or `iat` lies in the future, by more than a minute
  no_role,           // none is named, and the issuer has none for such tokens; or one that the issuer may not give
  not_itself,        // a partner without a name, or a customer without account and telephone number
  wrong_certificate  // it is bound to another client certificate than the connection's (RFC 8705, 3)
};

// Thread-safe.
class Tokens {
 public:
  // invalid: two issuers of one name; one without name, audience or keys; keys that cannot be read, or an address at
  // which there may be none; an issuer of a partner's that may give other roles.
  static Result<std::unique_ptr<Tokens>> make(std::vector<IssuerSettings> issuers);

  // Waits for nothing. `peer`: nullptr: none.
  std::variant<Caller, TokenFault> admit(std::string_view token, const http::Peer* peer, Instant now);

  // Begins with the keys that were fetched for the same issuers, so that a new configuration refuses no token for want
  // of them. Before the first admit().
  void keep_keys_of(const Tokens& former);

  // Whether keys should be fetched. Ask it each second or so.
  bool due(Instant now) const;

  // What could not be fetched, by its issuer. The keys before count meanwhile, for a time.
  struct Missing {
    std::string issuer;
    Error error;
  };
  // Fetches whatever is due, one after the other. One thread at a time.
  std::vector<Missing> refresh(Instant now, KeySetSource& source);

  // Of the issuers whose keys are not there: before the first fetch, or when they are too old.
  std::vector<std::string> without_keys(Instant now) const;

 private:
  struct Issuer {
    Issuer(IssuerSettings settled, KeySet given) : settings(std::move(settled)), keys(std::move(given)) {}
    explicit Issuer(IssuerSettings settled)
        : settings(std::move(settled)), keys(settings.keys_address, settings.algorithm, settings.times) {}
    IssuerSettings settings;
    RotatingKeys keys;
  };

  std::variant<std::shared_ptr<const VerifiedToken>, TokenFault> verify(std::string_view token,
                                                                        const evidence::Hash& hash, Instant now);
  std::shared_ptr<const VerifiedToken> held(const evidence::Hash& hash, Instant now) const;

  std::vector<std::unique_ptr<Issuer>> issuers_;
  VerifiedTokens verified_;
};

}  // namespace assent::access
