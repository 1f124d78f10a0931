#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/file_use.hpp"
#include "cli/index_access.hpp"
#include "cli/notice_coverage.hpp"
#include "embed/base_count.hpp"
#include "outreach/forecast.hpp"
#include "wire/notice_forecast.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>

namespace assent::cli {
namespace {

struct ForecastOptions {
  embed::FilesToCount files;
  outreach::ForecastAsked asked;
  std::string at;
  std::string day;
  std::string index;
};

void print_forecast(Terminal& terminal, const outreach::ForecastAsked& asked, const outreach::Forecast& found) {
  terminal.print(fmt::format("{} due on {}; `{}` version `{}` by {} would go to {}\n",
                             wording::counted(found.due, "customer is", "customers are"), to_string(found.sent_on),
                             asked.notice, asked.version, asked.channel, wording::thousands(found.sent_to)));
  if (found.no_way > 0) {
    terminal.print(fmt::format("{} cannot be reached by {}\n", wording::counted(found.no_way, "customer", "customers"),
                               asked.channel));
  }
  if (found.no_text > 0) {
    terminal.print(
        fmt::format("for {} the notice has no text\n", wording::counted(found.no_text, "customer", "customers")));
  }
  terminal.print(fmt::format("it gives {} more on {}: {} may be contacted, {} without it\n",
                             wording::thousands(found.gained), to_string(asked.day),
                             wording::thousands(found.permitted_with), wording::thousands(found.permitted_without)));
  if (found.lost > 0) {
    terminal.print(
        fmt::format("{} may be contacted only without it\n", wording::counted(found.lost, "customer", "customers")));
  }
}

Result<ExitStatus> forecast(Invocation& call, const ForecastOptions& options) {
  outreach::ForecastAsked asked = options.asked;
  asked.due.at = TRY(optional_instant("--at", options.at));
  asked.day = TRY(date_option("--day", options.day));
  TRY(check_file_use(call, {embed::files_read(options.files), {}, index_files(call, options.index)}));
  const auto rules = TRY(call.all_rules());
  const auto request = TRY(embed::reach_request(rules->packs, call.world().zones, options.files, {}, call.on_issues()));
  asked.use = TRY(service::use_of(request.campaign, rules->catalogue));
  asked.due.regime = request.pack.id.empty() ? request.campaign.regime : request.pack.id;
  asked.due.reporting_zone = call.reporting_zone();
  call.count_days();
  const auto ledger = TRY(call.ledger(LedgerOpening::read));
  auto scope = TRY(index_scope(call));
  const auto live = TRY(index_to_count(call, options.index, *ledger, std::move(scope)));
  const auto engine = TRY(call.engine_as_it_is(LedgerOpening::read));
  const auto found = TRY(outreach::forecast(*engine, live, asked, index_threads()));
  if (call.json()) {
    call.terminal().print(wire::json_of(
        wire::NoticeForecast{request.campaign.name, asked.notice, asked.version, asked.channel, found.sent_on,
                             asked.day, found.due, found.no_way, found.no_text, found.sent_to, found.permitted_without,
                             found.permitted_with, found.gained, found.lost, found.unclear}));
  } else {
    print_forecast(call.terminal(), asked, found);
  }
  warn_of_unclear(call, found.unclear);
  return found.unclear == 0 ? ExitStatus::done : ExitStatus::rows_to_look_at;
}

}  // namespace

void add_notice_forecast_command(Command group, Invocation& call) {
  Command command =
      group.command("forecast", "Count how many more a campaign may contact on a day, if all who are due get a notice",
                    "  assent notice forecast internet.toml --notice opt-out --version 1 --by sms --day 2027-01-03\n"
                    "  # if it is sent now; nothing is recorded\n");
  auto options = std::make_shared<ForecastOptions>();
  command.option("CAMPAIGN", options->files.campaign, "The campaign (TOML)").required();
  command.option("--notice", options->asked.notice, "The notice to send").type_name("NAME").required();
  command.option("--version", options->asked.version, "Its version").type_name("VERSION").required();
  command.option("--by", options->asked.channel, "The way out: email, sms or mail").type_name("CHANNEL").required();
  command.option("--day", options->day, "The day on which the campaign contacts customers").type_name("DAY").required();
  command.option("--at", options->at, "When the notice is sent (default: now)").type_name("INSTANT");
  command.option("--regime", options->files.regime, "A rule pack instead of the campaign's").type_name("ID");
  command
      .option("--proof", options->asked.due.notices,
              "Who got this notice was told; may be repeated (default: all of the regime)")
      .type_name("NAME");
  command
      .option("--grace-days", options->asked.due.grace_days, "So many days after activation, no notice is needed yet")
      .type_name("DAYS");
  command
      .option("--otherwise-in", options->asked.otherwise_language,
              "For customers whose language is unknown or has no text")
      .type_name("LANG");
  command.option("--index", options->index, std::string(kCoverageIndex)).type_name("FILE");
  command.callback([&call, options] { call.choose([&call, options] { return forecast(call, *options); }); });
}

}  // namespace assent::cli
