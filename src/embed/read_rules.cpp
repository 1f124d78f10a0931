#include "embed/read_rules.hpp"

#include "app/faulty_text.hpp"
#include "embed/read_campaigns.hpp"
#include "embed/read_rule_packs.hpp"
#include "regime/read.hpp"
#include "world/files.hpp"

#include <utility>

namespace assent::embed {

Result<app::Rules> read_rules(const std::string& folder, const std::string& catalogue, const std::string& campaigns) {
  app::Rules rules;
  rules.packs = TRY(read_rule_packs(folder));
  for (const app::RulePack& each : rules.packs.all()) {
    if (!each.regime) return app::faulty_text(each.regime.error());
  }
  if (!campaigns.empty()) rules.campaigns = TRY(read_campaigns(campaigns));
  if (catalogue.empty()) return rules;
  rules.catalogue_text = TRY(world::read_file(catalogue));
  auto read = regime::read_catalogue(rules.catalogue_text, catalogue);
  if (!read) return app::faulty_text(read.error());
  rules.catalogue = *std::move(read);
  return rules;
}

}  // namespace assent::embed
