#include "access/claims.hpp"

#include "access/jws.hpp"
#include "access/numeric_date.hpp"
#include "base/ascii.hpp"
#include "evidence/base64.hpp"
#include "json/document.hpp"

#include <algorithm>

namespace assent::access {
namespace {

constexpr json::Limits kClaimLimits{.bytes = kMostTokenBytes, .depth = 16};

// Reads claims one by one and keeps the first fault.
class ClaimReader {
 public:
  explicit ClaimReader(const json::Value& claims) : claims_(claims) {}

  ClaimFault fault() const { return fault_; }
  void found(ClaimFault fault) {
    if (fault_ == ClaimFault::none) fault_ = fault;
  }

  // A text that is not empty. Empty: it is absent, which is a fault if it is `needed`; or it is a fault.
  std::string text(std::string_view name, bool needed = false) {
    const auto value = claims_.find(name);
    if (!value) {
      if (needed) found(ClaimFault::lacking);
      return {};
    }
    if (!value->is(json::Kind::text) || value->text().empty()) {
      found(ClaimFault::wrong_kind);
      return {};
    }
    return std::string(value->text());
  }

  // A text, or a list of texts.
  std::vector<std::string> texts(std::string_view name, bool needed = false) {
    std::vector<std::string> all;
    const auto value = claims_.find(name);
    if (!value) {
      if (needed) found(ClaimFault::lacking);
      return all;
    }
    if (value->is(json::Kind::text)) return {std::string(value->text())};
    if (!value->is(json::Kind::list)) {
      found(ClaimFault::wrong_kind);
      return all;
    }
    for (const auto& item : *value) {
      if (item.value.is(json::Kind::text)) {
        all.emplace_back(item.value.text());
      } else {
        found(ClaimFault::wrong_kind);
      }
    }
    return all;
  }

  Instant date(std::string_view name, Between between, bool needed) {
    const auto value = claims_.find(name);
    if (!value) {
      if (needed) found(ClaimFault::lacking);
      return kEarliest;
    }
    const auto instant = value->is(json::Kind::number) ? numeric_date(value->number(), between) : std::nullopt;
    if (!instant) found(ClaimFault::wrong_kind);
    return instant.value_or(kEarliest);
  }

  std::optional<json::Value> find(std::string_view name) const { return claims_.find(name); }

 private:
  const json::Value& claims_;
  ClaimFault fault_ = ClaimFault::none;
};

bool is_e164(std::string_view number) {
  return number.size() >= 8 && number.size() <= 16 && number[0] == '+' && number[1] != '0' &&
         std::ranges::all_of(number.substr(1), is_digit);
}

std::optional<Role> role_in(ClaimReader& reader, const std::string& name) {
  if (!reader.find(name)) return std::nullopt;
  std::optional<Role> role;
  for (const std::string& each : reader.texts(name)) {
    const auto known = role_of(each);  // other systems' roles may stand there, too
    if (known && role && *known != *role) reader.found(ClaimFault::role);
    if (known) role = known;
  }
  if (!role) reader.found(ClaimFault::role);
  return role;
}

std::string certificate_in(ClaimReader& reader) {
  const auto confirmation = reader.find("cnf");
  if (!confirmation) return {};
  const auto hash = confirmation->find("x5t#S256");
  const bool only = confirmation->is(json::Kind::table) && confirmation->size() == 1;
  const auto bytes = only && hash && hash->is(json::Kind::text) ? evidence::from_base64url(hash->text()) : std::nullopt;
  if (!bytes || bytes->size() != std::tuple_size_v<evidence::Hash>) {
    reader.found(ClaimFault::bound);
    return {};
  }
  return std::string(hash->text());
}

}  // namespace

ReadClaims read_claims(std::string_view payload, const ClaimNames& names) {
  json::Document document;
  if (!document.read(payload, kClaimLimits) || !document.root().is(json::Kind::table)) {
    return {ClaimFault::no_claims, {}};
  }
  const json::Value root = document.root();
  ClaimReader reader(root);
  Claims claims;
  claims.issuer = reader.text("iss", true);
  claims.audience = reader.texts("aud", true);
  claims.subject = reader.text("sub", true);
  claims.client = reader.text("client_id", true);
  claims.ends = reader.date("exp", Between::earlier, true);
  claims.begins = std::max(reader.date("iat", Between::later, true), reader.date("nbf", Between::later, false));
  reader.text("jti", true);
  for (const std::string& each : reader.texts("scope")) claims.scopes = claims.scopes | scopes_in(each);
  claims.role = role_in(reader, names.role);
  claims.partner = reader.text(names.partner);
  claims.telephone = reader.text(names.telephone);
  if (!claims.telephone.empty() && !is_e164(claims.telephone)) reader.found(ClaimFault::telephone);
  claims.account = reader.text(names.account);
  claims.certificate_sha256 = certificate_in(reader);
  return {reader.fault(), std::move(claims)};
}

std::string issuer_in(std::string_view payload) {
  json::Document document;
  if (!document.read(payload, kClaimLimits)) return {};
  const auto issuer = document.root().find("iss");
  return issuer && issuer->is(json::Kind::text) ? std::string(issuer->text()) : std::string();
}

}  // namespace assent::access
