// ChosenText: the text of a notice that a customer gets. Pure; thread-safe.
#pragma once

#include "evidence/entry.hpp"
#include "regime/regime.hpp"

#include <string>
#include <string_view>

namespace assent::outreach {

// In the customer's own language, or the one of which it is a kind (`ar` for `ar-LB`); else in `otherwise`; else, for a
// customer whose language is unknown, the only one that there is. nullptr: none, or none that the regime counts for a
// customer who has another language.
const evidence::NoticeText* chosen_text(const evidence::NoticePublished& notice, std::string_view own,
                                        std::string_view otherwise, const regime::Regime& regime);

// In exactly that language; nullptr: none.
const evidence::NoticeText* text_in(const evidence::NoticePublished& notice, std::string_view language);

}  // namespace assent::outreach
