// Event: what changed with one version of a document, for those who registered (TMF644; TMF630, part 1). Pure.
#pragma once

#include "json/tree.hpp"
#include "ledger/ledger.hpp"
#include "tmf644/resource.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace assent::tmf644 {

struct Event {
  std::string id;    // the same whenever it is told: `0-17-status`
  json::Tree whole;  // with the whole document: what filters look at
  json::Tree sent;   // of a deletion, only the document's id
};

// The events of the version at that position, in the order in which they are told: none (what it said was erased, or
// nothing changed), one, or two (the status and something else). `entries` are the account's, opened.
std::vector<Event> events_at(Position position, const std::vector<ledger::Recorded>& entries, Version version,
                             std::string_view address);

}  // namespace assent::tmf644
