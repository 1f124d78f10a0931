// Refusing: what a customer refuses by the page, recorded, and read back from the ledger.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "consent/coverage.hpp"

#include <string>
#include <string_view>

namespace assent::customer_page {

struct Refusing {
  std::string account;
  Coverage scope = Coverage::everything();  // relations refused
  std::string way;                          // how: `one_click`, `link`, `view`; in the evidence
  std::string notice;                       // whose link it was; empty: of none
  std::string channel;                      // `email`, `web`
  std::string once;                         // what makes a repeated request the same one: the link's text
};

// A refusal as it is on record, and what counts since.
struct Refused {
  Position entry;
  Instant recorded;
  Names in_doubt;  // relations of the scope for which a use that needs approval is still permitted
};

// Records an opt-out, which counts at once; of the same request again, nothing new is recorded as long as nothing came
// in between that could undo the first. It is recorded for an account that is not on record, too.
//
//   unavailable, damaged  as the ledger: it is not recorded
Result<Refused> refuse(app::Engine& engine, const Refusing& refusing);

}  // namespace assent::customer_page
