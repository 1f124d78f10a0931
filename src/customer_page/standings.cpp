#include "customer_page/standings.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace assent::customer_page {
namespace {

constexpr std::size_t kStandingsMost = 40;

// What an approval names besides the usual: of these, a customer sees the decision too.
std::vector<Use> uses_named(const service::OnFile& on_file, const std::string& relation, const std::string& party,
                            const regime::Regime& regime) {
  std::vector<Use> uses{use_that_needs_approval(relation, party, regime)};
  for (const OptIn& each : on_file.facts.history.opt_ins) {
    if (!each.recipients.covers(relation) || !each.parties.covers(party)) continue;
    Use use = uses.front();
    if (!each.information.any) use.information = each.information.names;
    if (!each.offers.any && !each.offers.names.empty()) use.offer->id = each.offers.names.front();
    if (!each.about.channels.any && !each.about.channels.names.empty()) use.channel = each.about.channels.names.front();
    if (std::ranges::find(uses, use) == uses.end()) uses.push_back(std::move(use));
  }
  return uses;
}

// The companies of that relation: those in the register, and those that an approval names. Never empty.
std::set<std::string> parties_of(const service::OnFile& on_file, const Partners& partners, std::string_view relation) {
  std::set<std::string> parties;
  for (const Partner& each : partners) {
    if (each.recipient == relation && !each.ended) parties.insert(each.party);
  }
  for (const OptIn& each : on_file.facts.history.opt_ins) {
    if (relation != kCarrier && each.recipients.covers(relation)) {
      parties.insert(each.parties.names.begin(), each.parties.names.end());
    }
  }
  if (parties.empty()) parties.insert("");
  return parties;
}

}  // namespace

Use use_that_needs_approval(std::string_view relation, std::string_view party, const regime::Regime& regime) {
  Use use;
  use.purpose = "marketing";
  use.recipient = std::string(relation);
  use.party = std::string(party);
  use.information = {"contact", "services"};
  Offer offer;
  if (!regime.communications_classes.empty()) offer.offer_class = regime.communications_classes.front();
  use.offer = std::move(offer);
  return use;
}

std::vector<Standing> standings_of(const service::OnFile& on_file, const Partners& partners,
                                   const regime::Regime& regime, Instant now) {
  std::vector<Standing> standings;
  for (const regime::RelationRule& rule : regime.relations) {
    if (rule.level == regime::Level::refused) continue;
    for (const std::string& party : parties_of(on_file, partners, rule.relation)) {
      for (Use& use : uses_named(on_file, rule.relation, party, regime)) {
        if (standings.size() >= kStandingsMost) return standings;
        decision::Decision decision = service::decide_on_file(regime, on_file, use, now);
        standings.push_back({std::move(use), std::move(decision)});
      }
    }
  }
  return standings;
}

}  // namespace assent::customer_page
