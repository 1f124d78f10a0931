// Account: the use cases of one account as a whole: its life in the ledger, its link to another one, and erasing what
// identifies its customer. Thread-safe as the engine is.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "explanation/language.hpp"
#include "service/circumstances.hpp"
#include "service/erase.hpp"
#include "service/life.hpp"
#include "service/links.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace assent {

// All that is on record of the account ("" for the carrier's own entries), in the ledger's order, as known at that
// instant (none: all), in words.
//
//   unavailable, damaged  as the ledger
Result<std::vector<LifeRow>> account_life(const Engine& engine, std::string_view account,
                                          std::optional<Instant> known_at = std::nullopt,
                                          Language language = Language::en);

// Both reflect what was recorded in every answer of the engine when they return, also with an error.

// Says that an account continues another one. Fails as record_link() of `service`.
Result<LinkDone> record_link(Engine& engine, const Link& link, const Circumstances& circumstances);

// Destroys what identifies the customer, and records that it did. An index in memory may have the numbers until it is
// built anew. Fails as erase_customer() of `service`.
Result<Erased> erase_customer(Engine& engine, std::string_view account, const Evidence& order,
                              const Circumstances& circumstances);

}  // namespace assent
