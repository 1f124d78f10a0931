#include "tmf644/effects.hpp"

#include "intake/cell.hpp"

#include <algorithm>
#include <utility>

namespace assent::tmf644 {
namespace {

using json::Kind;
using json::Tree;

constexpr std::string_view kCarrierRelation = "carrier";

bool is_among(const Names& lower, std::string_view word) { return contains(lower, intake::lowered(word)); }

std::optional<Instant> instant_at(const Tree& table, std::string_view key) {
  const auto instant = parse_instant(table.text_at(key));
  if (!instant) return std::nullopt;
  return *instant;
}

// From when to when, half-open; what is left out is open.
struct Period {
  Instant from = kEarliest;
  Instant to = kNever;
};

Period period_at(const Tree& document, std::string_view key) {
  Period period;
  const Tree* const table = document.find(key);
  if (table == nullptr) return period;
  period.from = instant_at(*table, "startDateTime").value_or(kEarliest);
  period.to = instant_at(*table, "endDateTime").value_or(kNever);
  return period;
}

// The last day that is over, wherever on earth, by that instant.
Date last_day_before(Instant end) {
  constexpr std::chrono::hours kBehind{12};  // the zone that is furthest behind
  const auto day = std::chrono::floor<std::chrono::days>(end - kBehind) - std::chrono::days{1};
  return Date{std::chrono::days{day.time_since_epoch().count()}};
}

enum class Says : std::uint8_t { yes, no, neither };

Says says(const Tree& value, const Mapping& mapping) {
  std::string word = value.text;
  if (value.is(Kind::boolean) || value.is(Kind::number)) word = value.raw;
  if (value.is(Kind::list)) {
    // One that refuses refuses; all must approve.
    bool all = !value.items.empty();
    for (const Tree& each : value.items) {
      const Says said = each.is(Kind::list) || each.is(Kind::table) ? Says::neither : says(each, mapping);
      if (said == Says::no) return said;
      all = all && said == Says::yes;
    }
    return all ? Says::yes : Says::neither;
  }
  if (is_among(mapping.refuse, word)) return Says::no;
  return is_among(mapping.approve, word) ? Says::yes : Says::neither;
}

const CharacteristicRule* rule_for(const Tree& characteristic, const Mapping& mapping) {
  const std::string_view name = characteristic.text_at("name");
  const std::string_view purpose = characteristic.text_at("privacyUsagePurpose");
  for (const CharacteristicRule& each : mapping.characteristics) {
    if (same_word(each.name, name) && (each.purpose.empty() || same_word(each.purpose, purpose))) return &each;
  }
  return nullptr;
}

const std::string* meaning_of(const std::vector<RoleRule>& rules, std::string_view role) {
  for (const RoleRule& each : rules) {
    if (same_word(each.role, role)) return &each.meaning;
  }
  return nullptr;
}

// The recipients that a characteristic names.
struct Recipients {
  std::vector<std::pair<std::string, Names>> relations;  // with the parties of each
  bool all_known = true;
};

Recipients recipients_of(const Tree& characteristic, const Mapping& mapping) {
  Recipients recipients;
  const Tree* const parties = characteristic.find("relatedParty");
  if (parties == nullptr || parties->items.empty()) return recipients;
  for (const Tree& party : parties->items) {
    const std::string* const relation = meaning_of(mapping.recipients, party.text_at("role"));
    if (relation == nullptr) {
      recipients.all_known = false;
      continue;
    }
    auto& all = recipients.relations;
    auto at = std::ranges::find_if(all, [&](const auto& each) { return each.first == *relation; });
    if (at == all.end()) at = all.insert(all.end(), {*relation, {}});
    const std::string id(party.text_at("id"));
    if (!contains(at->second, id)) at->second.push_back(id);
  }
  return recipients;
}

Coverage kinds(Names names) {
  if (names.empty()) return Coverage::everything();
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return Coverage::only(std::move(names));
}

About about_of_rule(const CharacteristicRule* rule) {
  if (rule == nullptr) return {};
  return {kinds(rule->channels), kinds(rule->classes), kinds(rule->categories)};
}

// Who decided: the customer, or whom the mapping knows to decide for somebody else.
std::string giver_of(const Tree& document, const Mapping& mapping) {
  const Tree* const agreed = document.find("agreedByParty");
  const Tree* const applicable = document.find("applicableForParty");
  if (agreed == nullptr || applicable == nullptr || agreed->text_at("id") == applicable->text_at("id")) {
    return "owner";
  }
  const std::string* const by = meaning_of(mapping.givers, agreed->text_at("role"));
  return by == nullptr ? "unknown" : *by;
}

class Reading {
 public:
  Reading(const Tree& document, const Mapping& mapping, const Proof& proof, const evidence::Evidence& evidence,
          Instant now)
      : mapping_(mapping),
        proof_(proof),
        evidence_(evidence),
        giver_(giver_of(document, mapping)),
        valid_(period_at(document, "validFor")),
        counts_(is_among(mapping.profile_statuses, document.text_at("status")) && valid_.from <= now &&
                now < valid_.to) {}

  Effect effect(const Tree& characteristic) const {
    const CharacteristicRule* const rule = rule_for(characteristic, mapping_);
    if (rule != nullptr && rule->ignore) return {Meaning::ignored, {}, {}};
    const Tree* const value = characteristic.find("value");
    const Says said = value == nullptr ? Says::neither : says(*value, mapping_);
    const Recipients recipients = recipients_of(characteristic, mapping_);
    if (said == Says::no) return {Meaning::refuses, refusal(rule, recipients, false), {}};
    if (rule == nullptr) return {Meaning::unmapped, {}, {}};
    if (said == Says::neither) return {Meaning::unclear, refusal(rule, recipients, true), {}};
    if (!counts_) return {Meaning::not_yet, {}, {}};
    auto approved = approvals(*rule, recipients);
    if (approved.empty()) return {Meaning::unmapped, {}, {}};
    return {Meaning::approves, {}, std::move(approved)};
  }

 private:
  evidence::OptOutRecorded refusal(const CharacteristicRule* rule, const Recipients& recipients,
                                   bool provisional) const {
    evidence::OptOutRecorded refused;
    if (recipients.all_known && !recipients.relations.empty()) {
      Names names;
      for (const auto& [relation, parties] : recipients.relations) names.push_back(relation);
      refused.scope = Coverage::only(std::move(names));
    }
    refused.by = giver_;
    refused.evidence = evidence_;
    refused.about = about_of_rule(rule);
    refused.provisional = provisional;
    return refused;
  }

  std::vector<evidence::OptInRecorded> approvals(const CharacteristicRule& rule, const Recipients& recipients) const {
    std::vector<evidence::OptInRecorded> approved;
    const auto add = [&](const std::string& relation, const Names& parties) {
      evidence::OptInRecorded& one = approved.emplace_back();
      one.form = rule.form;
      one.recipients = Coverage::only({relation});
      if (relation != kCarrierRelation) one.parties = Coverage::only(parties);
      if (!rule.information.empty()) one.information = Coverage::only(rule.information);
      if (!rule.offers.empty()) one.offers = Coverage::only(rule.offers);
      one.by = giver_;
      one.notice = proof_.notice;
      one.notice_version = proof_.notice_version;
      one.grade = proof_.grade;
      one.evidence = evidence_;
      one.about = about_of_rule(&rule);
      if (valid_.to != kNever) one.until = last_day_before(valid_.to);
    };
    for (const auto& [relation, parties] : recipients.relations) add(relation, parties);
    if (recipients.relations.empty() && recipients.all_known) add(std::string(kCarrierRelation), {});
    return approved;
  }

  const Mapping& mapping_;
  const Proof& proof_;
  const evidence::Evidence& evidence_;
  std::string giver_;
  Period valid_;
  bool counts_;
};

bool is_customer(const Tree& party, const Mapping& mapping) {
  return std::ranges::any_of(mapping.customer_types,
                             [&](const std::string& each) { return same_word(each, party.text_at("@referredType")); });
}

}  // namespace

std::string_view word_of(Meaning meaning) {
  switch (meaning) {
    case Meaning::refuses: return "refuses";
    case Meaning::approves: return "approves";
    case Meaning::unclear: return "unclear";
    case Meaning::not_yet: return "not-yet";
    case Meaning::unmapped: return "unmapped";
    case Meaning::ignored: return "ignored";
  }
  return {};
}

Proof proof_of(const Tree& agreement, const Mapping& mapping, Instant now) {
  Proof proof;
  const Period period = period_at(agreement, "agreementPeriod");
  const bool in_force =
      is_among(mapping.agreement_statuses, agreement.text_at("status")) && period.from <= now && now < period.to;
  if (const Tree* const specification = agreement.find("agreementSpecification")) {
    for (const NoticeRule& each : mapping.notices) {
      if (each.agreement_specification != specification->text_at("id")) continue;
      proof.notice = each.name;
      proof.notice_version = each.version;
      break;
    }
  }
  if (const Tree* const all = agreement.find("agreementAuthorization")) {
    for (const Tree& each : all->items) {
      const auto date = instant_at(each, "date");
      const std::string_view state = each.text_at("state");
      const bool stands = state.empty() || is_among(mapping.agreement_statuses, state);
      if (!date || *date > now || !stands || each.text_at("signatureRepresentation").empty()) continue;
      if (!proof.given || *date < *proof.given) proof.given = *date;
    }
  }
  if (in_force && proof.given && !proof.notice.empty()) proof.grade = evidence::Grade::proved;
  return proof;
}

std::vector<Effect> effects_of(const Tree& document, const Mapping& mapping, const Proof& proof,
                               const evidence::Evidence& evidence, Instant now) {
  std::vector<Effect> effects;
  const Tree* const all = document.find("partyPrivacyProfileCharacteristic");
  if (all == nullptr) return effects;
  const Reading reading(document, mapping, proof, evidence, now);
  for (const Tree& each : all->items) effects.push_back(reading.effect(each));
  return effects;
}

std::optional<std::string> account_in(const Tree& document, const Mapping& mapping) {
  const Tree* protects = document.find("applicableForParty");
  if (protects == nullptr) protects = document.find("agreedByParty");
  if (protects != nullptr) {
    if (!is_customer(*protects, mapping)) return std::nullopt;
    return std::string(protects->text_at("id"));
  }
  const Tree* const engaged = document.find("engagedPartyRole");
  if (engaged == nullptr) return std::nullopt;
  for (const Tree& party : engaged->items) {
    const bool role = mapping.customer_roles.empty() || party.text_at("role").empty() ||
                      std::ranges::any_of(mapping.customer_roles, [&](const std::string& each) {
                        return same_word(each, party.text_at("role"));
                      });
    if (role && is_customer(party, mapping)) return std::string(party.text_at("id"));
  }
  return std::nullopt;
}

}  // namespace assent::tmf644
