// One line of JSON as a value, refusing what a lenient reader would let pass: a key stated twice in one object (the
// second would silently win), bytes that are not UTF-8, anything after the value, nesting deeper than 32, a line longer
// than a mebibyte.
#pragma once

#include <boost/json/value.hpp>
#include <string_view>

#include "base/result.hpp"

namespace assent {

// Fails with `invalid`, naming the column (in bytes, from 1) or the key.
Result<boost::json::value> parse_strict_json(std::string_view line);

}  // namespace assent
