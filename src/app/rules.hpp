// Rules: the rule packs and the catalogue of offers that decide uses, and the campaigns that are set up, as one value.
// A call that began with one value continues with it, even after another one comes into use.
#pragma once

#include "app/campaigns.hpp"
#include "app/rule_packs.hpp"
#include "consent/coverage.hpp"
#include "consent/offer.hpp"
#include "service/live_index.hpp"

#include <string>

namespace assent::app {

struct Rules {
  RulePacks packs;
  Catalogue catalogue;
  std::string catalogue_text;  // that the catalogue was read from
  StoredCampaigns campaigns = {};
};

// What a customer can have: what the catalogue's offers and the rules name, each once. Without this list a misspelt
// service would count as another service.
Names services_of(const Rules& rules);

// What an index is built for: all packs that can be read.
service::IndexScope index_scope(const RulePacks& packs);

}  // namespace assent::app
