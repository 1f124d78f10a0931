#include "app/partners.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/question.hpp"
#include "wire/partners.hpp"
#include "wording/words.hpp"

#include <memory>
#include <string>

namespace assent::cli {
namespace {

Result<ExitStatus> list_partners(Invocation& call, const std::string& at) {
  const auto instant = TRY(optional_instant("--at", at));
  const auto engine = TRY(call.engine_as_it_is(LedgerOpening::read));
  const auto partners = TRY(app::partners_on_record(*engine, instant));
  if (call.json()) {
    call.terminal().print(wire::partners_json(partners));
    return ExitStatus::done;
  }
  tables::Table table({{"party"}, {"name"}, {"recipient"}, {"country"}, {"state"}, {"since"}, {"entry"}});
  for (const Partner& each : partners) {
    table.row({each.party, each.name, each.recipient, each.country.empty() ? "-" : each.country,
               each.ended ? "ended" : "active", wording::to_the_second(each.from), entry_name(each.entry)});
  }
  if (table.empty()) call.terminal().note("no partner is on record");
  else call.terminal().print(table);
  return ExitStatus::done;
}

}  // namespace

void add_partners_command(Command app, Invocation& call) {
  Command command = app.command("partners", "List the partners by name, with what they are to the carrier",
                                "  assent partners\n"
                                "  assent partners --at 2026-03-01T00:00:00Z --json\n");
  auto at = std::make_shared<std::string>();
  command.option("--at", *at, "As at that instant (default: the present)").type_name("INSTANT");
  command.callback([&call, at] { call.choose([&call, at] { return list_partners(call, *at); }); });
}

}  // namespace assent::cli
