// Position: where an entry stands in the ledger.
//
// A ledger is one or more logs, each a dense sequence of entries with a tree of its own (RFC 6962). One account's
// entries all stand in one log, in the order in which they were accepted. The embedded store has one log, 0; a
// distributed one gives each of its writers a log. Between logs there is no order.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace assent {

struct Position {
  std::uint32_t log = 0;
  std::uint64_t index = 0;  // from 0

  friend auto operator<=>(const Position&, const Position&) = default;
};

// "0/12": log and index, as an entry is named wherever people or programs read it.
inline std::string entry_name(Position position) {
  return std::to_string(position.log) + "/" + std::to_string(position.index);
}

}  // namespace assent
