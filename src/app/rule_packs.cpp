#include "app/rule_packs.hpp"

#include "app/faulty_text.hpp"
#include "regime/read.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace assent::app {
namespace {

std::vector<std::string> each_once(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

// "tra" of "regimes/tra.toml".
std::string_view stem(std::string_view file) {
  file.remove_prefix(file.rfind('/') + 1);  // 0 if there is none
  return file.substr(0, std::min(file.rfind('.'), file.size()));
}

}  // namespace

RulePacks RulePacks::of(std::vector<PackText> packs) {
  RulePacks read;
  for (PackText& each : packs) {
    auto regime = regime::read_regime(each.text, each.file);
    read.packs_.push_back({std::move(each.file), std::move(each.text), std::move(regime)});
  }
  for (RulePack& each : read.packs_) {
    if (each.regime) each.regime->followed_from = read.followed_from(*each.regime);
  }
  return read;
}

bool overlap(const regime::Regime& one, const regime::Regime& other) {
  const auto ends_before = [](const regime::Regime& a, const regime::Regime& b) {
    return a.in_effect_until && b.in_effect_from && *a.in_effect_until < *b.in_effect_from;
  };
  return !ends_before(one, other) && !ends_before(other, one);
}

Result<const RulePack*> RulePacks::find(std::string_view id, Instant at, const TimeZones& zones) const {
  const RulePack* in_effect = nullptr;
  const RulePack* before = nullptr;
  const RulePack* after = nullptr;
  for (const RulePack& pack : packs_) {
    if (!pack.regime) {
      if (stem(pack.file) == id) return &pack;
      continue;
    }
    const regime::Regime& regime = *pack.regime;
    if (regime.id != id) continue;
    const Date day = regime::day_under(zones.find(regime.footprint_last_zone), at);
    if (regime::begins_after(regime, day)) {
      if (after == nullptr || *regime.in_effect_from < *after->regime->in_effect_from) after = &pack;
    } else if (regime::ended_before(regime, day)) {
      if (before == nullptr || *regime.in_effect_until > *before->regime->in_effect_until) before = &pack;
    } else if (in_effect != nullptr) {
      return fail(ErrorCode::invalid,
                  fmt::format("regime `{}` has two packs in effect on {}: {} and {}", id, to_string(day),
                              wording::shown(in_effect->file), wording::shown(pack.file)),
                  "end the older one with `until`, begin the newer one with `from`, or remove one");
    } else {
      in_effect = &pack;
    }
  }
  for (const RulePack* each : {in_effect, before, after}) {
    if (each != nullptr) return each;
  }
  return fail(ErrorCode::not_found, fmt::format("there is no regime {}", wording::shown(id)),
              fmt::format("write one of {}", wording::listed(ids())));
}

Result<const RulePack*> RulePacks::find_sound(std::string_view id, Instant at, const TimeZones& zones) const {
  const auto pack = TRY(find(id, at, zones));
  if (!pack->regime) return faulty_text(pack->regime.error());
  return pack;
}

// The first day that may belong to the next version, which begins later than this one.
std::optional<Date> RulePacks::followed_from(const regime::Regime& regime) const {
  std::optional<Date> next;
  for (const RulePack& each : packs_) {
    if (!each.regime || each.regime->id != regime.id || !each.regime->in_effect_from) continue;
    const Date from = *each.regime->in_effect_from;
    if (from <= regime.in_effect_from.value_or(Date::min())) continue;
    // If the next version counts days in another zone, its first day may begin a day earlier.
    const bool same_place = each.regime->footprint_last_zone == regime.footprint_last_zone;
    const Date first = same_place ? from : from - std::chrono::days{1};
    next = std::min(next.value_or(first), first);
  }
  return next;
}

std::vector<std::string> RulePacks::ids() const {
  std::vector<std::string> ids;
  for (const RulePack& pack : packs_) {
    if (pack.regime) ids.push_back(pack.regime->id);
  }
  return each_once(std::move(ids));
}

std::vector<std::string> RulePacks::relations() const {
  std::vector<std::string> relations;
  for (const RulePack& pack : packs_) {
    if (!pack.regime) continue;
    for (const regime::RelationRule& rule : pack.regime->relations) relations.push_back(rule.relation);
  }
  return each_once(std::move(relations));
}

std::vector<std::string> RulePacks::services() const {
  std::vector<std::string> services;
  const auto add = [&](const Names& names) { services.insert(services.end(), names.begin(), names.end()); };
  for (const RulePack& pack : packs_) {
    if (!pack.regime) continue;
    for (const regime::PurposeRule& rule : pack.regime->purposes) add(rule.requires_service);
    for (const regime::FreeUseRule& rule : pack.regime->free_use) add(rule.subscribed_any);
  }
  return each_once(std::move(services));
}

}  // namespace assent::app
