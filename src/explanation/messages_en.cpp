#include "explanation/tongue.hpp"

namespace assent::explanation {

std::string_view english_message(Message message) {
  switch (message) {
    case Message::headline:
      return "{outcome} on {at}: {purpose}, {offer}; recipient: {recipient}; information: {information}";
    case Message::headline_without_offer:
      return "{outcome} on {at}: {purpose}; recipient: {recipient}; information: {information}";
    case Message::offer: return "offer “{name}”";
    case Message::offer_unnamed: return "offer";
    case Message::recipient_with_party: return "{relation} {party}";
    case Message::party_named: return "{name} ({party})";
    case Message::party_unnamed: return "that party";
    case Message::contact_unnamed: return "none is named";
    case Message::agreement_no_party:
      return "The use names no party, so no confidentiality agreement can be found for it.";
    case Message::event_notice: return "notice of {date} ({channel})";
    case Message::event_opt_out: return "opt-out received on {date}";
    case Message::event_withdrawal: return "withdrawal of {date}";
    case Message::event_opt_in: return "opt-in of {date}";
    case Message::event_one_time_consent: return "one-time consent of {date} ({channel})";
    case Message::event_verification: return "verification of {date}";
    case Message::event_agreement: return "agreement with {party}, {date} to {end}";
    case Message::event_elsewhere: return "entry that is not among the facts shown";
    case Message::event_provisional: return "{event}, provisional";
    case Message::refusal_provisional: return "This refusal is provisional: it counts, and no person has read it yet.";
    case Message::fault_waiting_days: return "announces {announced} days instead of at least {days}";
    case Message::fault_left_out: return "leaves out {names}";
    case Message::fault_misleading: return "misleads in {names}";
    case Message::fault_unnamed: return "lacks something that the rule requires";
    case Message::source: return "{source} ({standing}); rule pack {regime}, version {version}";
    case Message::holds_until: return "until {when} (local time, {zone}), if nothing new is recorded";
    case Message::holds_on: return "with no end, if nothing new is recorded";
    case Message::needs: return "needs {steps}";
    case Message::turns: return "becomes a permit on {when} if nothing arrives";
    case Message::needs_and_turns: return "{needs}; {turns}";
    case Message::step_supervisor_review: return "a supervisor's review and approval";
    case Message::step_name_party: return "the name of the party that receives the information";
    case Message::step_agreement:
      return "an agreement with {party} in force until {day} at least with all clauses ({clauses})";
    case Message::step_verification: return "a verification of the opt-out approval with the customer";
    case Message::step_opt_in:
      return "an opt-in that covers {recipient}, given by {giver} after a notice and with evidence";
    case Message::step_opt_in_for_contact:
      return "an opt-in that covers {recipient} and this way of contact ({contact}), given by {giver} after a notice "
             "and "
             "with evidence";
    case Message::step_notice:
      return "an opt-out notice without defect, given today by {channel} and announcing {days} days, that covers "
             "{recipient} and this information: {information}";
    case Message::step_one_time_consent: return "the customer's consent in a call ({channel}), for its duration";
    case Message::no_remedy: return "no approval and no waiting would make this a permit";
    case Message::no_remedy_unknown:
      return "nothing can be said until it is established who the customer is and what is on record";
    case Message::no_remedy_known: return "nothing that follows from these rules and from what is on record";
    case Message::list_comma: return ", ";
    case Message::list_and: return " and ";
    case Message::section_why: return "Why";
    case Message::section_meaning: return "Meaning";
    case Message::section_rule: return "Rule";
    case Message::section_holds: return "Holds";
    case Message::section_findings: return "Also found";
    case Message::section_remedies: return "To permit it";
    case Message::section_evidence: return "Rests on";
    case Message::section: return "{title}: {text}";
    case Message::section_begun: return "{title}:";
    case Message::answer: return "{outcome} ({reason})";
    case Message::difference:
      return "As known on {before}: {answer_before}. As known on {after}: {answer_after}. What was recorded in between "
             "makes the difference.";
    case Message::difference_none: return "The same as known on {before} and as known on {after}: {answer_after}.";
  }
  return {};
}

namespace {

std::string_view english_outcome(Outcome outcome) { return outcome == Outcome::permit ? "Permitted" : "Denied"; }

std::string_view english_level(regime::Level level) {
  switch (level) {
    case regime::Level::opt_out: return "opt-out";
    case regime::Level::opt_in: return "opt-in";
    case regime::Level::refused: return "refused";
  }
  return {};
}

std::string_view english_standing(regime::Standing standing) {
  switch (standing) {
    case regime::Standing::law: return "law";
    case regime::Standing::secondary: return "secondary source";
    case regime::Standing::house: return "house choice";
  }
  return {};
}

}  // namespace

const Tongue kEnglish{english_message, english_reason,   english_terms, english_outcome,
                      english_level,   english_standing, english_life,  english_certificate};

}  // namespace assent::explanation
