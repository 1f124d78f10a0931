// What a load on a server gave, as a person reads it. Pure.
#pragma once

#include "load/run.hpp"

#include <cstddef>
#include <string>

namespace assent::tables {

// Figures, latencies and how they are spread, errors by kind. `columns`: how wide the picture may be. `bold` as in
// Table::text().
std::string load_text(const load::Plan& plan, std::size_t connections, const load::Results& results,
                      std::size_t columns, bool bold);

// "12.3 ms", "450 us", "2.0 s": in three figures or fewer.
std::string duration_text(std::chrono::nanoseconds time);
// "12", "1,234", "1.2": a rate in a second.
std::string rate_text(double rate);

}  // namespace assent::tables
