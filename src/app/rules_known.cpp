#include "app/rules_known.hpp"

#include "evidence/hash.hpp"
#include "regime/effect.hpp"

namespace assent::app {

std::optional<service::RulesKnown> rules_known(const RulePacks& packs, const TimeZones& zones, Instant now,
                                               const certificate::Certificate& certificate) {
  const auto is_certified = [&](const RulePack& pack) {
    return pack.regime && evidence::sha256(evidence::view_of(pack.text)) == certificate.regime_sha256;
  };
  for (const RulePack& pack : packs.all()) {
    if (!is_certified(pack)) continue;
    const auto last = regime::last_day(*pack.regime);
    const TimeZone* footprint = zones.find(pack.regime->footprint_last_zone);
    if (!last || regime::day_under(footprint, now) <= *last)
      return service::RulesKnown{service::RulesKnown::Standing::hold};
    return service::RulesKnown{service::RulesKnown::Standing::ended, {}, to_string(*last)};
  }
  const auto current = packs.find(certificate.regime, now, zones);
  if (!current || !(*current)->regime) return std::nullopt;
  const regime::Regime& regime = *(*current)->regime;
  if (!regime::in_effect(regime, zones.find(regime.footprint_last_zone), now)) return std::nullopt;
  if (regime.version == certificate.regime_version) return service::RulesKnown{service::RulesKnown::Standing::differ};
  return service::RulesKnown{service::RulesKnown::Standing::replaced, regime.version};
}

}  // namespace assent::app
