// The result of a scrub as a person reads it. Pure.
#pragma once

#include "explanation/language.hpp"
#include "service/scrub_summary.hpp"

#include <string>

namespace assent::tables {

// Two tables, one of the reasons and one of the lists, and what else there is to say, in lines.
std::string summary_text(const service::ScrubOccasion& occasion, const service::ScrubSummary& summary,
                         explanation::Language language, bool bold);

// A notice that the caller should know. Precondition: not the notice that the rules are not in effect, which needs the
// day.
std::string words_of(const service::ScrubNotice& notice, const service::ScrubSummary& summary);

}  // namespace assent::tables
