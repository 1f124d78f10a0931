// What servers are doing, as a person reads it. Pure.
#pragma once

#include "watch/reading.hpp"

#include <optional>
#include <string>
#include <vector>

namespace assent::tables {

// One of the servers that are watched.
struct WatchedServer {
  std::string name;                          // its address, without what is secret
  std::optional<watch::Reading> since = {};  // what it did in the last `seconds`; nothing: it was not reached
  double seconds = 0;
  std::string trouble = {};  // why it was not reached
};

// All servers together, each of them, by route, by reason. `bold` as in Table::text().
std::string top_text(const std::vector<WatchedServer>& servers, bool bold);

}  // namespace assent::tables
