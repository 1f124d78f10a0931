// The identity of an order for a scrub, and how an interrupted one is continued. Behind scrub.hpp.
#pragma once

#include "app/scrub.hpp"
#include "app/scrub_ports.hpp"
#include "app/scrub_request.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::app {

// SHA-256 in hex of what was asked, and of the program: two scrubs of one order write the same rows, at one instant and
// state of the ledger. `present`: the list is for use from now on.
std::string order_of(const ScrubRequest& request, std::string_view zone_data, std::string_view list_state,
                     bool present);

// How far an interrupted scrub of this order has come; nothing: the scrub begins again, and if it was to be continued,
// `notices` says why not.
//
//   invalid               the list cannot be read again
//   conflict              the interrupted scrub had another order or ledger
//   unavailable, damaged  as the results and the ledger
Result<std::optional<service::ScrubJournal>> journal_to_resume(const ScrubRequest& request, const ScrubPorts& ports,
                                                               std::string_view order,
                                                               std::vector<service::ScrubNotice>& notices);

// Whether the ledger once had this state.
//
//   unavailable, damaged  as the ledger
Result<bool> stood_at(const ledger::Ledger& ledger, const ledger::LogHead& head);

}  // namespace assent::app
