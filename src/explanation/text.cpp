#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "base/time_zone.hpp"
#include "explanation/event.hpp"
#include "explanation/explain.hpp"
#include "explanation/speech.hpp"

namespace assent::explanation {
namespace {

void add_section(std::string& text, const Speech& speech, Message section, std::string_view line) {
  text += "  ";
  text += speech.say(Message::section, [&](std::string_view placeholder) {
    return placeholder == "title" ? speech.say(section) : std::string(line);
  });
  text += '\n';
}

void add_section(std::string& text, const Speech& speech, Message section, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  text += "  ";
  text += speech.say(Message::section_begun, [&](std::string_view) { return speech.say(section); });
  text += '\n';
  for (const std::string& line : lines) text += fmt::format("    - {}\n", line);
}

std::string answer(const decision::Decision& decision, const Speech& speech) {
  return speech.say(Message::answer, [&](std::string_view placeholder) -> std::string {
    if (placeholder == "outcome") return std::string(label(decision.outcome, speech.language()));
    return std::string(label(decision.reason, speech.language()));
  });
}

// What is said where nothing is known that would make it a permit.
Message why_none(Reason reason) {
  const auto is_one_of = [&](std::initializer_list<Reason> reasons) {
    return std::find(reasons.begin(), reasons.end(), reason) != reasons.end();
  };
  if (is_one_of({Reason::status_unknown, Reason::unknown_customer, Reason::ambiguous_telephone})) {
    return Message::no_remedy_unknown;
  }
  // What no approval lifts; elsewhere one is missing, and what would be one lies beyond what is known.
  const bool for_good = is_one_of({Reason::competitor_tracking_banned, Reason::port_request_use_banned,
                                   Reason::purpose_not_allowed, Reason::former_customer, Reason::not_covered});
  return for_good ? Message::no_remedy : Message::no_remedy_known;
}

}  // namespace

std::string to_text(const Explanation& explanation) {
  const Speech speech(explanation.language);
  std::string text = explanation.headline + "\n";
  add_section(text, speech, Message::section_why,
              fmt::format("{} [{}]", explanation.sentence, speech.data(to_string(explanation.reason))));
  add_section(text, speech, Message::section_meaning, explanation.meaning);
  if (!explanation.source.empty()) add_section(text, speech, Message::section_rule, explanation.source);
  add_section(text, speech, Message::section_holds, explanation.valid_until);
  add_section(text, speech, Message::section_findings, explanation.findings);
  if (explanation.outcome == Outcome::deny && explanation.remedies.empty()) {
    add_section(text, speech, Message::section_remedies, speech.say(why_none(explanation.reason)));
  }
  add_section(text, speech, Message::section_remedies, explanation.remedies);
  std::vector<std::string> evidence;
  for (const EvidenceLine& line : explanation.evidence) {
    evidence.push_back(fmt::format("{} {}", speech.data(entry_name(line.entry)), line.text));
  }
  add_section(text, speech, Message::section_evidence, evidence);
  return text;
}

std::string difference(const decision::Decision& before, Instant known_before, const decision::Decision& after,
                       Instant known_after, const TimeZone& zone, Language language) {
  const Speech speech(language);
  const bool same = before.outcome == after.outcome && before.reason == after.reason;
  return speech.say(same ? Message::difference_none : Message::difference, [&](std::string_view placeholder) {
    if (placeholder == "before") return speech.data(moment(known_before, zone));
    if (placeholder == "after") return speech.data(moment(known_after, zone));
    return answer(placeholder == "answer_before" ? before : after, speech);
  });
}

}  // namespace assent::explanation
