// Gate: who sends this request? Each request passes it before it is read any further. Pure: the present is an argument.
//
// A caller shows an access token or an API key in one field, `Authorization: Bearer …` (RFC 6750, 2.1), or an API key
// as the password of `Authorization: Basic …` (RFC 7617), whole or its secret alone, or else a client certificate. If
// there are both, the token counts. Neither is ever read from a URL or a body.
#pragma once

#include "access/api_key.hpp"
#include "access/caller.hpp"
#include "access/client_certificate.hpp"
#include "access/tokens.hpp"
#include "base/instant.hpp"
#include "http/message.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace assent::access {

// Why a request is not served. Nothing in it is from the request: it can be sent and logged.
struct Refusal {
  // 400 two readers could take it for two requests, or it shows what it must not; 401 no caller is shown, or what is
  // shown does not count; 403 the caller may not; 503 the keys that would verify a token cannot be fetched now
  unsigned status = 401;
  std::string challenge;  // the field `WWW-Authenticate` (RFC 6750, 3)
  std::string detail;     // for a person; lower case, no full stop

  friend bool operator==(const Refusal&, const Refusal&) = default;
};

struct Ways {
  ApiKeys keys;
  ClientCertificates certificates;
  std::shared_ptr<Tokens> tokens = nullptr;  // nullptr: none are taken. The server keeps their keys fresh
};

// What a caller hears of a token that does not count. Nothing of the token is in it.
Refusal refusal_of(TokenFault fault);

// Thread-safe.
class Gate {
 public:
  explicit Gate(Ways ways) : ways_(std::move(ways)) {}

  // The caller, whom the request's route may still refuse (lacking()). A request that shows no caller is refused, too:
  // do not ask about routes that are open to all.
  std::variant<Caller, Refusal> admit(const http::RequestHead& head, Instant now) const;

  const Ways& ways() const { return ways_; }

  // Begins with the keys of issuers that the gate before has fetched. Before the first admit().
  void keep_keys_of(const Gate& former) const {
    if (ways_.tokens && former.ways_.tokens) ways_.tokens->keep_keys_of(*former.ways_.tokens);
  }

 private:
  std::variant<Caller, Refusal> admit_basic(std::string_view credentials, const http::Peer* peer, Instant now) const;
  std::variant<Caller, Refusal> admit_bearer(std::string_view token, const http::Peer* peer, Instant now) const;

  Ways ways_;
};

// 403 with `insufficient_scope` if the caller may not; nothing: they may.
std::optional<Refusal> lacking(const Caller& caller, Scope scope);

}  // namespace assent::access
