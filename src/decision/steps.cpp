#include "decision/steps.hpp"

#include <algorithm>

namespace assent::decision {
namespace {

bool any_of(const Names& names, const Names& among) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return contains(among, name); });
}

bool all_of(const Names& names, const Names& among) {
  return std::all_of(names.begin(), names.end(), [&](const std::string& name) { return contains(among, name); });
}

int distinct(const Names& names) {
  int count = 0;
  for (auto at = names.begin(); at != names.end(); ++at) count += std::find(names.begin(), at, *at) == at ? 1 : 0;
  return count;
}

Settled permit(Reason reason, regime::SourceId source) { return {Outcome::permit, reason, source}; }
Settled deny(Reason reason, regime::SourceId source) { return {Outcome::deny, reason, source}; }

bool wins_back(const regime::Regime& regime, const Customer& customer, const Use& use,
               const regime::PurposeRule* rule) {
  return regime.winback && rule != nullptr && rule->treatment == regime::Treatment::winback &&
         use.recipient == kCarrier && use.offer && !use.offer->category.empty() &&
         contains(customer.former_services, use.offer->category);
}

// Steps 3 to 6: what the purpose alone decides.
std::optional<Settled> settled_by_treatment(const regime::PurposeRule& rule, const Customer& customer, const Use& use) {
  switch (rule.treatment) {
    case regime::Treatment::banned: return deny(rule.reason, rule.source);
    case regime::Treatment::service_provision:
      if (!rule.requires_service.empty() && !any_of(rule.requires_service, customer.services)) {
        return deny(Reason::purpose_not_allowed, rule.source);
      }
      return permit(Reason::service_provision, rule.source);
    case regime::Treatment::written_request: return permit(Reason::customer_written_request, rule.source);
    case regime::Treatment::request_approval:
      return use.supervisor_approved ? permit(Reason::request_reviewed, rule.source)
                                     : deny(Reason::campaign_not_reviewed, rule.source);
    case regime::Treatment::marketing:
    case regime::Treatment::winback: break;
  }
  return std::nullopt;
}

bool matches_offer(const regime::FreeUseRule& rule, const Customer& customer, const Use& use) {
  const bool by_category = rule.offer_category_subscribed || rule.offer_enhances_subscribed;
  const bool by_name = !rule.classes.empty() || !rule.offers.empty();
  if (!by_category && !by_name) return true;
  if (!use.offer) return false;
  const Offer& offer = *use.offer;
  const bool category_holds =
      (rule.offer_category_subscribed && !offer.category.empty() && contains(customer.services, offer.category)) ||
      (rule.offer_enhances_subscribed && any_of(offer.enhances, customer.services));
  const bool name_holds = contains(rule.classes, offer.offer_class) || contains(rule.offers, offer.id);
  return (!by_category || category_holds) && (!by_name || name_holds);
}

bool matches(const regime::FreeUseRule& rule, const Customer& customer, const Use& use) {
  return contains(rule.recipients, use.recipient) && matches_offer(rule, customer, use) &&
         (rule.subscribed_any.empty() || any_of(rule.subscribed_any, customer.services)) &&
         (rule.subscribed_min == 0 || distinct(customer.services) >= rule.subscribed_min);
}

}  // namespace

std::optional<Settled> settled_by_purpose(const regime::Regime& regime, const Customer& customer, const Use& use) {
  // A use that names no information may not be harmless.
  if (!use.information.empty() && all_of(use.information, regime.outside_information)) {
    return permit(Reason::not_customer_information, regime.outside_source);
  }
  const regime::PurposeRule* rule = regime.purpose(use.purpose);
  if (rule != nullptr) {
    if (const auto settled = settled_by_treatment(*rule, customer, use)) return settled;
  }
  if (customer.state == CustomerState::former) {
    return wins_back(regime, customer, use, rule) ? permit(Reason::winback_same_category, regime.winback_source)
                                                  : deny(Reason::former_customer, regime.winback_source);
  }
  if (rule == nullptr) return deny(Reason::purpose_not_allowed, regime.unknown_purpose_source);
  return std::nullopt;
}

std::optional<Settled> settled_by_free_use(const regime::Regime& regime, const Customer& customer, const Use& use) {
  if (any_of(use.information, regime.never_free_information)) return std::nullopt;
  for (const regime::FreeUseRule& rule : regime.free_use) {
    if (matches(rule, customer, use)) return permit(rule.reason, rule.source);
  }
  return std::nullopt;
}

bool may_use_soft_opt_in(const regime::Regime& regime, const Customer& customer, const Use& use) {
  return regime.soft_opt_in && use.soft_opt_in && use.recipient == kCarrier && use.offer &&
         !use.offer->category.empty() && contains(customer.services, use.offer->category) && !use.information.empty() &&
         all_of(use.information, regime.soft_opt_in_information);
}

NeededLevel needed_level(const regime::Regime& regime, const Use& use) {
  const regime::RelationRule* relation = regime.relation(use.recipient);
  if (relation == nullptr) return {nullptr, regime::Level::refused, regime.unknown_relation_source};
  if (relation->level == regime::Level::opt_out) {
    if (!use.offer || !contains(regime.communications_classes, use.offer->offer_class)) {
      return {relation, regime::Level::opt_in, regime.classes_source};
    }
    if (any_of(use.information, regime.opt_in_information)) {
      return {relation, regime::Level::opt_in, regime.opt_in_information_source};
    }
  }
  return {relation, relation->level, relation->level_source};
}

}  // namespace assent::decision
