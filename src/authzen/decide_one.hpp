// One evaluation, from what was sent to what is said.
#pragma once

#include "authzen/asked.hpp"
#include "authzen/evaluation.hpp"
#include "authzen/pdp.hpp"

#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>

namespace assent::authzen {

struct Said {
  Outcome outcome = Outcome::deny;
  std::optional<Reason> reason;  // nothing: it could not be asked, or is about no customer
};

// Adds the decision to `out`. `asked`: the use that it is about, where that is known already; null: it is read from the
// evaluation. Fails, adding nothing, if it cannot be asked.
tl::expected<Said, AskedFault> decide_one(const Pdp& pdp, const Evaluation& evaluation, const UseQuestion* asked,
                                          const access::Caller& caller, std::string& out);

// The question, to be asked of accounts for the reason only. Fails as decide().
Result<std::shared_ptr<app::ManyDecisions>> prepared(const Pdp& pdp, const app::Query& query);

}  // namespace assent::authzen
