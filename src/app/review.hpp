// Review: the use cases of provisional refusals: which of them wait for a person, and what that person found
// (service/review.hpp). Thread-safe as the engine is.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"
#include "service/review.hpp"

#include <stop_token>
#include <string_view>
#include <vector>

namespace assent {

// Records what the actor of `circumstances` found. When it returns, every answer of the engine reflects it. Fails as
// record_review() of `service`.
Result<Reviewed> record_review(Engine& engine, const Review& review, const Circumstances& circumstances);

// The refusals of one account that wait, or where it is empty those of all accounts, in order of account. Of all of
// them the whole ledger is read, and `stop` is looked at between entries.
//
//   unavailable, damaged  as the ledger; unavailable also: `stop` was asked for
Result<std::vector<Recorded>> reviews_waiting(const Engine& engine, std::string_view account,
                                              const OnProgress& on_progress = {}, const std::stop_token& stop = {});

}  // namespace assent
