// The picture of a reach over days: who may be contacted, and what keeps most of the others from it. Pure.
#pragma once

#include "explanation/language.hpp"
#include "plot/line_chart.hpp"
#include "service/reach.hpp"

#include <span>
#include <string_view>

namespace assent {

// `curve` is not empty; its days are the local ones in `zone`, the regime's footprint's. `synthetic`: says so.
LineChart reach_chart(std::span<const Reach> curve, const TimeZone& zone, std::string_view campaign, bool synthetic,
                      Language language);

}  // namespace assent
