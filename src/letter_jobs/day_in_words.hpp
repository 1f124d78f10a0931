// A day as a letter has it. Pure.
#pragma once

#include "base/instant.hpp"

#include <string>
#include <string_view>

namespace assent::letter_jobs {

// "1 March 2026", "1er mars 2026", or "1 آذار (مارس) 2026" with European digits; in other languages "2026-03-01".
std::string day_in_words(Date day, std::string_view language);

}  // namespace assent::letter_jobs
