// Standings: what each recipient may do with a customer's information now: the decision about marketing for each kind
// of recipient, each company, and each thing that an approval names.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "consent/partner.hpp"
#include "consent/use.hpp"
#include "decision/decide.hpp"
#include "service/customer_file.hpp"

#include <string>
#include <vector>

namespace assent::customer_page {

struct Standing {
  Use use;
  decision::Decision decision;
};

// Marketing of a service that the customer does not have, by that relation: so it needs an approval. Pure.
Use use_that_needs_approval(std::string_view relation, std::string_view party, const regime::Regime& regime);

// In the order of the regime's relations; of each relation its active companies in order, or one without a name. At
// most 40: the relations come first. Pure.
std::vector<Standing> standings_of(const service::OnFile& on_file, const Partners& partners,
                                   const regime::Regime& regime, Instant now);

}  // namespace assent::customer_page
