#include "cli/commands.hpp"
#include "cli/help.hpp"

#include <fmt/format.h>

namespace assent {
namespace {

Result<ExitStatus> init(Invocation& call) {
  if (const auto made = call.ledger(LedgerOpening::create); !made) return tl::unexpected(made.error());
  if (call.json()) call.terminal().print(boost::json::object{{"ledger", call.ledger_file()}});
  else call.terminal().print(fmt::format("made an empty ledger: {}\n", call.ledger_file()));
  return ExitStatus::done;
}

}  // namespace

void add_init_command(CLI::App& app, Invocation& call) {
  CLI::App& command = add_command(app, "init", "Make an empty ledger",
                                  "  assent init\n"
                                  "  assent init --ledger /var/lib/assent/carrier.ledger\n");
  command.callback([&call] { call.choose([&call] { return init(call); }); });
}

}  // namespace assent
