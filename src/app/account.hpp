// Account: the use cases of one account as a whole: its life in the ledger, its link to another one, and erasing what
// identifies its customer. As thread-safe as the engine.
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

namespace assent::app {

// Everything on record about the account ("" for the carrier's own entries), in the ledger's order, as known at that
// instant (none: everything), in words.
//
//   unavailable, damaged  as the ledger
Result<std::vector<service::LifeRow>> account_life(const Engine& engine, std::string_view account,
                                                   std::optional<Instant> known_at = std::nullopt,
                                                   explanation::Language language = explanation::Language::en);

// When one of these returns, even with an error, every decision of the engine reflects what was recorded.

// Records that an account continues another one. Fails as record_link() of `service`.
Result<service::LinkDone> record_link(Engine& engine, const service::Link& link,
                                      const service::Circumstances& circumstances);

// Destroys what identifies the customer, and records that it did. An index in memory may have the numbers until it is
// built again. Fails as erase_customer() of `service`.
Result<service::Erased> erase_customer(Engine& engine, std::string_view account, const evidence::Evidence& order,
                                       const service::Circumstances& circumstances);

}  // namespace assent::app
