#include "tmf644/resource.hpp"

#include "base/instant.hpp"

#include <algorithm>
#include <span>

namespace assent::tmf644 {
namespace {

using json::Kind;
using json::Tree;

struct Member {
  std::string_view name;
  Kind kind;
  bool needed = false;
};

// The members that both versions have under the same name.
constexpr Member kOfEach[] = {{"name", Kind::text},
                              {"description", Kind::text},
                              {"version", Kind::text},
                              {"validFor", Kind::table},
                              {"creationDate", Kind::text},
                              {"lastUpdate", Kind::text},
                              {"status", Kind::text},
                              {"lifecycleStatus", Kind::text},
                              {"relatedParty", Kind::list},
                              {"initialDate", Kind::text},
                              {"agreement", Kind::table},
                              {"applicableForParty", Kind::table},
                              {"agreementPeriod", Kind::table},
                              {"characteristic", Kind::list},
                              {"agreementAuthorization", Kind::list},
                              {"partyPrivacyProfile", Kind::list},
                              {"@type", Kind::text},
                              {"@baseType", Kind::text},
                              {"@schemaLocation", Kind::text}};

constexpr Member kProfile[] = {{"agreedByParty", Kind::table, true},
                               {"partyPrivacyProfileCharacteristic", Kind::list, true},
                               {"partyPrivacyProfileSpecification", Kind::table, true}};
constexpr Member kSpecification4[] = {{"partyPrivacyProfileSpecCharacteristic", Kind::list, true}};
constexpr Member kSpecification5[] = {{"name", Kind::text, true}, {"specCharacteristic", Kind::list}};
constexpr Member kAgreement4[] = {
    {"agreementType", Kind::text, true}, {"name", Kind::text, true},
    {"agreementItem", Kind::list, true}, {"engagedPartyRole", Kind::list, true},
    {"documentNumber", Kind::number},    {"partyPrivacyProfileCharacteristic", Kind::list}};
constexpr Member kAgreement5[] = {{"agreementType", Kind::text, true},
                                  {"name", Kind::text, true},
                                  {"engagedParty", Kind::list, true},
                                  {"agreementItem", Kind::list},
                                  {"partyPrivacyProfileCharacteristic", Kind::list}};

std::span<const Member> members_of(Resource resource, Version version) {
  const bool four = version == Version::v4;
  switch (resource) {
    case Resource::profile_specification:
      return four ? std::span<const Member>(kSpecification4) : std::span<const Member>(kSpecification5);
    case Resource::profile: return kProfile;
    case Resource::agreement: return four ? std::span<const Member>(kAgreement4) : std::span<const Member>(kAgreement5);
  }
  return {};
}

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::null: return "null";
    case Kind::boolean: return "true or false";
    case Kind::number: return "a number";
    case Kind::text: return "a string";
    case Kind::list: return "a list";
    case Kind::table: return "an object";
  }
  return {};
}

std::string sentence(std::string_view member, std::string_view what) {
  return "`" + std::string(member) + "` " + std::string(what);
}

std::optional<std::string> fault_in_member(const Tree& document, const Member& member) {
  const Tree* const value = document.find(member.name);
  if (value == nullptr) {
    if (member.needed) return sentence(member.name, "is missing");
    return std::nullopt;
  }
  if (!value->is(member.kind)) return sentence(member.name, "is not " + std::string(kind_name(member.kind)));
  return std::nullopt;
}

bool is_text(const Tree* value) { return value != nullptr && value->is(Kind::text) && !value->text.empty(); }

// A party: of version 5 within `partyOrPartyRole`.
std::optional<std::string> fault_in_party(std::string_view where, Version version, const Tree& party) {
  if (!party.is(Kind::table)) return sentence(where, "has a party that is not an object");
  const Tree* who = &party;
  if (version == Version::v5) {
    if (const Tree* const within = party.find("partyOrPartyRole")) who = within;
  }
  if (!who->is(Kind::table) || !is_text(who->find("id"))) return sentence(where, "has a party without an `id`");
  if (!is_text(who->find("@referredType"))) return sentence(where, "has a party without a `@referredType`");
  return std::nullopt;
}

std::optional<std::string> fault_in_parties(std::string_view where, Version version, const Tree* parties) {
  if (parties == nullptr) return std::nullopt;
  if (!parties->is(Kind::list)) return sentence(where, "is not a list");
  for (const Tree& each : parties->items) {
    if (auto fault = fault_in_party(where, version, each)) return fault;
  }
  return std::nullopt;
}

std::optional<std::string> fault_in_characteristics(Version version, const Tree* all) {
  constexpr std::string_view kWhere = "partyPrivacyProfileCharacteristic";
  if (all == nullptr) return std::nullopt;
  for (const Tree& each : all->items) {
    if (!each.is(Kind::table)) return sentence(kWhere, "has an item that is not an object");
    const Tree* const inner = version == Version::v5 ? each.find("characterisitc") : &each;
    if (inner == nullptr || !inner->is(Kind::table)) {
      return sentence(kWhere, "has an item without `characterisitc` (written so in version 5)");
    }
    if (!is_text(inner->find("name"))) return sentence(kWhere, "has an item without a `name`");
    if (inner->find("value") == nullptr) return sentence(kWhere, "has an item without a `value`");
    if (auto fault = fault_in_parties("relatedParty", version, each.find("relatedParty"))) return fault;
  }
  return std::nullopt;
}

std::optional<std::string> fault_in_time(std::string_view where, const Tree* time) {
  if (time == nullptr) return std::nullopt;
  if (!time->is(Kind::text) || !parse_instant(time->text)) {
    return sentence(where, "is not a date and time with its zone (`2026-03-01T00:00:00Z`)");
  }
  return std::nullopt;
}

std::optional<std::string> fault_in_period(std::string_view where, const Tree* period) {
  if (period == nullptr) return std::nullopt;
  for (const std::string_view end : {"startDateTime", "endDateTime"}) {
    if (auto fault = fault_in_time(std::string(where) + "." + std::string(end), period->find(end))) return fault;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Resource resource) {
  switch (resource) {
    case Resource::profile_specification: return "partyPrivacyProfileSpecification";
    case Resource::profile: return "partyPrivacyProfile";
    case Resource::agreement: return "partyPrivacyAgreement";
  }
  return {};
}

std::string_view type_of(Resource resource) {
  switch (resource) {
    case Resource::profile_specification: return "PartyPrivacyProfileSpecification";
    case Resource::profile: return "PartyPrivacyProfile";
    case Resource::agreement: return "PartyPrivacyAgreement";
  }
  return {};
}

std::optional<Resource> resource_named(std::string_view name) {
  for (const Resource each : kResources) {
    if (name_of(each) == name) return each;
  }
  return std::nullopt;
}

std::string_view base_of(Version version) {
  switch (version) {
    case Version::v4: return "/tmf-api/privacyManagement/v4/";
    case Version::v5: return "/tmf-api/privacyManagement/v5/";
  }
  return {};
}

std::string_view status_member(Resource resource, Version version) {
  return resource == Resource::profile_specification && version == Version::v5 ? "lifecycleStatus" : "status";
}

std::optional<std::string> fault_in(Resource resource, Version version, const Tree& document) {
  if (!document.is(Kind::table)) return "the document is not an object";
  for (const Member& each : kOfEach) {
    if (auto fault = fault_in_member(document, each)) return fault;
  }
  for (const Member& each : members_of(resource, version)) {
    if (auto fault = fault_in_member(document, each)) return fault;
  }
  if (version == Version::v5) {
    const Tree* const type = document.find("@type");
    if (type == nullptr) return sentence("@type", "is missing: version 5 needs it");
    if (type->text != type_of(resource)) return sentence("@type", "is not `" + std::string(type_of(resource)) + "`");
  }
  for (const std::string_view party : {"agreedByParty", "applicableForParty"}) {
    if (const Tree* const there = document.find(party)) {
      if (auto fault = fault_in_party(party, version, *there)) return fault;
    }
  }
  if (resource == Resource::agreement) {
    const std::string_view engaged = version == Version::v4 ? "engagedPartyRole" : "engagedParty";
    if (auto fault = fault_in_parties(engaged, version, document.find(engaged))) return fault;
  }
  if (const Tree* const specification = document.find("partyPrivacyProfileSpecification")) {
    if (!is_text(specification->find("id"))) return sentence("partyPrivacyProfileSpecification", "has no `id`");
  }
  if (auto fault = fault_in_characteristics(version, document.find("partyPrivacyProfileCharacteristic"))) return fault;
  for (const std::string_view time : {"creationDate", "lastUpdate", "initialDate"}) {
    if (auto fault = fault_in_time(time, document.find(time))) return fault;
  }
  for (const std::string_view period : {"validFor", "agreementPeriod"}) {
    if (auto fault = fault_in_period(period, document.find(period))) return fault;
  }
  return std::nullopt;
}

}  // namespace assent::tmf644
