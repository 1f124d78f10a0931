#include "cli/commands.hpp"
#include "cli/help.hpp"

#include <fmt/format.h>
#include <boost/json/object.hpp>

#include <memory>

namespace assent {
namespace {

Result<ExitStatus> init(Invocation& call, bool simulation) {
  const auto made = call.ledger(LedgerOpening::create);
  if (!made) return tl::unexpected(made.error());
  if (simulation) {
    Draft draft;
    draft.entry.effective = call.now();
    draft.entry.actor = call.actor();
    draft.entry.channel = "cli";
    draft.entry.body = SimulationRecorded{};
    draft.effective_is_now = true;
    if (const auto marked = (*made)->append({&draft, 1}, call.now()); !marked) return tl::unexpected(marked.error());
  }
  if (call.json()) {
    call.terminal().print(boost::json::object{{"ledger", call.ledger_file()}, {"simulation", simulation}});
  } else {
    call.terminal().print(
        fmt::format("made {}: {}\n", simulation ? "a ledger for a simulation" : "an empty ledger", call.ledger_file()));
  }
  return ExitStatus::done;
}

}  // namespace

void add_init_command(CLI::App& app, Invocation& call) {
  CLI::App& command =
      add_command(app, "init", "Make an empty ledger",
                  "  assent init\n"
                  "  assent init --ledger /var/lib/assent/carrier.ledger\n"
                  "  assent init --simulation --now 2027-01-01T00:00:00Z     # for trying things out\n");
  auto simulation = std::make_shared<bool>(false);
  command.add_flag("--simulation", *simulation,
                   "For trying things out: it takes any `--now` from this one on, and says so for ever");
  command.callback([&call, simulation] { call.choose([&call, simulation] { return init(call, *simulation); }); });
}

}  // namespace assent
