// Finding: one thing that is wrong with a notice, as values; and its words in each language. Pure; thread-safe.
#pragma once

#include "explanation/language.hpp"
#include "regime/regime.hpp"
#include "written/written.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::notice_check {

// What is wrong. A code's name is never changed; `arguments` of a finding are those that the words name.
enum class FindingCode : std::uint8_t {
  unreadable,              // {problem}, {mend}: what the reader of notices says, in English
  regime_differs,          // {written}, {regime}
  recipient_unknown,       // {recipient}, {regime}
  level_not_given,         // {recipient}, {level}: silence gives no such approval
  relation_refused,        // {recipient}: no approval makes it a recipient
  information_not_given,   // {information}: silence gives no approval for it
  waiting_days_short,      // {days}, {least}, {regime}
  waiting_period_differs,  // {found}, {days}: the text and the engine count different days
  waiting_period_unsaid,   // {days}: the block names no number of days
  disclosure_missing,      // {language}, {disclosure}, {regime}
  disclosure_unknown,      // {disclosure}, {regime}, {nearest}: the regime has none of that name
  translation_partial,     // {language}, {disclosure}
  translation_same,        // {language}, {other}: the block is the same text as in another language
  script_differs,          // {language}: the block is not written in the language's script
  subject_hides,           // {subject}: it does not name what the notice is about
  subject_promotes,        // {word}
  recipients_unnamed,      // {word}: `our partners` instead of names
  partner_unnamed,         // {partner}: covered, and not named in the block
  parties_open,            // {recipient}: the notice covers any party, and can name none
  way_unnamed,             // the steps name no way that the carrier file has
  way_unknown,             // {way}, {nearest}
  way_not_live,            // {way}
  way_not_free,            // no way that is named is live, free and open at all hours
  words_urge,              // {word}
  words_frighten,          // {word}
  words_freeze,            // {word}: encourages to freeze others' access (forbidden)
  words_reward,            // {word}: an inducement
  hard_to_read,            // {language}, {measure}, {score}, {least}
  sms_parts,               // {language}, {parts}, {most}, {encoding}
  variable_unknown,        // {variable}, {nearest}
  variable_without_value,  // {variable}, {language}
  brace,                   // a brace that is no part of a variable
  channel_unknown,         // {channel}, {nearest}
};
inline constexpr int kFindingCodes = static_cast<int>(FindingCode::channel_unknown) + 1;

std::string_view to_string(FindingCode code);

// A fault keeps the notice from being published. Advice does not: a person looks at it.
enum class Severity : std::uint8_t { fault, advice };
std::string_view to_string(Severity severity);
Severity severity_of(FindingCode code);

struct Finding {
  FindingCode code = FindingCode::unreadable;
  written::Place place;    // line and column from 1; 0: of the notice as a whole
  std::string language{};  // of the text that it is about; empty: of all
  std::string clause{};    // the rule that it breaks, as the pack or the word list says; empty: none
  regime::Standing standing = regime::Standing::house;  // of that rule
  std::vector<std::pair<std::string_view, std::string>> arguments{};

  friend bool operator==(const Finding& a, const Finding& b) {
    return a.code == b.code && a.place.line == b.place.line && a.place.column == b.place.column &&
           a.language == b.language && a.arguments == b.arguments;
  }
};
using Findings = std::vector<Finding>;

// What is wrong, and how to mend it, in one sentence each. Lower case, no full stop, as Issue (base/issue.hpp).
struct FindingText {
  std::string problem;
  std::string mend;
};
FindingText text_of(const Finding& finding, explanation::Language language);

// One language's words, with placeholders `{name}` for the arguments.
struct FindingWords {
  FindingCode code;
  std::string_view problem;
  std::string_view mend;
};
using FindingTable = std::array<FindingWords, kFindingCodes>;  // in the order of the codes
const FindingTable& finding_table(explanation::Language language);

}  // namespace assent::notice_check
