// Random decision cases in the cases' own format, often at boundaries.
#pragma once

#include <boost/json.hpp>
#include <cstdint>

namespace twin {

// A valid case, the same for a seed on every machine; it has no `expect`. `now` often lies exactly at, one second or
// one microsecond before or after, an instant at which the answer may change. Thread-safe.
boost::json::object random_case(std::uint64_t seed);

}  // namespace twin
