// The ways by which a customer can be reached, as Particulars::Way. Pure; thread-safe.
#pragma once

#include "evidence/entry.hpp"

#include <cstdint>

namespace assent::index {

// From a profile, opened; of an erased customer, none is left. `email_permitted`: they permit notices by e-mail.
std::uint16_t ways_to_reach(const evidence::CustomerRecorded& profile, bool email_permitted);

}  // namespace assent::index
