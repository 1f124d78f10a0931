// Random decision cases of the kind that general policy engines can be asked too: one customer under `tra` or
// `fcc-2007`, at most one notice, one opt-out, one withdrawal, one opt-in and one agreement.
#pragma once

#include <boost/json/object.hpp>

#include <cstdint>

namespace assent::bench {

// In the format of docs/cases.md, without `expect`. The same seed gives the same case on every machine.
boost::json::object draw_case(std::uint64_t seed);

}  // namespace assent::bench
