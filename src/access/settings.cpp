#include "access/settings.hpp"

#include "evidence/base64.hpp"
#include "written/section.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace assent::access {

using written::Section;
namespace {

std::string text_at(const Section& section, std::string_view key) {
  const written::Written* value = section.find(key);
  return value == nullptr ? std::string() : value->text;
}

void add_at(Section& section, std::string_view key, std::string problem, std::string mend) {
  const written::Written* value = section.find(key);
  section.add(value == nullptr ? section.place() : value->place,
              written::quoted(section.path() + '.' + std::string(key)) + ' ' + std::move(problem), std::move(mend));
}

Role role_at(Section& section) {
  std::array<std::pair<std::string_view, Role>, kRoles> roles{};
  for (std::size_t i = 0; i < kRoles; ++i) roles.at(i) = {to_string(static_cast<Role>(i)), static_cast<Role>(i)};
  return section.choice<Role>("role", roles).value_or(Role::partner);
}

// Without the key `scopes`: all that the role grants.
Scopes scopes_at(Section& section, Role role) {
  const written::Written* list = section.optional("scopes", written::Written::Kind::list);
  if (list == nullptr) return scopes_of(role);
  Scopes scopes;
  std::vector<std::string_view> names;
  for (std::size_t i = 1; i < kScopes; ++i) names.push_back(to_string(static_cast<Scope>(i)));
  for (const std::string& name : section.needed_names("scopes", false)) {
    if (const auto scope = scope_of(name)) {
      scopes.add(*scope);
    } else {
      add_at(section, "scopes", "has " + written::quoted(name) + ", which is no scope",
             written::suggestion(name, names));
    }
  }
  return scopes;
}

Caller caller_at(Section& section) {
  Caller caller;
  caller.id = section.name("caller");
  caller.role = role_at(section);
  caller.scopes = scopes_at(section, caller.role);
  caller.partner = section.optional_name("partner");
  return caller;
}

ApiKey api_key_at(Section& section) {
  ApiKey key;
  key.id = section.name("id");
  if (const std::string hash = section.name("sha256"); !hash.empty()) {
    if (const auto read = evidence::hash_from_hex(hash)) {
      key.sha256 = *read;
    } else {
      add_at(section, "sha256", "is no SHA-256", "write 64 digits, as `assent api-key create` prints them");
    }
  }
  key.caller = caller_at(section);
  if (section.optional("expires", written::Written::Kind::text) != nullptr) {
    if (const auto ends = parse_instant(text_at(section, "expires"))) {
      key.ends = *ends;
    } else {
      add_at(section, "expires", "is no instant", "write one such as \"2027-01-01T00:00:00Z\"");
    }
  }
  key.revoked = section.optional_flag("revoked");
  return key;
}

// As OpenSSL shows it (with colons or without, in capitals or not), or in base64url.
std::string certificate_hash_at(Section& section) {
  const std::string written = section.optional_name("sha256");
  std::string figures;
  for (const char c : written) {
    if (c != ':') figures += c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  if (const auto hash = evidence::hash_from_hex(figures)) return evidence::to_base64url(*hash);
  const auto bytes = evidence::from_base64url(written);
  if (!written.empty() && (!bytes || bytes->size() != std::tuple_size_v<evidence::Hash>)) {
    add_at(section, "sha256", "is no SHA-256 of a certificate",
           "write what `openssl x509 -noout -fingerprint -sha256` shows after `=`");
    return {};
  }
  return written;
}

ClientCertificate certificate_at(Section& section) {
  ClientCertificate certificate;
  if (section.optional("subject", written::Written::Kind::text) != nullptr)
    certificate.subject = section.text("subject");
  certificate.sha256 = certificate_hash_at(section);
  certificate.caller = caller_at(section);
  return certificate;
}

Algorithm algorithm_at(Section& section) {
  std::array<std::pair<std::string_view, Algorithm>, kAlgorithms> algorithms{};
  for (std::size_t i = 0; i < kAlgorithms; ++i) {
    algorithms.at(i) = {to_string(static_cast<Algorithm>(i)), static_cast<Algorithm>(i)};
  }
  return section.choice<Algorithm>("algorithm", algorithms).value_or(Algorithm::rs256);
}

void take_name(Section& section, std::string_view key, std::string& name) {
  if (std::string read = section.optional_name(key); !read.empty()) name = std::move(read);
}

IssuerSettings issuer_at(Section& section) {
  IssuerSettings issuer;
  issuer.issuer = section.name("issuer");
  issuer.audience = section.name("audience");
  issuer.algorithm = algorithm_at(section);
  if (section.optional("keys", written::Written::Kind::text) != nullptr) issuer.keys = section.text("keys");
  issuer.keys_address = section.optional_name("keys_address");
  if (section.find("role") != nullptr) issuer.role = role_at(section);
  std::vector<std::string_view> known;
  for (std::size_t i = 0; i < kRoles; ++i) known.push_back(to_string(static_cast<Role>(i)));
  for (const std::string& name : section.optional_names("roles")) {
    if (const auto role = role_of(name)) {
      issuer.roles.push_back(*role);
    } else {
      add_at(section, "roles", "has " + written::quoted(name) + ", which is no role", written::suggestion(name, known));
    }
  }
  issuer.partner = section.optional_name("partner");
  issuer.caller_prefix = section.optional_name("caller_prefix");
  take_name(section, "role_claim", issuer.claims.role);
  take_name(section, "partner_claim", issuer.claims.partner);
  take_name(section, "telephone_claim", issuer.claims.telephone);
  take_name(section, "account_claim", issuer.claims.account);
  return issuer;
}

// All of one kind. What a value's own rules find wrong is said at its table, and what is wrong among them at the first.
template <class Set, class Value, class Read>
Set set_of(written::Findings& findings, std::vector<Section> tables, Read read) {
  std::vector<Value> values;
  for (Section& section : tables) {
    const std::size_t before = findings.size();
    Value value = read(section);
    if (findings.size() != before) continue;
    if (const auto alone = Set::make({value}); !alone) {
      section.add(section.place(), alone.error().message, alone.error().mend);
    } else {
      values.push_back(std::move(value));
    }
  }
  auto made = Set::make(std::move(values));
  if (made) return *std::move(made);
  tables.front().add(tables.front().place(), made.error().message, made.error().mend);
  return {};
}

// Issuers, made in the same way as the others.
struct Issuers {
  static Result<Issuers> make(std::vector<IssuerSettings> settings) {
    if (settings.empty()) return Issuers{};
    return Issuers{TRY(Tokens::make(std::move(settings)))};
  }
  std::shared_ptr<Tokens> tokens;
};

std::string in_toml(std::string_view word) {
  std::string text = "\"";
  for (const char c : word) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + '"';
}

}  // namespace

std::string table_of(const ApiKey& key) {
  std::string text = "[[api_key]]\nid = " + in_toml(key.id) + "\nsha256 = " + in_toml(evidence::to_hex(key.sha256)) +
                     "\ncaller = " + in_toml(key.caller.id) + "\nrole = " + in_toml(to_string(key.caller.role)) + '\n';
  if (key.caller.scopes != scopes_of(key.caller.role)) {
    std::string names;
    for (std::size_t i = 1; i < kScopes; ++i) {
      const auto scope = static_cast<Scope>(i);
      if (key.caller.scopes.has(scope)) names += (names.empty() ? "" : ", ") + in_toml(to_string(scope));
    }
    text += "scopes = [" + names + "]\n";
  }
  if (!key.caller.partner.empty()) text += "partner = " + in_toml(key.caller.partner) + '\n';
  if (key.ends != kNever) text += "expires = " + in_toml(assent::to_string(key.ends)) + '\n';
  if (key.revoked) text += "revoked = true\n";
  return text;
}

tl::expected<Ways, Issues> read_ways(std::string_view text, std::string_view file) {
  const auto written = written::read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});
  written::Findings findings(file);
  Section root(findings, *written, "", {"api_key", "client_certificate", "issuer"});
  Ways ways;
  ways.keys = set_of<ApiKeys, ApiKey>(
      findings,
      written::tables_of(findings, root, "api_key",
                         {"id", "sha256", "caller", "role", "scopes", "partner", "expires", "revoked"}),
      api_key_at);
  ways.certificates = set_of<ClientCertificates, ClientCertificate>(
      findings,
      written::tables_of(findings, root, "client_certificate",
                         {"subject", "sha256", "caller", "role", "scopes", "partner"}),
      certificate_at);
  ways.tokens =
      set_of<Issuers, IssuerSettings>(
          findings,
          written::tables_of(findings, root, "issuer",
                             {"issuer", "audience", "algorithm", "keys", "keys_address", "role", "roles", "partner",
                              "caller_prefix", "role_claim", "partner_claim", "telephone_claim", "account_claim"}),
          issuer_at)
          .tokens;
  if (!findings.empty()) return tl::unexpected(std::move(findings).in_order());
  return ways;
}

}  // namespace assent::access
