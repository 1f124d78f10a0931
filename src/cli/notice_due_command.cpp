#include "app/notice_coverage.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/file_use.hpp"
#include "cli/index_access.hpp"
#include "cli/notice_coverage.hpp"
#include "embed/named_files.hpp"
#include "tables/table.hpp"
#include "wire/notice_coverage.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>

namespace assent::cli {
namespace {

struct DueOptions {
  app::CoverageAsked asked;
  std::string at;
  std::string list;
  std::string index;
};

void print_due(Terminal& terminal, const app::DueFound& found) {
  tables::Table table({{"due"}, {"customers", tables::Align::right}});
  for (const auto& [reason, customers] : found.by_reason) table.row({reason, wording::thousands(customers)});
  table.row({"all", wording::thousands(found.customers)});
  terminal.print(table);
  for (const auto& [channel, customers] : found.by_channel) {
    if (channel == "-") {
      terminal.print(fmt::format("no channel is left for {}\n", wording::counted(customers, "customer", "customers")));
      continue;
    }
    terminal.print(fmt::format("by {} today to {}: silence can approve from {} on\n", channel,
                               wording::counted(customers, "customer", "customers"),
                               to_string(found.first_day.at(channel))));
  }
}

Result<ExitStatus> list_due(Invocation& call, const DueOptions& options) {
  app::CoverageAsked asked = options.asked;
  asked.at = TRY(optional_instant("--at", options.at));
  TRY(check_file_use(call, {{}, {options.list}, index_files(call, options.index)}));
  CoverageCall reading(call);
  const auto source = TRY(reading.open(asked, options.index));
  const auto sink = TRY(embed::create_sink(options.list));
  const auto found = TRY(app::notices_due(source, asked, *sink));
  TRY(sink->commit());
  if (call.json()) {
    call.terminal().print(wire::notices_due_json(found.customers, found.by_reason, found.by_channel, found.first_day,
                                                 found.unclear, options.list));
  } else {
    print_due(call.terminal(), found);
  }
  warn_of_unclear(call, found.unclear);
  return found.unclear == 0 ? ExitStatus::done : ExitStatus::rows_to_look_at;
}

}  // namespace

void add_notice_due_command(Command group, Invocation& call) {
  Command command = group.command("due", "List who needs a notice: never told, did not arrive, up for renewal",
                                  "  assent notice due --list due.csv\n"
                                  "  assent notice due --list due.csv --notice opt-out --grace-days 31\n"
                                  "  # `outreach plan` and `notice give` take the list\n");
  auto options = std::make_shared<DueOptions>();
  command.option("--list", options->list, "Where to write the list (CSV)").type_name("FILE").required();
  command.option("--notice", options->asked.notices, "Only this notice; may be repeated (default: all of the regime)")
      .type_name("NAME");
  command.option("--regime", options->asked.regime, "The rule pack (default: the usual one)").type_name("ID");
  command.option("--at", options->at, "As at this instant (default: now)").type_name("INSTANT");
  command.option("--grace-days", options->asked.grace_days, "So many days after activation, no notice is needed yet")
      .type_name("DAYS");
  command.option("--index", options->index, std::string(kCoverageIndex)).type_name("FILE");
  command.callback([&call, options] { call.choose([&call, options] { return list_due(call, *options); }); });
}

}  // namespace assent::cli
