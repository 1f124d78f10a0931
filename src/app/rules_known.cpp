#include "app/rules_known.hpp"

#include "evidence/hash.hpp"
#include "regime/effect.hpp"

namespace assent {

std::optional<RulesKnown> rules_known(const RulePacks& packs, const TimeZones& zones, Instant now,
                                      const Certificate& certificate) {
  const auto is_certified = [&](const RulePack& pack) {
    return pack.regime && sha256(view_of(pack.text)) == certificate.regime_sha256;
  };
  for (const RulePack& pack : packs.all()) {
    if (!is_certified(pack)) continue;
    const auto last = last_day(*pack.regime);
    const TimeZone* footprint = zones.find(pack.regime->footprint_last_zone);
    if (!last || day_under(footprint, now) <= *last) return RulesKnown{RulesKnown::Standing::hold};
    return RulesKnown{RulesKnown::Standing::ended, {}, to_string(*last)};
  }
  const auto current = packs.find(certificate.regime, now, zones);
  if (!current || !(*current)->regime) return std::nullopt;
  const Regime& regime = *(*current)->regime;
  if (!in_effect(regime, zones.find(regime.footprint_last_zone), now)) return std::nullopt;
  if (regime.version == certificate.regime_version) return RulesKnown{RulesKnown::Standing::differ};
  return RulesKnown{RulesKnown::Standing::replaced, regime.version};
}

}  // namespace assent
