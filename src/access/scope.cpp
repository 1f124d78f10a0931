#include "access/scope.hpp"

#include <algorithm>
#include <array>

namespace assent::access {
namespace {

constexpr std::array<std::string_view, kScopes> kScopeNames = {"",
                                                               "decisions:ask",
                                                               "choices:record",
                                                               "history:read",
                                                               "notices:publish",
                                                               "notices:give",
                                                               "partners:record",
                                                               "campaigns:run",
                                                               "campaigns:approve",
                                                               "reviews:record",
                                                               "imports:run",
                                                               "ledger:verify",
                                                               "events:read",
                                                               "rules:reload",
                                                               "operations:read",
                                                               "consent-info:retrieve",
                                                               "consent-management:create",
                                                               "consent-management:update",
                                                               "consent-management:retrieve-info",
                                                               "privacy:read",
                                                               "privacy:write",
                                                               "customers:write",
                                                               "subscriptions:manage",
                                                               "replies:record"};

constexpr std::array<std::string_view, kRoles> kRoleNames = {"service", "agent",      "campaign_manager", "supervisor",
                                                             "partner", "compliance", "administrator",    "customer"};

template <std::size_t n, class Value>
std::optional<Value> value_of(const std::array<std::string_view, n>& names, std::string_view name) {
  const auto at = std::ranges::find(names, name);
  if (name.empty() || at == names.end()) return std::nullopt;
  return static_cast<Value>(at - names.begin());
}

}  // namespace

std::string_view to_string(Scope scope) { return kScopeNames.at(static_cast<std::size_t>(scope)); }

std::optional<Scope> scope_of(std::string_view name) { return value_of<kScopes, Scope>(kScopeNames, name); }

std::string_view to_string(Role role) { return kRoleNames.at(static_cast<std::size_t>(role)); }

std::optional<Role> role_of(std::string_view name) { return value_of<kRoles, Role>(kRoleNames, name); }

bool grants(Role role, Scope scope) {
  using enum Scope;
  if (scope == anybody) return true;
  switch (role) {
    case Role::service:
      return scope != campaigns_approve && scope != reviews_record && scope != rules_reload && scope != history_read;
    case Role::agent: return scope == decisions_ask || scope == choices_record || scope == history_read;
    case Role::campaign_manager:
      return scope == decisions_ask || scope == campaigns_run || scope == notices_publish || scope == notices_give;
    case Role::supervisor:
      return scope == decisions_ask || scope == campaigns_approve || scope == reviews_record || scope == history_read;
    case Role::partner:
      return scope == decisions_ask || scope == consent_info_retrieve || scope == consent_management_create ||
             scope == consent_management_update || scope == consent_management_retrieve_info;
    case Role::compliance:
      return scope == decisions_ask || scope == history_read || scope == ledger_verify || scope == events_read ||
             scope == privacy_read || scope == partners_record || scope == reviews_record ||
             scope == subscriptions_manage;
    case Role::administrator:
      return scope == rules_reload || scope == operations_read || scope == ledger_verify || scope == customers_write ||
             scope == subscriptions_manage;
    case Role::customer: return scope == choices_record || scope == consent_info_retrieve;
  }
  return false;
}

Scopes scopes_of(Role role) {
  Scopes scopes;
  for (std::size_t i = 1; i < kScopes; ++i) {
    const auto scope = static_cast<Scope>(i);
    if (grants(role, scope)) scopes.add(scope);
  }
  return scopes;
}

Scopes scopes_in(std::string_view text) {
  Scopes scopes;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (const auto scope = scope_of(text.substr(0, end))) scopes.add(*scope);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return scopes;
}

}  // namespace assent::access
