#include "app/account.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "tables/table.hpp"
#include "wire/ledger.hpp"
#include "wording/words.hpp"

#include <memory>
#include <string>

namespace assent::cli {
namespace {

struct LogOptions {
  std::string account;
  bool carrier_wide = false;
  std::string known_at;
};

Result<ExitStatus> tell_log(Invocation& call, const LogOptions& options) {
  if (options.account.empty() != options.carrier_wide) {
    return fail(
        ErrorCode::invalid,
        options.carrier_wide ? "both an account and the carrier's own entries are named" : "no account is named",
        "write `--account` or `--carrier-wide`");
  }
  const auto known_at = TRY(optional_instant("--known-at", options.known_at));
  const auto engine = TRY(call.engine_as_it_is(LedgerOpening::read));
  const auto rows = TRY(app::account_life(*engine, options.account, known_at, call.language()));
  if (call.json()) {
    for (const service::LifeRow& row : rows) call.terminal().print(wire::json_of(row));
    return ExitStatus::done;
  }
  if (rows.empty()) {
    call.terminal().note("nothing is on record; check the account");
    return ExitStatus::done;
  }
  tables::Table table({{"entry"},
                       {"counts from"},
                       {"recorded"},
                       {"what", tables::Align::left, 60, call.language()},
                       {"channel"},
                       {"actor"},
                       {"evidence"}});
  for (const service::LifeRow& row : rows) {
    table.row({entry_name(row.position), wording::to_the_second(row.effective), wording::to_the_second(row.recorded),
               row.what, row.channel, row.actor, row.evidence.empty() ? "-" : row.evidence});
  }
  call.terminal().print(table);
  return ExitStatus::done;
}

}  // namespace

void add_ledger_log_command(Command group, Invocation& call) {
  Command log = group.command("log", "Show an account's life, entry by entry; contact data are never shown",
                              "  assent ledger log --account A-1\n"
                              "  assent ledger log --account A-1 --known-at 2026-03-01T00:00:00Z\n"
                              "  assent ledger log --carrier-wide                 # notices and agreements\n");
  auto options = std::make_shared<LogOptions>();
  log.option("--account,--customer", options->account, "The account").type_name("ACCOUNT");
  log.flag("--carrier-wide", options->carrier_wide, "The carrier's own entries instead: notices, agreements");
  log.option("--known-at", options->known_at, "Only what was recorded by then").type_name("INSTANT");
  log.callback([&call, options] { call.choose([&call, options] { return tell_log(call, *options); }); });
}

}  // namespace assent::cli
