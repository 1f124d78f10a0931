#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/index_access.hpp"
#include "cli/reach_count.hpp"

#include <memory>
#include <utility>

namespace assent::cli {
namespace {

struct LedgerReach : ReachOptions {
  std::string index;
};

Result<ExitStatus> count_ledger(Invocation& call, const LedgerReach& asked) {
  const auto open = [&](service::IndexScope scope) -> Result<app::BaseToCount> {
    const auto ledger = TRY(call.ledger(LedgerOpening::read));
    auto index = TRY(index_to_count(call, asked.index, *ledger, std::move(scope)));
    return app::BaseToCount{std::move(index), ledger};
  };
  return count_reach(call, asked, call.now(), {index_files(call, asked.index), open});
}

}  // namespace

void add_reach_command(Command app, Invocation& call) {
  Command command = app.command(
      "reach", "Count how many of all customers a campaign may contact, and why; compare regimes; look ahead",
      "  assent reach internet.toml                                     # today, or when the campaign says\n"
      "  assent reach internet.toml --at 2026-03-01T09:00:00+02:00\n"
      "  assent reach internet.toml --against strict-opt-in             # who is lost, who is gained\n"
      "  assent reach internet.toml --against drafts/tra-2.toml --examples 10\n"
      "  assent reach internet.toml --from 2026-01-01 --to 2026-06-30 --every 7\n");
  auto asked = std::make_shared<LedgerReach>();
  add_reach_options(command, *asked);
  command.options(
      {{"--index", &asked->index,
        "The index to count with (default: the ledger's, if there is one); none: one made for this count only",
        "FILE"}});
  command.callback([&call, asked] { call.choose([&call, asked] { return count_ledger(call, *asked); }); });
}

}  // namespace assent::cli
