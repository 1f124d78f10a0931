// A customer's profile, by what notifications have said about them. Pure.
#pragma once

#include "evidence/entry.hpp"
#include "tmf_listener/known.hpp"
#include "tmf_listener/mapping.hpp"

#include <optional>

namespace assent::tmf_listener {

// The profile on record with what changed in what is known; everything else in it stays as it is. `on_record` is null:
// the first profile, of all that is known, with the mapping's language and zone where nothing is known. Nothing: there
// is no profile, and neither the party's kind and state are known yet.
std::optional<evidence::CustomerRecorded> profile_of(const Known& known, const Change& change,
                                                     const evidence::CustomerRecorded* on_record,
                                                     const Mapping& mapping);

}  // namespace assent::tmf_listener
