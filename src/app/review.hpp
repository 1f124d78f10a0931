// Review: the use cases of provisional refusals: which of them wait for a person, and what that person found
// (service/review.hpp). As thread-safe as the engine.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"
#include "service/review.hpp"

#include <stop_token>
#include <string_view>
#include <vector>

namespace assent::app {

// Records what the actor of `circumstances` found. When it returns, every decision of the engine reflects it. Fails as
// record_review() of `service`.
Result<service::Reviewed> record_review(Engine& engine, const service::Review& review,
                                        const service::Circumstances& circumstances);

// The waiting refusals of one account (empty: of all accounts, ordered by account). For all accounts it reads the whole
// ledger, and checks `stop` between entries.
//
//   unavailable, damaged  as the ledger; unavailable also: `stop` was requested
Result<std::vector<ledger::Recorded>> reviews_waiting(const Engine& engine, std::string_view account,
                                                      const service::OnProgress& on_progress = {},
                                                      const std::stop_token& stop = {});

}  // namespace assent::app
