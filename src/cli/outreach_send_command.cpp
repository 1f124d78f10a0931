#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/file_use.hpp"
#include "cli/outreach.hpp"
#include "cli/progress_line.hpp"
#include "csv/writer.hpp"
#include "embed/named_files.hpp"
#include "outreach/run_json.hpp"
#include "outreach/sender.hpp"
#include "outreach/services_in_words.hpp"
#include "ways_out/opened_ways.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <array>
#include <memory>
#include <string>

namespace assent::cli {
namespace {

struct SendOptions {
  std::string run;
  std::string plan;
  std::string ways = "outreach.toml";
  std::string look_at;
  std::uint64_t per_second = 0;
};

void print_sent(Invocation& call, const outreach::NoticeRun& run, const outreach::SendCounts& counts) {
  if (call.json()) {
    call.terminal().print(outreach::json_of(run, counts));
    return;
  }
  tables::Table table({{"run " + run.id}, {"customers"}});
  table.row({"handed over now", std::to_string(counts.taken)});
  table.row({"had an outcome before", std::to_string(counts.before)});
  for (std::size_t i = 0; i < outreach::kNotedKinds; ++i) {
    if (counts.noted[i] == 0) continue;
    table.row({std::string(to_string(static_cast<outreach::Noted>(i))), std::to_string(counts.noted[i])});
  }
  table.row({"planned", std::to_string(counts.planned)});
  call.terminal().print(table);
  if (counts.end != outreach::SendEnd::finished) {
    call.terminal().note(fmt::format("the run is {}; send it again to go on", to_string(counts.end)));
  }
}

Result<ExitStatus> send(Invocation& call, const SendOptions& options) {
  const std::string look_at = options.look_at.empty() ? options.plan + ".look-at.csv" : options.look_at;
  TRY(check_file_use(call, {{options.plan, options.ways}, {look_at}, {}}));
  if (!call.world().user || !call.world().connect) {
    return fail(ErrorCode::unavailable, "this program sends nothing", "send with `assent`");
  }
  const auto engine = TRY(call.recording_engine(ClockAhead::is_refused));
  const auto ways = TRY(ways_out::OpenedWays::open(options.ways, engine->ports().clock, call.world().connect));
  outreach::NoticeRuns runs(*engine);
  const auto run = TRY(runs.find(options.run));
  const auto noted_file = TRY(embed::create_sink(look_at));
  csv::CsvWriter noted(*noted_file);
  TRY(noted.row(std::array<std::string_view, 2>{"account", "what"}));

  ProgressLine line(call.world(), call.terminal(), "sending", 0);
  outreach::SendPorts ports;
  ports.ways = ways.ways();
  ports.page_of = [&](const std::string& account, Position) { return ways.page_of(account); };
  ports.services_of = outreach::services_in_words;
  const auto user = call.world().user();
  ports.wait = [&](std::chrono::milliseconds time) { return !user->asks_to_end(time); };
  ports.note = [&](std::string_view account, outreach::Noted what) {
    return noted.row(std::array<std::string_view, 2>{account, to_string(what)});
  };
  outreach::SendSettings settings;
  settings.per_second = options.per_second;
  const auto counts =
      outreach::send_run(*engine, runs, options.run, call.actor(), embed::opener_of(options.plan), ports, settings);
  line.clear();
  TRY(noted.flush());
  TRY(noted_file->commit());
  if (!counts) return tl::unexpected(counts.error());
  print_sent(call, run, *counts);
  std::uint64_t to_look_at = 0;
  for (const std::uint64_t each : counts->noted) to_look_at += each;
  if (to_look_at > 0) call.terminal().warn(fmt::format("{} says whom to look at", wording::shown(look_at)));
  return to_look_at > 0 || counts->end != outreach::SendEnd::finished ? ExitStatus::rows_to_look_at : ExitStatus::done;
}

}  // namespace

void add_outreach_send_command(Command group, Invocation& call) {
  Command command =
      group.command("send", "Send an approved run, or what is left of it; safe to repeat",
                    "  assent outreach send 5f0c66d1b1a3e9d2 --plan due.csv.plan.csv --ways outreach.toml\n");
  auto options = std::make_shared<SendOptions>();
  command.option("RUN", options->run, "The run, as `assent outreach list` names it").required();
  command.option("--plan", options->plan, "The plan's file").type_name("FILE").required();
  command.option("--ways", options->ways, "By which ways notices leave (default: outreach.toml)").type_name("FILE");
  command.option("--look-at", options->look_at, "Where to write whom to look at (default: PLAN.look-at.csv)")
      .type_name("FILE");
  command.option("--per-second", options->per_second, "At most so many messages a second (default: no limit)")
      .type_name("COUNT")
      .whole_number();
  command.callback([&call, options] { call.choose([&call, options] { return send(call, *options); }); });
}

}  // namespace assent::cli
