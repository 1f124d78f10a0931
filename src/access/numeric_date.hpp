// NumericDate (RFC 7519, 2): seconds since 1970 as a JSON number, with a fraction or an exponent if it likes. Pure.
#pragma once

#include "base/instant.hpp"

#include <optional>
#include <string_view>

namespace assent::access {

enum class Between { earlier, later };  // which of two microseconds is meant by what lies between them

// `number`: a number as JSON writes it. Exact: it never passes through a floating-point number. Nothing: it lies before
// the year 1 or after the year 9999.
std::optional<Instant> numeric_date(std::string_view number, Between between);

}  // namespace assent::access
