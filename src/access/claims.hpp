// Claims: what an access token says (RFC 9068, 2.2), read and not judged yet. Pure.
#pragma once

#include "access/scope.hpp"
#include "base/instant.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::access {

// By which names an issuer says what no standard has a claim for.
struct ClaimNames {
  std::string role = "role";
  std::string partner = "partner";
  std::string telephone = "phone_number";  // OpenID Connect's
  std::string account = "account";
};

struct Claims {
  std::string issuer;
  std::vector<std::string> audience;
  std::string subject;
  std::string client;
  Instant ends = kEarliest;        // the token counts before this instant
  Instant begins = kEarliest;      // and from this one on: the later of `nbf` and `iat`
  Scopes scopes;                   // those that are known here
  std::optional<Role> role;        // nothing: none is named
  std::string partner;             // empty: none
  std::string telephone;           // E.164; empty: none
  std::string account;             // empty: none
  std::string certificate_sha256;  // `cnf`: `x5t#S256` (RFC 8705, 3.1). Empty: none
};

enum class ClaimFault : std::uint8_t {
  none,
  no_claims,   // no JSON object in which each key stands once
  lacking,     // one of `iss`, `aud`, `sub`, `client_id`, `exp`, `iat`, `jti` is not there
  wrong_kind,  // a claim is of another kind than it must be, or an instant that is out of range
  role,        // it names a role that is not known here, or several
  telephone,   // no number of E.164
  bound        // `cnf` binds it to something that cannot be checked here
};

// `payload` is UTF-8. Claims that are not asked for may say anything.
struct ReadClaims {
  ClaimFault fault = ClaimFault::none;
  Claims claims;  // whole if there is no fault
};
ReadClaims read_claims(std::string_view payload, const ClaimNames& names);

// The claim `iss` alone, to know by whose rules the rest is read. Empty: there is none, or no JSON object.
std::string issuer_in(std::string_view payload);

}  // namespace assent::access
