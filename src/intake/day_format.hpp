// Days as files write them, by a format such as `DD/MM/YYYY`: `YYYY`, `MM` and `DD`, each once, and what stands
// between.
#pragma once

#include "base/instant.hpp"

#include <optional>
#include <string_view>

namespace assent {

bool is_day_format(std::string_view format);

// Nothing where `text` is not exactly such a day. Precondition: is_day_format(format).
std::optional<Date> parse_day(std::string_view text, std::string_view format);

}  // namespace assent
