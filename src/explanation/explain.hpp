// explain: a decision as sentences that a member of staff, a customer or a regulator can read.
//
// Pure and thread-safe. All languages say the same, from one set of message keys (explanation/words.hpp). Dates and
// times are the customer's local ones, in ISO form. Names from data (offers, categories, parties, relations that a
// regime adds) are shown as written there.
#pragma once

#include "decision/decide.hpp"
#include "explanation/words.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace assent::explanation {

// One entry of the ledger or of a case's history that the reason rests on.
struct EvidenceLine {
  Position entry;
  std::string text;          // "notice of 2026-01-15 (mail)"
  bool provisional = false;  // a refusal that no person has read yet

  friend bool operator==(const EvidenceLine&, const EvidenceLine&) = default;
};

struct Explanation {
  Language language = Language::en;
  Outcome outcome = Outcome::deny;
  Reason reason = Reason::status_unknown;
  std::string headline;               // "Denied on 2026-06-01 12:00: marketing, offer “internet”; …"
  std::string sentence;               // why, for this customer: "The customer opted out on 2026-02-01."
  std::string meaning;                // what the reason means in general
  std::string source;                 // the rule's source with its standing
  std::string valid_until;            // until when the decision is valid; says so if it has no end
  std::vector<std::string> findings;  // everything else that was found, in the decision's order
  std::vector<std::string> remedies;  // on a deny: what would make it a permit, the nearest first
  std::vector<EvidenceLine> evidence;

  friend bool operator==(const Explanation&, const Explanation&) = default;
};

// Precondition: `decision` is what decide() gave for the same regime, facts, use and instant.
Explanation explain(const regime::Regime& regime, const Facts& facts, const Use& use,
                    const decision::Decision& decision, Instant instant, Language language);

// For the terminal: the headline, then one labelled line for each part.
std::string to_text(const Explanation& explanation);

// How the decision about one instant changed between two known-at instants. One sentence; says so if nothing changed.
std::string difference(const decision::Decision& before, Instant known_before, const decision::Decision& after,
                       Instant known_after, const TimeZone& zone, Language language);

}  // namespace assent::explanation
