#include "notice_check/finding.hpp"

#include "explanation/speech.hpp"
#include "notice_check/finding_tables.hpp"

#include <algorithm>

namespace assent::notice_check {
namespace {

constexpr std::array<std::string_view, kFindingCodes> kCodeNames = {"unreadable",
                                                                    "regime_differs",
                                                                    "recipient_unknown",
                                                                    "level_not_given",
                                                                    "relation_refused",
                                                                    "information_not_given",
                                                                    "waiting_days_short",
                                                                    "waiting_period_differs",
                                                                    "waiting_period_unsaid",
                                                                    "disclosure_missing",
                                                                    "disclosure_unknown",
                                                                    "translation_partial",
                                                                    "translation_same",
                                                                    "script_differs",
                                                                    "subject_hides",
                                                                    "subject_promotes",
                                                                    "recipients_unnamed",
                                                                    "partner_unnamed",
                                                                    "parties_open",
                                                                    "way_unnamed",
                                                                    "way_unknown",
                                                                    "way_not_live",
                                                                    "way_not_free",
                                                                    "words_urge",
                                                                    "words_frighten",
                                                                    "words_freeze",
                                                                    "words_reward",
                                                                    "hard_to_read",
                                                                    "sms_parts",
                                                                    "variable_unknown",
                                                                    "variable_without_value",
                                                                    "brace",
                                                                    "channel_unknown"};

std::string in_words(std::string_view pattern, const Finding& finding, const explanation::Speech& speech) {
  return explanation::Speech::fill(pattern, [&](std::string_view name) -> std::string {
    for (const auto& [key, value] : finding.arguments) {
      if (key != name) continue;
      // What the reader says has its own words in backticks.
      return name == "problem" || name == "mend" ? value : speech.data(value);
    }
    return "{" + std::string(name) + "}";  // a variable of notices, as the user is to write it
  });
}

}  // namespace

std::string_view to_string(FindingCode code) { return kCodeNames.at(static_cast<std::size_t>(code)); }

std::string_view to_string(Severity severity) { return severity == Severity::fault ? "fault" : "advice"; }

Severity severity_of(FindingCode code) {
  switch (code) {
    case FindingCode::disclosure_unknown:
    case FindingCode::parties_open:
    case FindingCode::hard_to_read:
    case FindingCode::sms_parts: return Severity::advice;
    case FindingCode::unreadable:
    case FindingCode::regime_differs:
    case FindingCode::recipient_unknown:
    case FindingCode::level_not_given:
    case FindingCode::relation_refused:
    case FindingCode::information_not_given:
    case FindingCode::waiting_days_short:
    case FindingCode::waiting_period_differs:
    case FindingCode::waiting_period_unsaid:
    case FindingCode::disclosure_missing:
    case FindingCode::translation_partial:
    case FindingCode::translation_same:
    case FindingCode::script_differs:
    case FindingCode::subject_hides:
    case FindingCode::subject_promotes:
    case FindingCode::recipients_unnamed:
    case FindingCode::partner_unnamed:
    case FindingCode::way_unnamed:
    case FindingCode::way_unknown:
    case FindingCode::way_not_live:
    case FindingCode::way_not_free:
    case FindingCode::words_urge:
    case FindingCode::words_frighten:
    case FindingCode::words_freeze:
    case FindingCode::words_reward:
    case FindingCode::variable_unknown:
    case FindingCode::variable_without_value:
    case FindingCode::brace:
    case FindingCode::channel_unknown: return Severity::fault;
  }
  return Severity::fault;
}

const FindingTable& finding_table(explanation::Language language) {
  switch (language) {
    case explanation::Language::en: return english_findings();
    case explanation::Language::ar: return arabic_findings();
    case explanation::Language::fr: return french_findings();
  }
  return english_findings();
}

FindingText text_of(const Finding& finding, explanation::Language language) {
  const FindingWords& words = finding_table(language).at(static_cast<std::size_t>(finding.code));
  const explanation::Speech speech(language);
  return {in_words(words.problem, finding, speech), in_words(words.mend, finding, speech)};
}

}  // namespace assent::notice_check
