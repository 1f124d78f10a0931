#include "app/notice_coverage.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/file_use.hpp"
#include "cli/index_access.hpp"
#include "cli/notice_coverage.hpp"
#include "tables/table.hpp"
#include "wire/notice_coverage.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

namespace assent::cli {
namespace {

struct CoverageOptions {
  app::CoverageAsked asked;
  std::string at;
  std::string index;
};

void print_found(Terminal& terminal, const app::CoverageFound& found) {
  terminal.print(fmt::format("on {}, notices {}: {} of {} are covered ({})\n", to_string(found.day),
                             wording::listed(found.notices), wording::thousands(found.report.all.covered),
                             wording::counted(found.report.all.active, "active customer", "active customers"),
                             wording::percentage(found.report.all.covered, found.report.all.active)));
  tables::Table slices({{"by"},
                        {"slice"},
                        {"active", tables::Align::right},
                        {"covered", tables::Align::right},
                        {"percent", tables::Align::right}});
  for (const coverage::Slice& each : found.report.slices) {
    slices.row({std::string(to_string(each.by)), each.name, wording::thousands(each.count.active),
                wording::thousands(each.count.covered), wording::percentage(each.count.covered, each.count.active)});
  }
  terminal.print(slices);
  if (found.trend.size() > 1) {
    tables::Table trend({{"day"}, {"active", tables::Align::right}, {"covered", tables::Align::right}});
    for (const app::CoverageDay& each : found.trend) {
      trend.row({to_string(each.day), wording::thousands(each.count.active), wording::thousands(each.count.covered)});
    }
    terminal.print("\n");
    terminal.print(trend);
  }
  for (const coverage::Slice& each : found.report.slices) {
    if (each.by != coverage::By::notice_language || each.name != to_string(coverage::NoticeLanguage::another)) continue;
    terminal.print(fmt::format("{} the notice in a language that is not theirs; for {} of them it counts\n",
                               wording::counted(each.count.active, "customer got", "customers got"),
                               wording::thousands(each.count.covered)));
  }
  for (const coverage::Alarm& each : found.report.alarms) {
    terminal.print(fmt::format("ALARM: {} `{}`: {} {} no proved notice; usually {:.0f} percent are covered\n",
                               to_string(each.slice.by), each.slice.name, wording::thousands(each.missing),
                               each.missing == 1 ? "customer has" : "customers have", each.usual * 100));
  }
}

Result<ExitStatus> count_covered(Invocation& call, const CoverageOptions& options) {
  app::CoverageAsked asked = options.asked;
  asked.at = TRY(optional_instant("--at", options.at));
  TRY(check_file_use(call, {{}, {}, index_files(call, options.index)}));
  CoverageCall reading(call);
  const auto source = TRY(reading.open(asked, options.index));
  const auto found = TRY(app::notice_coverage(source, asked));
  if (call.json()) {
    std::vector<wire::CountOfDay> trend;
    for (const app::CoverageDay& each : found.trend) trend.emplace_back(each.day, each.count);
    call.terminal().print(wire::notice_coverage_json(found.day, found.notices, found.report, trend, found.unclear));
  } else {
    print_found(call.terminal(), found);
  }
  warn_of_unclear(call, found.unclear);
  return found.report.alarms.empty() && found.unclear == 0 ? ExitStatus::done : ExitStatus::rows_to_look_at;
}

}  // namespace

void add_notice_coverage_command(Command group, Invocation& call) {
  Command command =
      group.command("coverage", "Count active customers against proved notices; exit status 4 with an alarm",
                    "  assent notice coverage\n"
                    "  assent notice coverage --notice opt-out --grace-days 31 --trend 30\n");
  auto options = std::make_shared<CoverageOptions>();
  command.option("--notice", options->asked.notices, "Only this notice; may be repeated (default: all of the regime)")
      .type_name("NAME");
  command.option("--regime", options->asked.regime, "The rule pack (default: the usual one)").type_name("ID");
  command.option("--at", options->at, "As at this instant (default: now)").type_name("INSTANT");
  command.option("--grace-days", options->asked.grace_days, "So many days after activation, no notice is needed yet")
      .type_name("DAYS");
  command.option("--index", options->index, std::string(kCoverageIndex)).type_name("FILE");
  command.option("--trend", options->asked.trend_days, "Also count so many earlier days").type_name("DAYS");
  command.callback([&call, options] { call.choose([&call, options] { return count_covered(call, *options); }); });
}

}  // namespace assent::cli
