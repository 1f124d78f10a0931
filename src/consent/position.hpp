// Position: where an entry is in the ledger.
//
// A ledger is one or more logs, each a dense sequence of entries with a tree of its own (RFC 6962). All entries of one
// account are in one log, in the order in which they were accepted. The embedded store has one log, 0; a distributed
// one gives each of its writers a log. Between logs there is no order.
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

// "0/12": log and index, the name of an entry for people and programs.
inline std::string entry_name(Position position) {
  return std::to_string(position.log) + "/" + std::to_string(position.index);
}

}  // namespace assent
