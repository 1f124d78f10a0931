#include "tmf644/versions.hpp"

#include <array>
#include <utility>

namespace assent::tmf644 {
namespace {

using json::Kind;
using json::Tree;

void rename(Tree& table, std::string_view from, std::string_view to) {
  if (table.find(to) != nullptr) return;
  for (std::string& key : table.keys) {
    if (key == from) key = to;
  }
}

template <class Change>
void each_in(Tree& document, std::string_view list, const Change& change) {
  Tree* const there = document.find(list);
  if (there == nullptr || !there->is(Kind::list)) return;
  for (Tree& item : there->items) {
    if (item.is(Kind::table)) change(item);
  }
}

template <class Change>
void member(Tree& document, std::string_view name, const Change& change) {
  Tree* const there = document.find(name);
  if (there != nullptr && there->is(Kind::table)) change(*there);
}

// Moves every member but those of `outside` into a new table.
Tree moved_out(Tree& table, std::initializer_list<std::string_view> outside) {
  Tree inner = json::table_tree();
  Tree rest = json::table_tree();
  for (std::size_t i = 0; i < table.items.size(); ++i) {
    bool stays = false;
    for (const std::string_view each : outside) stays = stays || table.keys[i] == each;
    (stays ? rest : inner).set(table.keys[i], std::move(table.items[i]));
  }
  table = std::move(rest);
  return inner;
}

// The inner table's members come first. What is also outside stays as it is inside; the outer type goes, and comes back
// as the one that belongs there.
void moved_in(Tree& table, std::string_view inner) {
  Tree* const there = table.find(inner);
  if (there == nullptr || !there->is(Kind::table)) return;
  Tree flat = std::move(*there);
  table.remove(inner);
  table.remove("@type");
  for (std::size_t i = 0; i < table.items.size(); ++i) {
    if (flat.find(table.keys[i]) == nullptr) flat.set(table.keys[i], std::move(table.items[i]));
  }
  table = std::move(flat);
}

void give_type(Tree& table, std::string_view type) {
  if (table.find("@type") == nullptr) table.set("@type", json::text_tree(type));
}

void party_to_5(Tree& party) {
  if (party.find("partyOrPartyRole") != nullptr) return;
  Tree inner = moved_out(party, {"role"});
  give_type(inner, "PartyRef");
  party.set("partyOrPartyRole", std::move(inner));
  give_type(party, "RelatedPartyRefOrPartyRoleRef");
}

void party_to_4(Tree& party) { moved_in(party, "partyOrPartyRole"); }

std::string_view characteristic_type(const Tree& inner) {
  const Tree* const value = inner.find("value");
  if (value == nullptr) return "Characteristic";
  switch (value->kind) {
    case Kind::text: return "StringCharacteristic";
    case Kind::boolean: return "BooleanCharacteristic";
    case Kind::number:
      return value->raw.find_first_of(".eE") == std::string::npos ? "IntegerCharacteristic" : "FloatCharacteristic";
    case Kind::list:
    case Kind::table: return "ObjectCharacteristic";
    case Kind::null: break;
  }
  return "Characteristic";
}

void characteristic_to_5(Tree& characteristic) {
  if (characteristic.find("characterisitc") == nullptr) {
    Tree inner = moved_out(characteristic, {"privacyUsagePurpose", "relatedParty"});
    give_type(inner, characteristic_type(inner));
    characteristic.set("characterisitc", std::move(inner));
  }
  give_type(characteristic, "PartyPrivacyProfileCharacteristic");
  each_in(characteristic, "relatedParty", party_to_5);
}

void characteristic_to_4(Tree& characteristic) {
  moved_in(characteristic, "characterisitc");
  each_in(characteristic, "relatedParty", party_to_4);
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kOfSpecification = {
    {{"status", "lifecycleStatus"}, {"partyPrivacyProfileSpecCharacteristic", "specCharacteristic"}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kOfAgreement = {
    {{"engagedPartyRole", "engagedParty"}, {"associatedAgreement", "agreementRelationship"}}};

void to_5(Resource resource, Tree& document) {
  if (resource == Resource::profile_specification) {
    for (const auto& [four, five] : kOfSpecification) rename(document, four, five);
    each_in(document, "specCharacteristic", [](Tree& each) {
      rename(each, "partyPrivacyProfileSpecCharacteristicValue", "characteristicValueSpecification");
    });
  } else if (resource == Resource::agreement) {
    for (const auto& [four, five] : kOfAgreement) rename(document, four, five);
    each_in(document, "engagedParty", [](Tree& party) { give_type(party, "PartyRef"); });
  }
  for (const std::string_view party : {"agreedByParty", "applicableForParty"}) member(document, party, party_to_5);
  each_in(document, "relatedParty", party_to_5);
  each_in(document, "partyPrivacyProfileCharacteristic", characteristic_to_5);
  give_type(document, type_of(resource));
}

void to_4(Resource resource, Tree& document) {
  if (resource == Resource::profile_specification) {
    for (const auto& [four, five] : kOfSpecification) rename(document, five, four);
    each_in(document, "partyPrivacyProfileSpecCharacteristic", [](Tree& each) {
      rename(each, "characteristicValueSpecification", "partyPrivacyProfileSpecCharacteristicValue");
    });
  } else if (resource == Resource::agreement) {
    for (const auto& [four, five] : kOfAgreement) rename(document, five, four);
    each_in(document, "engagedPartyRole", party_to_4);
  }
  for (const std::string_view party : {"agreedByParty", "applicableForParty"}) member(document, party, party_to_4);
  each_in(document, "relatedParty", party_to_4);
  each_in(document, "partyPrivacyProfileCharacteristic", characteristic_to_4);
}

}  // namespace

Tree in_version(Version version, Resource resource, Tree document) {
  if (!document.is(Kind::table)) return document;
  if (version == Version::v4) to_4(resource, document);
  else to_5(resource, document);
  return document;
}

}  // namespace assent::tmf644
