#include "service/latest_grants.hpp"

#include <algorithm>

namespace assent::service {

Result<void> LatestGrants::look_up(const ledger::Ledger& ledger, std::span<const std::string_view> accounts) {
  if (accounts.empty()) return {};
  for (const evidence::EntryKind kind : {evidence::EntryKind::opt_in, evidence::EntryKind::one_time_consent}) {
    const auto grants = TRY(ledger.latest(accounts, kind));
    for (std::size_t i = 0; i < accounts.size(); ++i) {
      const auto& grant = (grants)[i];
      if (!grant) continue;
      const auto [latest, first] = positions_.emplace(accounts[i], grant->position);
      if (!first) latest->second = std::max(latest->second, grant->position);
    }
  }
  return {};
}

std::optional<Position> LatestGrants::of(std::string_view account) const {
  const auto found = positions_.find(account);
  if (found == positions_.end()) return std::nullopt;
  return found->second;
}

}  // namespace assent::service
