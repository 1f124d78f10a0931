// What a scrub found, as a person reads it. Pure.
#pragma once

#include "explanation/language.hpp"
#include "service/scrub_summary.hpp"

#include <string>

namespace assent {

// Two tables, of the reasons and of the lists, and what else there is to say, each in lines.
std::string summary_text(const ScrubOccasion& occasion, const ScrubSummary& summary, Language language, bool bold);

// What whoever asked should know of it, beside that. Precondition: it is not that the rules are not in effect, which
// needs the day.
std::string words_of(const ScrubNotice& notice, const ScrubSummary& summary);

}  // namespace assent
