// The picture of a reach over days: who may be contacted, and the reasons that stop most of the others. Pure.
#pragma once

#include "explanation/language.hpp"
#include "lab_cli/reach_curve.hpp"
#include "plot/line_chart.hpp"

namespace assent::lab_cli {

plot::LineChart reach_chart(const ReachCurve& curve, explanation::Language language);

}  // namespace assent::lab_cli
