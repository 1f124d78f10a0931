// The picture of a reach over days: who may be contacted, and what keeps most of the others from it. Pure.
#pragma once

#include "explanation/language.hpp"
#include "lab_cli/reach_curve.hpp"
#include "plot/line_chart.hpp"

namespace assent {

LineChart reach_chart(const ReachCurve& curve, Language language);

}  // namespace assent
