#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/index_access.hpp"
#include "cli/reach_count.hpp"
#include "embed/named_files.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace assent {
namespace {

// The ledger's index where one is kept, or is to be; else one in memory. One that was built for other customers than
// those of `scope` is passed over.
Result<LiveIndex> index_for(Invocation& call, const std::string& option, Ledger& ledger, IndexScope scope) {
  const std::string path = index_path(call, option);
  if (option != "none" && (!option.empty() || is_there(path))) {
    auto index = open_index(call, path, ledger, true);
    if (!index) return index;
    const auto kept = index->binding().footprints;
    const auto has = [&](const std::string& zone) { return std::find(kept.begin(), kept.end(), zone) != kept.end(); };
    if (std::all_of(scope.footprints.begin(), scope.footprints.end(), has)) return index;
  }
  return build_index(call, ledger, std::move(scope));
}

struct LedgerReach {
  ReachOptions options;
  std::string index;
};

Result<ExitStatus> count_ledger(Invocation& call, const LedgerReach& asked) {
  ReachSource source;
  if (asked.index != "none") {
    const std::string index = index_path(call, asked.index);
    source.kept = {index, checked_path(index)};
  }
  source.open = [&](IndexScope scope) -> Result<ReachSource::Base> {
    const auto ledger = TRY(call.ledger(LedgerOpening::read));
    auto index = TRY(index_for(call, asked.index, *ledger, std::move(scope)));
    return ReachSource::Base{std::move(index), ledger};
  };
  return count_reach(call, asked.options, source);
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
  add_reach_options(command, asked->options);
  command
      .option("--index", asked->index,
              "The index to count with (default: the ledger's, where there is one); none: one made for this alone")
      .type_name("FILE");
  command.callback([&call, asked] { call.choose([&call, asked] { return count_ledger(call, *asked); }); });
}

}  // namespace assent
