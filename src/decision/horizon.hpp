// The instants at which a decision can change without a new event. Internal to decide.
#pragma once

#include "decision/matter.hpp"

#include <boost/container/small_vector.hpp>

namespace assent::decision {

// Every instant after `after` at which answer_at(matter, …) may differ from the microsecond before it: in order, each
// once. Complete: between two of them the decision does not change.
boost::container::small_vector<Instant, 12> turning_points(const Matter& matter, Instant after);

// A day (UTC) such that no instant of a notice is before it, in any zone; the day of kNever: the notice has none.
std::chrono::sys_days first_turning_day(const regime::Regime& regime, regime::Level level, const NoticeState& notice,
                                        Instant after);

// The first instant after `after` that the notice has in that zone; kNever: none.
Instant first_turning_point(const regime::Regime& regime, regime::Level level, const NoticeState& notice,
                            const TimeZone& zone, Instant after);

}  // namespace assent::decision
