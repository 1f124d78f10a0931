// LatestGrants: the position of each account's latest grant, an opt-in or a consent in a call, even one that gives no
// approval. A refusal that is repeated in the same words after a grant is a new refusal; key_of_content() uses the
// grant to distinguish the two.
//
// Used by one thread.
#pragma once

#include "ledger/ledger.hpp"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assent::service {

class LatestGrants {
 public:
  void clear() { positions_.clear(); }

  // Adds what the ledger says about these accounts now.
  Result<void> look_up(const ledger::Ledger& ledger, std::span<const std::string_view> accounts);

  // Nothing: none is on record, or the account was not looked up.
  std::optional<Position> of(std::string_view account) const;

 private:
  std::map<std::string, Position, std::less<>> positions_;
};

}  // namespace assent::service
