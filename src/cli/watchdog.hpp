// What the commands about the watchdog have in common.
#pragma once

#include "base/time_zone.hpp"
#include "cli/invocation.hpp"
#include "watchdog/calendar.hpp"
#include "watchdog/failure.hpp"
#include "watchdog/settings.hpp"

#include <string>

namespace assent::cli {

struct WatchdogFiles {
  watchdog::Settings settings;
  watchdog::BusinessCalendar calendar;
  const TimeZone* zone = nullptr;
};

// The settings of that name, and what they name. invalid: faults, which go to standard error; no such time zone.
Result<WatchdogFiles> watchdog_files(Invocation& call, const std::string& file);

// For people or as JSON.
void print_failure(Invocation& call, const watchdog::Failure& failure);

}  // namespace assent::cli
