// Checks a notice as it is written: what keeps it from being published, and what a person should look at. Pure;
// thread-safe.
//
// Each finding has its place, the rule that it breaks, and how to mend it. What service::check_notice() refuses is
// always found here, too.
#pragma once

#include "consent/partner.hpp"
#include "notice_check/carrier_file.hpp"
#include "notice_check/finding.hpp"
#include "notice_check/readability.hpp"
#include "notice_check/word_list.hpp"
#include "notice_check/written_notice.hpp"
#include "regime/regime.hpp"
#include "service/notice_file.hpp"
#include "sms/parts.hpp"
#include "written/written.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::notice_check {

// What the notice is checked with, besides its text.
struct CheckWith {
  const regime::Regime* regime = nullptr;  // never null
  const WordList* words = &usual_word_list();
  const CarrierFile* carrier = nullptr;  // null: unknown; variables that need it then have no value
  Partners partners{};                   // the register as at the present (partners_at())
  std::string channel{};                 // checked for this one, too; empty: for those that the notice names
};

// What was measured of one language's text, as the customer reads it.
struct Measured {
  std::string language;
  std::optional<Readability> readability;  // none: no measure for the language, or too short
  int least = 0;                           // the least score that is easy enough
  sms::Parts sms;
};

struct Checked {
  std::optional<service::NoticeFile> notice;  // as written; none: it cannot be read
  Asks asks = Asks::opt_out;
  Findings findings;  // from the top of the text to its end
  std::vector<Measured> measured;

  bool any(Severity severity) const;
};

// `file` is only the name in what the reader says.
Checked check(std::string_view text, std::string_view file, written::WrittenForm form, const CheckWith& with);

// What the reader of notices says of it, and nothing else: for a notice whose regime is not known.
Checked unreadable(std::string_view text, std::string_view file, written::WrittenForm form);

// A language's text as one: the subject, and the blocks, each a paragraph.
std::string whole_text(const evidence::NoticeText& text);

}  // namespace assent::notice_check
