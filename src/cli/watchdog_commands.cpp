#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/file_use.hpp"
#include "cli/question.hpp"
#include "cli/watchdog.hpp"
#include "embed/named_files.hpp"
#include "probes/failure_json.hpp"
#include "probes/failure_records.hpp"
#include "watchdog/letter.hpp"
#include "wording/words.hpp"

#include "app/configuration.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>

namespace assent::cli {
namespace {

struct FailureOptions {
  std::string id;
  std::string settings = "watchdog.toml";
  std::string output;
  std::string reason;
  std::string in_place;
  probes::Remedy remedy;
};

std::string standing_of(const watchdog::Failure& failure) {
  if (failure.closed) return "closed";
  if (failure.recovered) return "works again";
  return "failed";
}

Result<ExitStatus> list_failures(Invocation& call) {
  const auto engine = TRY(call.engine_as_it_is(LedgerOpening::read));
  const auto failures = TRY(probes::FailureRecords(*engine).all());
  if (call.json()) {
    call.terminal().print(probes::json_of(failures));
    return ExitStatus::done;
  }
  tables::Table table({{"failure"}, {"channel"}, {"state"}, {"noticed"}, {"letter due"}, {"campaigns"}});
  for (const watchdog::Failure& each : failures) {
    const bool holds = each.is_open() && !each.released && !each.campaigns.empty();
    table.row({each.id, each.channel, standing_of(each), to_string(each.opened),
               each.anomaly.empty() ? to_string(each.due) : "no", holds ? "held" : "run"});
  }
  if (table.empty()) call.terminal().note("no failure is on record");
  else call.terminal().print(table);
  return ExitStatus::done;
}

Result<ExitStatus> write_letter(Invocation& call, const FailureOptions& options) {
  TRY(check_file_use(call, {{options.settings}, {options.output}, {}}));
  const auto files = TRY(watchdog_files(call, options.settings));
  std::string notice;
  if (!files.settings.letter.customer_notice.empty()) {
    notice = TRY(embed::text_in(app::meant_from(options.settings, files.settings.letter.customer_notice)));
  }
  const auto engine = TRY(call.engine_as_it_is(LedgerOpening::read));
  const auto failure = TRY(probes::FailureRecords(*engine).find(options.id));
  const auto letter =
      watchdog::letter_of(failure, files.settings, notice, *files.zone, files.zone->date_at(call.now()));
  const auto sink = TRY(embed::create_sink(options.output));
  TRY(sink->write(letter.text));
  TRY(sink->commit());
  call.terminal().note(
      fmt::format("the letter is in {}; it is due by {}", wording::shown(options.output), to_string(failure.due)));
  if (call.json()) print_failure(call, failure);
  for (const std::string_view each : letter.missing) call.terminal().warn(fmt::format("fill in {}", each));
  return letter.missing.empty() ? ExitStatus::done : ExitStatus::rows_to_look_at;
}

Result<ExitStatus> close_failure(Invocation& call, const FailureOptions& options) {
  probes::Remedy remedy = options.remedy;
  if (!options.in_place.empty()) remedy.in_place = TRY(date_option("--in-place", options.in_place));
  const auto engine = TRY(call.recording_engine(ClockAhead::is_refused));
  const auto failure = TRY(probes::FailureRecords(*engine).close(options.id, remedy, call.actor()));
  print_failure(call, failure);
  if (!failure.recovered) {
    call.terminal().warn("no probe was seen since: if the channel does not work, the next one opens a new failure");
  }
  return ExitStatus::done;
}

Result<ExitStatus> release_campaigns(Invocation& call, const FailureOptions& options) {
  const auto engine = TRY(call.recording_engine(ClockAhead::is_refused));
  const auto failure = TRY(probes::FailureRecords(*engine).release(options.id, options.reason, call.actor()));
  print_failure(call, failure);
  return ExitStatus::done;
}

using Action = Result<ExitStatus> (*)(Invocation&, const FailureOptions&);

std::shared_ptr<FailureOptions> acting(Command command, Invocation& call, Action action) {
  auto options = std::make_shared<FailureOptions>();
  command.option("FAILURE", options->id, "The failure, as `assent watchdog failures` names it").required();
  command.callback(
      [&call, options, action] { call.choose([&call, options, action] { return action(call, *options); }); });
  return options;
}

}  // namespace

void add_watchdog_commands(Command app, Invocation& call) {
  Command group =
      app.group("watchdog", "Watch the ways to refuse: probe them, keep failures on record, draft the letter",
                "  assent watchdog run --settings watchdog.toml --once\n"
                "  assent watchdog failures\n");
  add_watchdog_run_command(group, call);
  Command listing = group.command("failures", "List the failures of ways to refuse, and which of them hold campaigns",
                                  "  assent watchdog failures\n");
  listing.callback([&call] { call.choose([&call] { return list_failures(call); }); });

  Command letter = group.command("letter", "Draft the letter about a failure to the authority (47 CFR 64.2009(f))",
                                 "  assent watchdog letter web-20260601T090000Z --output letter.txt\n");
  auto writing = acting(letter, call, write_letter);
  letter.option("--settings", writing->settings, "The watchdog's settings (default: watchdog.toml)").type_name("FILE");
  letter.option("--output", writing->output, "Where to write it").type_name("FILE").required();

  Command closing =
      group.command("close", "Say how a failure was mended: the campaigns that it held run again",
                    "  assent watchdog close web-20260601T090000Z --remedy \"the server was restarted\" \\\n"
                    "    --in-place 2026-06-01\n");
  auto closed = acting(closing, call, close_failure);
  closing.option("--remedy", closed->remedy.text, "What was done").type_name("TEXT").required();
  closing.option("--in-place", closed->in_place, "Since when, or from when on").type_name("DATE");
  closing.option("--anomaly", closed->remedy.anomaly, "Why it was no more than an anomaly, so that no letter is due")
      .type_name("TEXT");

  Command releasing =
      group.command("release", "Let campaigns run although the channel is broken: your decision, on record",
                    "  assent watchdog release web-20260601T090000Z --because \"refusals go by phone\"\n");
  auto released = acting(releasing, call, release_campaigns);
  releasing.option("--because", released->reason, "Why").type_name("TEXT").required();
}

}  // namespace assent::cli
