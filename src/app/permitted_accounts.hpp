// Permitted accounts: of which customers may a use be made? A page of them at a time, from the index.
#pragma once

#include "app/engine.hpp"
#include "app/query.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assent::app {

struct PermittedAccounts {
  std::vector<std::string> accounts;  // in the order of the index, which says nothing about them
  std::optional<std::uint64_t> next;  // where the next page begins; nothing: this was the last
  std::uint64_t asked = 0;            // how many customers were decided about
};

// At most `limit` accounts from the place `from` of the index on (0: its beginning). A place keeps its meaning while
// the index is in memory. Customers who come meanwhile are at the end.
//
//   invalid, not_found  as decide()
//   unavailable         the engine has no index, or it cannot be asked
Result<PermittedAccounts> permitted_accounts(const Engine& engine, const Query& query, std::uint64_t from,
                                             std::size_t limit);

}  // namespace assent::app
