#include "tmf_listener/members.hpp"
#include "tmf_listener/said.hpp"

#include <algorithm>

namespace assent::tmf_listener {
namespace {

using json::Tree;

std::string_view id_at(const Tree& table, std::string_view key) {
  const Tree* const member = table.find(key);
  return member == nullptr ? std::string_view() : member->text_at("id");
}

// The party that has the product; empty: it does not say.
Result<std::string> party_of(const Tree& product, const Mapping& mapping) {
  std::string party;
  const auto parties = TRY(objects_in(product, "relatedParty"));
  for (const Tree* each : parties) {
    if (!contains(mapping.roles, plain(each->text_at("role")))) continue;
    // Version 4 has the id beside the role, version 5 in `partyOrPartyRole`.
    const std::string_view nested = id_at(*each, "partyOrPartyRole");
    const std::string_view id = nested.empty() ? each->text_at("id") : nested;
    if (id.empty() || id.size() > kIdBytesMost) return wrong_kind("relatedParty.id", "a text of 1 to 256 bytes");
    if (!party.empty() && party != id) {
      return fail(ErrorCode::invalid, "`relatedParty` names two parties that have the product",
                  "name one, or narrow `product.roles` of the mapping; nothing was recorded");
    }
    party = id;
  }
  return party;
}

}  // namespace

Result<ProductSaid> said_of_product(const Tree& product, const Event& event, const Mapping& mapping) {
  ProductSaid said;
  said.id = product.text_at("id");
  if (mapping.owner == ProductOwner::billing_account) said.account = id_at(product, "billingAccount");
  else said.party = TRY(party_of(product, mapping));

  const std::string_view specification = id_at(product, "productSpecification");
  const std::string_view offering = id_at(product, "productOffering");
  if (!specification.empty() || !offering.empty()) {
    const auto rule = std::ranges::find_if(mapping.services, [&](const ServiceRule& each) {
      return (each.specification.empty() || each.specification == specification) &&
             (each.offering.empty() || each.offering == offering);
    });
    if (rule != mapping.services.end()) said.services = rule->services;
    else said.effects.add(Effect::unmapped_product);
  }

  const auto status = TRY(status_in(product));
  if (event.kind.happened == Happened::deleted) {
    said.in_service = false;
    said.effects.add(Effect::not_erased);
  } else if (status && contains(mapping.in_service, *status)) {
    said.in_service = true;
  } else if (status && contains(mapping.not_in_service, *status)) {
    said.in_service = false;
  } else if (status) {
    said.effects.add(Effect::unknown_status);
  }
  return said;
}

}  // namespace assent::tmf_listener
