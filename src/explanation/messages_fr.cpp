#include "explanation/tongue.hpp"

namespace assent::explanation {

std::string_view french_message(Message message) {
  switch (message) {
    case Message::headline:
      return "{outcome} le {at}\u00A0: {purpose}, {offer}\u00A0; destinataire\u00A0: {recipient}\u00A0; "
             "informations\u00A0: {information}";
    case Message::headline_without_offer:
      return "{outcome} le {at}\u00A0: {purpose}\u00A0; destinataire\u00A0: {recipient}\u00A0; informations\u00A0: "
             "{information}";
    case Message::offer: return "l'offre «\u00A0{name}\u00A0»";
    case Message::offer_unnamed: return "l'offre";
    case Message::recipient_with_party: return "{relation} {party}";
    case Message::party_named: return "{name} ({party})";
    case Message::party_unnamed: return "cette partie";
    case Message::contact_unnamed: return "aucun n'est nommé";
    case Message::agreement_no_party:
      return "L'usage ne nomme aucune partie\u00A0; on ne peut donc trouver aucune convention de confidentialité.";
    case Message::event_notice: return "l'avis du {date} ({channel})";
    case Message::event_opt_out: return "le refus reçu le {date}";
    case Message::event_withdrawal: return "le retrait du {date}";
    case Message::event_opt_in: return "l'accord exprès du {date}";
    case Message::event_one_time_consent: return "le consentement ponctuel du {date} ({channel})";
    case Message::event_verification: return "la vérification du {date}";
    case Message::event_agreement: return "la convention avec {party}, du {date} au {end}";
    case Message::event_elsewhere: return "une entrée qui n'est pas parmi les faits montrés";
    case Message::event_provisional: return "{event}, provisoire";
    case Message::refusal_provisional: return "Ce refus est provisoire\u00A0: il compte, et personne ne l'a encore lu.";
    case Message::fault_waiting_days:
      return "délai annoncé trop court (jours annoncés\u00A0: {announced}, au moins\u00A0: {days})";
    case Message::fault_left_out: return "mentions absentes ({names})";
    case Message::fault_misleading: return "passages trompeurs ({names})";
    case Message::fault_unnamed: return "manquement à ce que la règle exige";
    case Message::source: return "{source} ({standing})\u00A0; jeu de règles {regime}, version {version}";
    case Message::holds_until:
      return "jusqu'à cet instant\u00A0: {when} (heure locale, {zone}), si rien de nouveau n'est enregistré";
    case Message::holds_on: return "sans limite, si rien de nouveau n'est enregistré";
    case Message::needs: return "il faut {steps}";
    case Message::turns: return "l'usage sera autorisé le {when} si rien n'arrive d'ici là";
    case Message::needs_and_turns: return "{needs}\u00A0; {turns}";
    case Message::step_supervisor_review: return "l'examen et l'approbation d'un superviseur";
    case Message::step_name_party: return "le nom de la partie qui reçoit les informations";
    case Message::step_agreement:
      return "une convention avec {party} en vigueur jusqu'au {day} au moins et comportant toutes les clauses "
             "({clauses})";
    case Message::step_verification: return "une vérification de l'accord présumé auprès du client";
    case Message::step_opt_in:
      return "un accord exprès qui couvre le destinataire ({recipient}), donné par {giver} après un avis et avec "
             "preuve";
    case Message::step_opt_in_for_contact:
      return "un accord exprès qui couvre le destinataire ({recipient}) et ce moyen de contact ({contact}), donné par "
             "{giver} après un avis et avec preuve";
    case Message::step_notice:
      return "un avis sans défaut donné aujourd'hui ({channel}), qui laisse au client le temps de refuser "
             "(jours\u00A0: {days}) et couvre le destinataire ({recipient}) et ces informations\u00A0: {information}";
    case Message::step_one_time_consent:
      return "le consentement du client pendant un appel ({channel}), pour la durée de celui-ci";
    case Message::no_remedy: return "aucun accord et aucune attente ne rendraient cet usage autorisé";
    case Message::no_remedy_unknown:
      return "on ne peut rien dire avant de savoir qui est le client et ce qui est enregistré";
    case Message::no_remedy_known: return "rien que l'on puisse tirer de ces règles et de ce qui est enregistré";
    case Message::list_comma: return ", ";
    case Message::list_and: return " et ";
    case Message::section_why: return "Pourquoi";
    case Message::section_meaning: return "Sens";
    case Message::section_rule: return "Règle";
    case Message::section_holds: return "Validité";
    case Message::section_findings: return "Constaté aussi";
    case Message::section_remedies: return "Pour l'autoriser";
    case Message::section_evidence: return "Repose sur";
    case Message::section: return "{title}\u00A0: {text}";
    case Message::section_begun: return "{title}\u00A0:";
    case Message::answer: return "{outcome} ({reason})";
    case Message::difference:
      return "D'après ce qu'on savait le {before}\u00A0: {answer_before}. D'après ce qu'on savait le {after}\u00A0: "
             "{answer_after}. Ce qui a été enregistré entre-temps fait la différence.";
    case Message::difference_none:
      return "C'est la même chose d'après ce qu'on savait le {before} et d'après ce qu'on savait le {after}\u00A0: "
             "{answer_after}.";
  }
  return {};
}

namespace {

std::string_view french_outcome(Outcome outcome) { return outcome == Outcome::permit ? "Autorisé" : "Refusé"; }

std::string_view french_level(regime::Level level) {
  switch (level) {
    case regime::Level::opt_out: return "accord présumé sauf refus";
    case regime::Level::opt_in: return "accord exprès";
    case regime::Level::refused: return "interdit";
  }
  return {};
}

std::string_view french_standing(regime::Standing standing) {
  switch (standing) {
    case regime::Standing::law: return "loi";
    case regime::Standing::secondary: return "source secondaire";
    case regime::Standing::house: return "choix interne";
  }
  return {};
}

}  // namespace

const Tongue kFrench{french_message, french_reason,   french_terms, french_outcome,
                     french_level,   french_standing, french_life,  french_certificate};

}  // namespace assent::explanation
