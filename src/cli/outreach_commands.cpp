#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/outreach.hpp"
#include "outreach/letters_waiting.hpp"
#include "outreach/notice_runs.hpp"
#include "outreach/run_json.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>

namespace assent::cli {
namespace {

using Change = Result<outreach::NoticeRun> (outreach::NoticeRuns::*)(std::string_view, const std::string&);

void add_change(Command group, Invocation& call, const std::string& name, const std::string& what,
                std::string_view example, Change change) {
  Command command = group.command(name, what, example);
  auto id = std::make_shared<std::string>();
  command.option("RUN", *id, "The run, as `assent outreach list` names it").required();
  command.callback([&call, id, change] {
    call.choose([&call, id, change]() -> Result<ExitStatus> {
      const auto engine = TRY(call.recording_engine(ClockAhead::is_refused));
      outreach::NoticeRuns runs(*engine);
      const auto run = TRY((runs.*change)(*id, call.actor()));
      print_run(call, run);
      return ExitStatus::done;
    });
  });
}

Result<ExitStatus> list_runs(Invocation& call) {
  const auto engine = TRY(call.recording_engine(ClockAhead::is_refused));
  const auto runs = TRY(outreach::NoticeRuns(*engine).all());
  const auto waiting = TRY(outreach::letters_waiting(engine->ports().ledger, runs));
  if (call.json()) {
    call.terminal().print(outreach::json_of(runs, waiting));
    return ExitStatus::done;
  }
  tables::Table table({{"run"}, {"state"}, {"notice"}, {"version"}, {"planned"}, {"planned by"}, {"approved by"}});
  for (const outreach::NoticeRun& each : runs) {
    table.row({each.id, std::string(to_string(each.state)), each.plan.notice, each.plan.version,
               std::to_string(each.plan.planned), each.planned_by, each.approved_by.empty() ? "-" : each.approved_by});
  }
  if (table.empty()) call.terminal().note("no run was planned");
  else call.terminal().print(table);
  for (const auto& [run, letters] : waiting) {
    if (letters == 0) continue;
    call.terminal().note(fmt::format("run {}: {} for the day of mailing; record it with `assent notice give`", run,
                                     wording::counted(letters, "letter waits", "letters wait")));
  }
  return ExitStatus::done;
}

}  // namespace

void add_outreach_commands(Command app, Invocation& call) {
  Command group = app.group("outreach", "Send a notice to many customers: plan, approval by a second person, sending",
                            "  assent outreach plan due.csv --notice your-information --version 2026-1 \\\n"
                            "    --by email --by sms --by mail\n"
                            "  assent --actor second-person outreach approve 5f0c66d1b1a3e9d2\n");
  add_outreach_plan_command(group, call);
  add_change(group, call, "approve", "Let a planned or paused run be sent; not by the one who planned it",
             "  assent --actor second-person outreach approve 5f0c66d1b1a3e9d2\n", &outreach::NoticeRuns::approve);
  add_change(group, call, "pause", "Stop a run that is being sent, until it is approved again",
             "  assent outreach pause 5f0c66d1b1a3e9d2\n", &outreach::NoticeRuns::pause);
  add_change(group, call, "cancel", "End a run: what was not sent is never sent",
             "  assent outreach cancel 5f0c66d1b1a3e9d2\n", &outreach::NoticeRuns::cancel);
  add_outreach_send_command(group, call);
  Command listing = group.command("list", "List the runs: who planned them, who approved them, how they stand",
                                  "  assent outreach list\n");
  listing.callback([&call] { call.choose([&call] { return list_runs(call); }); });
}

}  // namespace assent::cli
