#include "cli/watchdog.hpp"

#include "app/configuration.hpp"
#include "embed/named_files.hpp"
#include "probes/failure_json.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

namespace assent::cli {

Result<WatchdogFiles> watchdog_files(Invocation& call, const std::string& file) {
  WatchdogFiles files;
  const auto text = TRY(embed::text_in(file));
  auto settings = watchdog::read_settings(text, file);
  if (!settings) return tl::unexpected(call.issues_error(file, settings.error()));
  files.settings = *std::move(settings);
  const std::string calendar_file = app::meant_from(file, files.settings.calendar);
  const auto calendar_text = TRY(embed::text_in(calendar_file));
  auto calendar = watchdog::read_calendar(calendar_text, calendar_file);
  if (!calendar) return tl::unexpected(call.issues_error(calendar_file, calendar.error()));
  files.calendar = *std::move(calendar);
  files.zone = call.world().zones.find(files.settings.time_zone);
  TRY(invalid_if(files.zone == nullptr, "`time_zone` of the watchdog's settings is not known",
                 "write one such as `America/New_York`"));
  return files;
}

void print_failure(Invocation& call, const watchdog::Failure& failure) {
  if (call.json()) {
    call.terminal().print(probes::json_of(failure));
    return;
  }
  call.terminal().print(
      fmt::format("failure {} of {}: {}\n", failure.id, failure.channel, failure.is_open() ? "open" : "closed"));
  call.terminal().print(fmt::format("what went wrong: {}\n", wording::shown(failure.what)));
  if (failure.released) call.terminal().print("campaigns run all the same\n");
  if (!failure.anomaly.empty()) {
    call.terminal().print("it was judged to be an anomaly: no letter is due\n");
    return;
  }
  call.terminal().print(fmt::format("the letter is due by {}{}\n", to_string(failure.due),
                                    failure.due_is_certain ? "" : ", or later: the calendar does not know that year"));
}

}  // namespace assent::cli
