// The instants at which an answer can change with no new event. Internal to decide.
#pragma once

#include "decision/matter.hpp"

#include <boost/container/small_vector.hpp>

namespace assent {

// Every instant after `after` at which answer_at(matter, …) may differ from the microsecond before it: in order, each
// once. Complete: between two of them the answer is the same throughout.
boost::container::small_vector<Instant, 12> turning_points(const Matter& matter, Instant after);

// A day (UTC) before which none of those that a notice brings lies, in whatever zone it was given; the day of kNever:
// it brings none.
std::chrono::sys_days first_turning_day(const Regime& regime, Level level, const NoticeState& notice, Instant after);

}  // namespace assent
