// The waiting period of a notice as a date. Pure.
#pragma once

#include "base/instant.hpp"
#include "regime/regime.hpp"

#include <string>
#include <string_view>

namespace assent::decision {

// For a notice on `channel`, sent on that local date of the customer, that announces `waiting_days`: silence approves
// from the beginning of the returned local date (step 15).
Date counting_date(const regime::NoticeRules& rules, std::string_view channel, Date sent, int waiting_days);

// The channel on which a notice given today approves soonest, among channels that need no permission; of equals the
// first. nullptr: the pack has none.
const std::string* quickest_channel(const regime::NoticeRules& rules);

}  // namespace assent::decision
