#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/file_use.hpp"
#include "cli/watchdog.hpp"
#include "embed/named_files.hpp"
#include "probes/alarm.hpp"
#include "probes/failure_json.hpp"
#include "probes/opened_probes.hpp"
#include "probes/watching.hpp"
#include "watchdog/watch.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace assent::cli {
namespace {

struct WatchOptions {
  std::string settings = "watchdog.toml";
  std::string state;
  bool once = false;
};

constexpr std::chrono::milliseconds kBetweenLooks{250};

void tell(Invocation& call, const probes::Round& round) {
  for (const watchdog::Failure& each : round.opened) {
    call.terminal().warn(fmt::format("customers cannot refuse by {}: {}; the letter is due by {}",
                                     wording::shown(each.channel), each.what, to_string(each.due)));
  }
  for (const watchdog::Failure& each : round.recovered) {
    call.terminal().note(fmt::format("{} works again; close failure {}", wording::shown(each.channel), each.id));
  }
  for (const Error& each : round.errors) call.terminal().warn(to_string(each));
}

// The states of channels, kept so that a probe that waits is not forgotten when the program ends.
class StateFile {
 public:
  explicit StateFile(std::string file) : file_(std::move(file)) {}

  Result<std::vector<watchdog::NamedState>> read() {
    if (!embed::is_there(file_)) return std::vector<watchdog::NamedState>();
    written_ = TRY(embed::text_in(file_));
    return watchdog::states_in(written_);
  }

  Result<void> write(const std::vector<watchdog::NamedState>& states) {
    std::string text = watchdog::text_of(states);
    if (text == written_) return {};
    const auto sink = TRY(embed::create_sink(file_));
    TRY(sink->write(text));
    TRY(sink->commit());
    written_ = std::move(text);
    return {};
  }

 private:
  std::string file_;
  std::string written_;
};

ExitStatus print_health(Invocation& call, const std::vector<probes::ChannelHealth>& health, bool had_errors) {
  boost::json::array channels;
  tables::Table table({{"channel"}, {"state"}});
  for (const probes::ChannelHealth& each : health) {
    table.row({each.channel, std::string(to_string(each.health))});
    channels.push_back(boost::json::object{{"channel", each.channel}, {"state", to_string(each.health)}});
  }
  if (call.json()) call.terminal().print(boost::json::object{{"channels", std::move(channels)}});
  else call.terminal().print(table);
  const bool failed =
      std::ranges::any_of(health, [](const auto& each) { return each.health == watchdog::Health::failed; });
  if (failed) return ExitStatus::rows_to_look_at;
  return had_errors ? ExitStatus::failed : ExitStatus::done;
}

Result<ExitStatus> watch(Invocation& call, const WatchOptions& options) {
  const std::string state_name = options.state.empty() ? options.settings + ".state" : options.state;
  TRY(check_file_use(call, {{options.settings}, {state_name}, {}}));
  TRY(invalid_if(!call.options.now.empty(), "`--now` cannot be used: the watchdog waits for time to pass",
                 "leave it out"));
  TRY(invalid_if(!call.world().user || !call.world().connect, "this program asks no servers", "use `assent`"));
  const auto files = TRY(watchdog_files(call, options.settings));
  const auto opened = TRY(probes::open_probes(files.settings, options.settings, call.world().connect));
  const auto engine = TRY(call.recording_engine(ClockAhead::is_refused));
  StateFile state(state_name);
  const auto states = TRY(state.read());
  probes::SettingsAlarm alarm(files.settings.alarm);
  probes::Watching watching(files.settings, {*engine, opened, alarm, files.calendar, *files.zone}, call.actor(),
                            states);
  if (options.once) watching.probe_all_now();
  const auto user = call.world().user();
  bool had_errors = false;
  bool raised = false;
  do {
    const probes::Round round = watching.round();
    tell(call, round);
    had_errors = had_errors || !round.errors.empty();
    raised = raised || !round.opened.empty();
    TRY(state.write(watching.states()));
    if (options.once && !watching.is_waiting()) break;
  } while (!user->asks_to_end(kBetweenLooks));
  const ExitStatus status = print_health(call, watching.health(), had_errors);
  return raised ? ExitStatus::rows_to_look_at : status;
}

}  // namespace

void add_watchdog_run_command(Command group, Invocation& call) {
  Command command = group.command(
      "run", "Refuse as synthetic customers by every channel, and see that the ledger shows it",
      "  assent watchdog run --settings watchdog.toml  # until it is told to end\n"
      "  assent watchdog run --settings watchdog.toml --once  # for a timer; status 4: a channel failed\n");
  auto options = std::make_shared<WatchOptions>();
  command.option("--settings", options->settings, "What is watched (default: watchdog.toml)").type_name("FILE");
  command.option("--state", options->state, "Where to keep what waits between runs (default: SETTINGS.state)")
      .type_name("FILE");
  command.flag("--once", options->once, "Probe every channel once, and end when each has shown it or failed");
  command.callback([&call, options] { call.choose([&call, options] { return watch(call, *options); }); });
}

}  // namespace assent::cli
