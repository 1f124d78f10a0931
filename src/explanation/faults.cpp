#include "explanation/faults.hpp"

#include <string>

namespace assent::explanation {
namespace {

// Those known to be left out, and those that the regime requires and the record does not show.
Names left_out(const regime::Regime& regime, const NoticeGiven& notice) {
  const NoticeTerms& terms = *notice.terms;
  Names names = terms.missing;
  if (!terms.disclosures) return names;
  for (const regime::RequiredDisclosure& required : regime.notice.disclosures) {
    const bool applies = required.channels.empty() || contains(required.channels, notice.channel);
    const bool known = contains(*terms.disclosures, required.disclosure) || contains(names, required.disclosure);
    if (applies && !known) names.push_back(required.disclosure);
  }
  return names;
}

std::string names_in(Message key, Term kind, const Names& names, const Speech& speech) {
  return speech.say(key, [&](std::string_view) { return speech.named_list(kind, names); });
}

}  // namespace

std::string content_faults(const regime::Regime& regime, const Event& event, const Speech& speech) {
  std::vector<std::string> faults;
  if (const auto* given = std::get_if<const NoticeGiven*>(&event)) {
    const NoticeTerms& terms = *(*given)->terms;
    if (terms.waiting_days < regime.notice.waiting_days) {
      faults.push_back(speech.say(Message::fault_waiting_days, [&](std::string_view placeholder) {
        return speech.data(std::to_string(placeholder == "days" ? regime.notice.waiting_days : terms.waiting_days));
      }));
    }
    if (const Names names = left_out(regime, **given); !names.empty()) {
      faults.push_back(names_in(Message::fault_left_out, Term::disclosure, names, speech));
    }
    if (!terms.misleading.empty())
      faults.push_back(names_in(Message::fault_misleading, Term::notice_part, terms.misleading, speech));
  }
  if (const auto* consent = std::get_if<const OneTimeConsent*>(&event); consent && !(*consent)->missing.empty()) {
    faults.push_back(names_in(Message::fault_left_out, Term::disclosure, (*consent)->missing, speech));
  }
  return faults.empty() ? speech.say(Message::fault_unnamed) : speech.list(faults);
}

std::string clauses_lacking(const regime::Regime& regime, const Event& event, const Speech& speech) {
  const auto* agreement = std::get_if<const Agreement*>(&event);
  if (agreement == nullptr) return {};
  Names lacking;
  for (const std::string& clause : regime.agreement_clauses) {
    if (!contains((*agreement)->clauses, clause)) lacking.push_back(clause);
  }
  return speech.named_list(Term::clause, lacking);
}

}  // namespace assent::explanation
