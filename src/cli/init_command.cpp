#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "wire/ledger.hpp"

#include <fmt/format.h>

#include <memory>

namespace assent::cli {
namespace {

Result<ExitStatus> init(Invocation& call, bool simulation) {
  const auto made = TRY(call.ledger(LedgerOpening::create));
  if (simulation) {
    ledger::Draft draft;
    draft.entry.effective = call.now();
    draft.entry.actor = call.actor();
    draft.entry.channel = "cli";
    draft.entry.body = evidence::SimulationRecorded{};
    draft.effective_is_now = true;
    TRY(ledger::append_one(*made, draft, call.now()));
  }
  if (call.json()) {
    call.terminal().print(wire::ledger_made_json(call.ledger_file(), simulation));
  } else {
    call.terminal().print(
        fmt::format("made {}: {}\n", simulation ? "a ledger for a simulation" : "an empty ledger", call.ledger_file()));
  }
  return ExitStatus::done;
}

}  // namespace

void add_init_command(Command app, Invocation& call) {
  Command command = app.command("init", "Make an empty ledger",
                                "  assent init\n"
                                "  assent init --ledger /var/lib/assent/carrier.ledger\n"
                                "  assent init --simulation --now 2027-01-01T00:00:00Z     # for trying things out\n");
  auto simulation = std::make_shared<bool>(false);
  command.flag("--simulation", *simulation,
               "For trials: it accepts any `--now` from this one on, and is marked as a simulation for ever");
  command.callback([&call, simulation] { call.choose([&call, simulation] { return init(call, *simulation); }); });
}

}  // namespace assent::cli
