// Regime: a rule pack, compiled. Every difference between regimes is a value here; the decision (decision/decide.hpp)
// has only what the rules have in common. Immutable after reading; thread-safe.
//
// A pack is a TOML file (docs/regimes.md gives its grammar). Every value carries its source and its standing.
#pragma once

#include "base/instant.hpp"
#include "consent/coverage.hpp"
#include "consent/reason.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::regime {

// Where a value comes from: the text of the law, a secondary source, or the house's own choice.
enum class Standing : std::uint8_t { law, secondary, house };

std::string_view to_string(Standing standing);

// The source of one value. `key` is its place in the pack, such as `notice.waiting_days`.
struct Provenance {
  std::string key;
  std::string source;
  Standing standing = Standing::house;

  friend bool operator==(const Provenance&, const Provenance&) = default;
};

// An index into Regime::provenance.
using SourceId = std::uint16_t;

// The approval that a recipient needs, in rising order.
enum class Level : std::uint8_t { opt_out, opt_in, refused };

std::string_view to_string(Level level);

// What a purpose means.
//
//   service_provision   providing the service itself: permit, for any recipient
//   banned              deny with `reason`; no approval lifts it
//   written_request     the customer asked in writing: permit
//   request_approval    asking customers for approval: needs a supervisor's review
//   marketing           goes through levels and approvals
//   winback             as marketing; may also address former customers
enum class Treatment : std::uint8_t {
  service_provision,
  banned,
  written_request,
  request_approval,
  marketing,
  winback
};

struct PurposeRule {
  std::string purpose;
  Treatment treatment = Treatment::marketing;
  Names requires_service;                       // one of these must be subscribed; empty: no such condition
  Reason reason = Reason::purpose_not_allowed;  // why it is banned (treatment `banned` only)
  SourceId source = 0;
};

// Use without approval. The first rule that matches gives the reason. All conditions must be met; an empty or unset
// condition is always met. At least one is set (the reader checks that).
struct FreeUseRule {
  Reason reason = Reason::within_subscribed_category;
  Names recipients;                        // the recipient's relation is one of these; never empty
  bool offer_category_subscribed = false;  // the offer's category is subscribed …
  bool offer_enhances_subscribed = false;  // … or the offer enhances a subscribed one (either, where both are set)
  Names classes;                           // the offer's class is one of these …
  Names offers;                            // … or the offer is one of these (either, where both are set)
  Names subscribed_any;                    // at least one of these categories is subscribed
  int subscribed_min = 0;                  // at least so many categories are subscribed
  SourceId source = 0;
};

struct RelationRule {
  std::string relation;
  Level level = Level::refused;
  SourceId level_source = 0;
  bool agreement_required = false;  // a confidentiality agreement must be in force
  bool agreement_advised = false;   // not required; its absence is a finding
  SourceId agreement_source = 0;
};

// A disclosure that a notice must contain. `channels` empty: on every channel.
struct RequiredDisclosure {
  std::string disclosure;
  Names channels;
  SourceId source = 0;
};

struct NoticeRules {
  int waiting_days = 30;  // the least that an opt-out notice may announce
  SourceId waiting_days_source = 0;
  int mail_days = 3;    // days from mailing to the day from which a letter counts
  Names mail_channels;  // channels on which mail_days counts: `mail`
  SourceId mail_days_source = 0;
  int renewal_years = 2;  // an approval lapses after so many years without a new notice
  SourceId renewal_source = 0;
  Names channels;  // those that can carry an opt-out notice
  SourceId channels_source = 0;
  Names permission_channels;  // channels that need the customer's permission first: `email`
  SourceId permission_source = 0;
  bool language_must_match = false;
  SourceId language_source = 0;
  SourceId translation_source = 0;  // no partial translation
  SourceId delivery_source = 0;     // undelivered is not given
  std::vector<RequiredDisclosure> disclosures;
  SourceId disclosures_source = 0;
};

struct Regime {
  std::string id;
  std::string version;
  std::string title;
  std::string title_ar;
  std::optional<Date> in_effect_from;   // none: always
  std::optional<Date> in_effect_until;  // last day in effect, included; none: open
  // The first day of the next version, if the other packs are known: none of this pack's days is later.
  std::optional<Date> followed_from;
  SourceId in_effect_source = 0;
  std::string footprint_last_zone;  // for customers whose zone is unknown
  SourceId footprint_source = 0;

  Names outside_information;  // types that are not customer information (`aggregate`, …); empty: the pack has no
                              // such exemption
  SourceId outside_source = 0;
  std::vector<PurposeRule> purposes;
  SourceId unknown_purpose_source = 0;
  bool winback = false;  // former customers may be won back in a category once held
  SourceId winback_source = 0;

  std::vector<FreeUseRule> free_use;
  Names never_free_information;  // types whose use is never free (`location`)
  SourceId never_free_source = 0;

  std::vector<RelationRule> relations;
  SourceId unknown_relation_source = 0;
  Names communications_classes;  // offer classes that are communications-related; any other raises to opt-in
  SourceId classes_source = 0;
  Names opt_in_information;  // types that raise to opt-in (`location`)
  SourceId opt_in_information_source = 0;
  Reason approval_missing = Reason::opt_in_required;  // the pack's word for it
  SourceId approval_missing_source = 0;

  Names one_time_channels;    // by telephone: `phone`
  Names one_time_recipients;  // `carrier`
  SourceId one_time_source = 0;

  bool soft_opt_in = false;
  Names soft_opt_in_information;  // `contact`
  SourceId soft_opt_in_source = 0;

  SourceId opt_in_source = 0;  // that an opt-in is express, after a notice, and can be proved
  Names opt_in_givers;         // `owner`, `authorised_representative`
  SourceId givers_source = 0;
  Names opt_in_forms;  // `electronic`, `written`, `oral`: what a recorded opt-in may be
  SourceId forms_source = 0;
  Names void_defects;  // defects that make an opt-in void (`pre_ticked`, `bundled`); empty: none do
  SourceId void_defects_source = 0;
  SourceId refusal_source = 0;

  Names agreement_clauses;  // an agreement must have all of these
  SourceId clauses_source = 0;

  NoticeRules notice;

  std::optional<int> verification_years;  // an opt-out approval lapses so long after maturity unless verified
  SourceId verification_source = 0;

  std::vector<Provenance> provenance;  // never empty; [0] is the pack as a whole

  // nullptr: the pack has no rule for it.
  const PurposeRule* purpose(std::string_view name) const;
  const RelationRule* relation(std::string_view name) const;
};

}  // namespace assent::regime
