// What is wrong with a notice that a customer was given, whatever it is used for: its channel, content, permission or
// language. Pure; thread-safe.
#pragma once

#include "consent/history.hpp"
#include "consent/reason.hpp"
#include "regime/regime.hpp"

#include <optional>
#include <string_view>

namespace assent::decision {

// The first defect in the order of the decision; nothing: none. That it did not arrive is not among them: that depends
// on the instant. `language` is the customer's; empty: unknown.
std::optional<Reason> notice_defect(const regime::NoticeRules& rules, std::string_view language,
                                    const NoticeGiven& notice);

}  // namespace assent::decision
