// LatestGrants: where the latest grant of each account stands, an opt-in or a consent in a call, whatever it is worth.
// A refusal that is told again in the same words after one is a new refusal; key_of_content() tells the two apart by
// it.
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

namespace assent {

class LatestGrants {
 public:
  void clear() { positions_.clear(); }

  // Adds what the ledger says of these accounts now.
  Result<void> look_up(const Ledger& ledger, std::span<const std::string_view> accounts);

  // Nothing: none is on record, or the account was not looked up.
  std::optional<Position> of(std::string_view account) const;

 private:
  std::map<std::string, Position, std::less<>> positions_;
};

}  // namespace assent
