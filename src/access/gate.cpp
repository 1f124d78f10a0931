#include "access/gate.hpp"

#include "base/ascii.hpp"
#include "evidence/base64.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace assent::access {
namespace {

constexpr std::string_view kBearer = "bearer";
constexpr std::string_view kBasic = "basic";

Refusal refusal(unsigned status, std::string_view error, std::string_view detail) {
  return {
      status,
      "Bearer realm=\"assent\", error=\"" + std::string(error) + "\", error_description=\"" + std::string(detail) + '"',
      std::string(detail)};
}

Refusal malformed(std::string_view detail) { return refusal(400, "invalid_request", detail); }
Refusal not_counting(std::string_view detail) { return refusal(401, "invalid_token", detail); }

// RFC 6750, 3.1: no error where nothing was shown.
Refusal nobody(std::string_view detail) { return {401, "Bearer realm=\"assent\"", std::string(detail)}; }

// The one white space that can stand there (RFC 9110, 11.4).
std::string_view without_blanks(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text;
}

bool is_scheme(std::string_view scheme, std::string_view name) { return std::ranges::equal(scheme, name, {}, small); }

// RFC 7617: the password behind the name, which may be any. Nothing: it is not well formed.
std::optional<std::string> password_in(std::string_view credentials) {
  const auto bytes = evidence::from_base64(credentials);
  if (!bytes) return std::nullopt;
  const std::string text(bytes->begin(), bytes->end());
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) return std::nullopt;
  return text.substr(colon + 1);
}

// RFC 6750, 2.1: b64token.
bool is_bearer_token(std::string_view text) {
  const std::size_t end = std::min(text.find('='), text.size());
  return end != 0 &&
         std::ranges::all_of(text.substr(0, end),
                             [](char c) {
                               return is_letter(c) || is_digit(c) ||
                                      std::string_view{"-._~+/"}.find(c) != std::string_view::npos;
                             }) &&
         std::ranges::all_of(text.substr(end), [](char c) { return c == '='; });
}

// Whether the percent-encoded text says `name`.
bool says(std::string_view encoded, std::string_view name) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < encoded.size(); ++i, ++at) {
    char c = encoded[i];
    if (c == '%' && i + 2 < encoded.size() && hexadecimal(encoded[i + 1]) >= 0 && hexadecimal(encoded[i + 2]) >= 0) {
      c = static_cast<char>(hexadecimal(encoded[i + 1]) * 16 + hexadecimal(encoded[i + 2]));
      i += 2;
    }
    if (at >= name.size() || c != name[at]) return false;
  }
  return at == name.size();
}

// RFC 6750, 2.3: a token in a URL ends in logs and histories.
bool shows_token(std::string_view query) {
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view part = query.substr(0, end);
    const std::string_view name = part.substr(0, part.find('='));
    if (says(name, "access_token") || says(name, "api_key")) return true;
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return false;
}

}  // namespace

std::variant<Caller, Refusal> Gate::admit(const http::RequestHead& head, Instant now) const {
  if (shows_token(head.query)) {
    return malformed(
        "a token or key in the URL is not read; send it in the field Authorization, and replace it: "
        "URLs are logged on their way");
  }
  if (head.count("authorization") > 1) return malformed("the field Authorization is sent more than once");
  const auto field = head.header("authorization");
  if (!field) {
    if (head.peer != nullptr) {
      if (const Caller* known = ways_.certificates.find(*head.peer)) return *known;
      if (!head.peer->certificate_sha256.empty()) {
        return nobody("the client certificate is not known here; add it to the configuration, or send a token");
      }
    }
    return nobody("send an access token or an API key in the field Authorization");
  }
  const std::size_t space = std::min(field->find(' '), field->size());
  const std::string_view scheme = field->substr(0, space);
  if (is_scheme(scheme, kBasic)) return admit_basic(without_blanks(field->substr(space)), head.peer, now);
  if (!is_scheme(scheme, kBearer)) return nobody("the scheme in the field Authorization is not Bearer");
  const std::string_view token = without_blanks(field->substr(space));
  if (token.size() > kMostTokenBytes) return malformed("the token is too long: 8192 bytes at most");
  if (!is_bearer_token(token)) return malformed("the text after Bearer in the field Authorization is not a token");
  return admit_bearer(token, head.peer, now);
}

// Only an API key: programs that know no Bearer, such as gateways, keep one as a password.
std::variant<Caller, Refusal> Gate::admit_basic(std::string_view credentials, const http::Peer* peer,
                                                Instant now) const {
  const auto password = credentials.size() > kMostTokenBytes ? std::nullopt : password_in(credentials);
  if (!password) return malformed("the text after Basic in the field Authorization is not a name and a password");
  if (is_api_key(*password)) return admit_bearer(*password, peer, now);
  // Kannel breaks a line that is longer than 57 letters, as the name and a whole key are. The secret gives the key.
  const auto secret = evidence::from_base64url(*password);
  if (!secret || secret->size() != evidence::Hash{}.size()) {
    return nobody("the password in the field Authorization is not an API key");
  }
  evidence::Hash random{};
  std::copy(secret->begin(), secret->end(), random.begin());
  return admit_bearer(make_api_key(random).key, peer, now);
}

std::variant<Caller, Refusal> Gate::admit_bearer(std::string_view token, const http::Peer* peer, Instant now) const {
  if (!is_api_key(token) && ways_.tokens) {
    auto admitted = ways_.tokens->admit(token, peer, now);
    if (const auto* fault = std::get_if<TokenFault>(&admitted)) return refusal_of(*fault);
    return std::get<Caller>(std::move(admitted));
  }
  const ApiKeys::Found found = ways_.keys.find(token, now);
  switch (found.finding) {
    case ApiKeys::Finding::known: return *found.caller;
    case ApiKeys::Finding::ended: return not_counting("the API key has ended; ask for a new one");
    case ApiKeys::Finding::revoked: return not_counting("the API key was taken back");
    case ApiKeys::Finding::unknown: break;
  }
  return not_counting("the token or key is not known here");
}

Refusal refusal_of(TokenFault fault) {
  switch (fault) {
    case TokenFault::malformed: return not_counting("the token is neither a signed access token nor an API key");
    case TokenFault::wrong_type: return not_counting("the token is no access token: its typ is not at+jwt");
    case TokenFault::unknown_issuer: return not_counting("the token is of an issuer that is not trusted here");
    case TokenFault::wrong_algorithm:
      return not_counting("the token is signed with another algorithm than the one set for its issuer");
    case TokenFault::keys_unavailable:
      return {503, {}, "the keys of the token's issuer cannot be fetched now; try again later"};
    case TokenFault::unknown_key:
      return not_counting("the token is signed with a key that its issuer does not publish");
    case TokenFault::wrong_signature: return not_counting("the signature of the token is wrong");
    case TokenFault::unreadable_claims:
      return not_counting("the token lacks a claim that is needed here, or has one that cannot be read");
    case TokenFault::wrong_audience: return not_counting("the token is not for this server: see its aud");
    case TokenFault::ended: return not_counting("the token has expired");
    case TokenFault::too_early: return not_counting("the token does not count yet: see its nbf and iat");
    case TokenFault::no_role: return not_counting("the token names no role that its issuer may give");
    case TokenFault::not_itself:
      return not_counting("the token does not say which partner or which customer the caller is");
    case TokenFault::wrong_certificate:
      return not_counting("the token is bound to a client certificate, and this connection has another one or none");
  }
  return not_counting("the token does not count");
}

std::optional<Refusal> lacking(const Caller& caller, Scope scope) {
  if (caller.may(scope)) return std::nullopt;
  Refusal refused = refusal(403, "insufficient_scope", "the caller may not do this; it needs another scope or role");
  refused.challenge += ", scope=\"" + std::string(to_string(scope)) + '"';
  return refused;
}

}  // namespace assent::access
