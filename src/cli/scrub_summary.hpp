// What a scrub found, as a person reads it. Pure.
#pragma once

#include "explanation/language.hpp"
#include "service/scrub.hpp"

#include <string>

namespace assent {

// Two tables, of the reasons and of the lists, and what else there is to say, each in lines.
std::string summary_text(const ScrubOccasion& occasion, const ScrubSummary& summary, Language language, bool colour);

}  // namespace assent
