// What tells one order for a scrub from another, and going on with one that was interrupted. Behind scrub.hpp.
#pragma once

#include "app/scrub.hpp"
#include "app/scrub_ports.hpp"
#include "app/scrub_request.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

// SHA-256 in hex of what was asked and by which program: two scrubs of one order write the same rows, at one instant
// and state of the ledger. `present`: it is asked for a list that is used from now on.
std::string order_of(const ScrubRequest& request, std::string_view zone_data, std::string_view list_state,
                     bool present);

// Where an interrupted scrub of this order had come to; nothing: the scrub begins anew, and `notices` tells why where
// it was to be gone on with.
//
//   invalid               the list cannot be read again
//   conflict              the interrupted scrub was of another order or ledger
//   unavailable, damaged  as the results and the ledger
Result<std::optional<ScrubJournal>> journal_to_resume(const ScrubRequest& request, const ScrubPorts& ports,
                                                      std::string_view order, std::vector<ScrubNotice>& notices);

// Whether the ledger once stood there.
//
//   unavailable, damaged  as the ledger
Result<bool> stood_at(const Ledger& ledger, const LogHead& head);

}  // namespace assent
