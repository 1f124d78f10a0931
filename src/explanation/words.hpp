// Words: what the product says, by key, in each language.
//
// Sentences are templates with named placeholders, `{date}`; the same key has the same placeholders in every language.
// The names that data defines (a relation that a regime adds, an offer) have no words here and are shown as written.
// Pure constants; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "consent/reason.hpp"
#include "explanation/language.hpp"
#include "regime/regime.hpp"

namespace assent::explanation {

// A few words for a table: "opted out".
std::string_view label(Reason reason, Language language);
std::string_view label(Outcome outcome, Language language);
std::string_view label(regime::Level level, Language language);
std::string_view label(regime::Standing standing, Language language);

// What the reason means in general, in one sentence.
std::string_view meaning(Reason reason, Language language);

// The kind of thing that a name stands for. One name can be two things (`billing` is a purpose and a type of
// information).
enum class Term : std::uint8_t {
  relation,
  purpose,
  information,
  channel,
  giver,
  defect,
  delivery,
  clause,
  disclosure,
  notice_part,
  service,
  language,
};

// Nothing: only data define the name.
std::optional<std::string_view> term(Term kind, std::string_view name, Language language);

// What is said about one reason.
struct ReasonWords {
  std::string_view label;
  std::string_view sentence;      // why, for this customer; can name the event that it rests on
  std::string_view meaning;       // in general, without placeholders
  std::string_view bare = {};     // the sentence if no event is named; empty: `sentence` names none
  std::string_view finding = {};  // the sentence if another reason decided; empty: the same
};
ReasonWords reason_words(Reason reason, Language language);

// Everything else that is said.
enum class Message : std::uint8_t {
  headline,
  headline_without_offer,
  offer,
  offer_unnamed,
  recipient_with_party,
  party_named,
  party_unnamed,
  contact_unnamed,
  agreement_no_party,
  event_notice,
  event_opt_out,
  event_withdrawal,
  event_opt_in,
  event_one_time_consent,
  event_verification,
  event_agreement,
  event_elsewhere,
  event_provisional,
  refusal_provisional,
  fault_waiting_days,
  fault_left_out,
  fault_misleading,
  fault_unnamed,
  source,
  holds_until,
  holds_on,
  needs,
  turns,
  needs_and_turns,
  step_supervisor_review,
  step_name_party,
  step_agreement,
  step_verification,
  step_opt_in,
  step_opt_in_for_contact,
  step_notice,
  step_one_time_consent,
  no_remedy,
  no_remedy_unknown,
  no_remedy_known,
  list_comma,
  list_and,
  section_why,
  section_meaning,
  section_rule,
  section_holds,
  section_findings,
  section_remedies,
  section_evidence,
  section,
  section_begun,
  answer,
  difference,
  difference_none,
};
inline constexpr int kMessages = static_cast<int>(Message::difference_none) + 1;

std::string_view message(Message message, Language language);

// One language's name for a term.
struct TermWords {
  Term kind;
  std::string_view name;
  std::string_view words;
};
std::span<const TermWords> terms(Language language);

}  // namespace assent::explanation
