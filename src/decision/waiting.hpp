// The waiting period of a notice as a date. Pure.
#pragma once

#include "base/instant.hpp"
#include "regime/regime.hpp"

#include <string_view>

namespace assent {

// A notice on `channel`, sent on that local date of the customer's, that announces `waiting_days`: the local date with
// whose beginning silence approves (step 15).
Date counting_date(const NoticeRules& rules, std::string_view channel, Date sent, int waiting_days);

}  // namespace assent
