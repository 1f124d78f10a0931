// Scope: what a caller may do. Role: who a caller is, and so the most that they may do. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace assent::access {

// Every route of a server names one.
enum class Scope : std::uint8_t {
  anybody,                // no token needed: is the process alive, where are its endpoints
  decisions_ask,          // may this use be made
  choices_record,         // opt-out, opt-in, withdrawal, with evidence
  history_read,           // what is on record about a customer: personal data, so each reading is recorded
  notices_publish,        // the texts of notices
  notices_give,           // who got one, and what became of it
  partners_record,        // partners, their agreements
  campaigns_run,          // scrubs and counts
  campaigns_approve,      // the supervisor's review
  reviews_record,         // provisional refusals
  imports_run,            // customers and approvals from files and events
  ledger_verify,          // heads, proofs
  events_read,            // what changed
  rules_reload,           // packs, catalogue
  operations_read,        // metrics, readiness in detail
  consent_info_retrieve,  // CAMARA Consent Info
  // CAMARA Consent Management, one for each of its operations
  consent_management_create,
  consent_management_update,
  consent_management_retrieve_info,
  privacy_read,          // TMF644: reading
  privacy_write,         // TMF644: creating, changing
  customers_write,       // TMF632 and TMF637: what notifications say about customers and their services
  subscriptions_manage,  // to whom events are sent
  replies_record         // what customers answer, and delivery reports, as a gateway passes them on
};
inline constexpr std::size_t kScopes = static_cast<std::size_t>(Scope::replies_record) + 1;

enum class Role : std::uint8_t {
  service,           // a system of the carrier: CRM, dialler, billing
  agent,             // a person who serves customers
  campaign_manager,  // plans campaigns and runs scrubs
  supervisor,        // approves campaigns, reads provisional refusals
  partner,           // asks about itself only
  compliance,        // reads everything, proves it
  administrator,     // keeps the server and its rules; sees no customer
  customer           // acts for themselves only
};
inline constexpr std::size_t kRoles = static_cast<std::size_t>(Role::customer) + 1;

// As in a token's `scope`: "decisions:ask". `anybody` has no name.
std::string_view to_string(Scope scope);
std::optional<Scope> scope_of(std::string_view name);
std::string_view to_string(Role role);
std::optional<Role> role_of(std::string_view name);

// Whether a caller of that role can have that scope at all.
bool grants(Role role, Scope scope);

// A set of scopes. `anybody` is always in it.
class Scopes {
 public:
  constexpr Scopes() = default;
  constexpr void add(Scope scope) { bits_ |= bit(scope); }
  constexpr bool has(Scope scope) const { return scope == Scope::anybody || (bits_ & bit(scope)) != 0; }
  // What is in both.
  friend constexpr Scopes operator&(Scopes a, Scopes b) {
    a.bits_ &= b.bits_;
    return a;
  }
  // What is in either.
  friend constexpr Scopes operator|(Scopes a, Scopes b) {
    a.bits_ |= b.bits_;
    return a;
  }
  friend constexpr bool operator==(Scopes, Scopes) = default;

 private:
  static constexpr std::uint32_t bit(Scope scope) { return std::uint32_t{1} << static_cast<unsigned>(scope); }
  std::uint32_t bits_ = 0;
};

// All that a caller of that role can have, `anybody` aside.
Scopes scopes_of(Role role);

// The names in a token's `scope`, with blanks between them (RFC 6749, 3.3). Names that are not known here are left out:
// the token may serve other systems, too.
Scopes scopes_in(std::string_view text);

}  // namespace assent::access
