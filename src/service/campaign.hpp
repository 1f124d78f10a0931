// Campaign: a use proposed for many customers, as people write it (TOML; docs/scrub.md gives the grammar). Pure.
#pragma once

#include "base/instant.hpp"
#include "base/issue.hpp"
#include "base/result.hpp"
#include "consent/offer.hpp"
#include "consent/use.hpp"
#include "written/written.hpp"

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace assent::service {

struct Campaign {
  std::string name;
  std::string regime;              // the rule pack's id
  std::string offer;               // of the catalogue; empty: nothing is offered
  Use use;                         // everything except the offer
  std::optional<Instant> instant;  // when the customers are contacted; none: the caller's present
};

// Every fault is an Issue with line and column; never empty on failure.
tl::expected<Campaign, Issues> read_campaign(std::string_view text, std::string_view file,
                                             written::WrittenForm form = written::WrittenForm::toml);

// The use with its offer. not_found: the catalogue has no such offer.
Result<Use> use_of(const Campaign& campaign, const Catalogue& catalogue);

}  // namespace assent::service
