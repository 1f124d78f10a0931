#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/file_use.hpp"
#include "cli/index_access.hpp"
#include "cli/index_text.hpp"
#include "tables/table.hpp"
#include "wire/index.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>

namespace assent::cli {
namespace {

Result<wire::IndexStanding> standing_of(Invocation& call, const index::IndexBinding& binding) {
  const auto ledger = TRY(call.ledger(LedgerOpening::read));
  const auto scope = TRY(index_scope(call));
  const auto fits = service::check_binding(binding, *ledger, call.world().zones, scope);
  if (!fits && fits.error().code == ErrorCode::conflict) return wire::IndexStanding{false, 0, fits.error().message};
  if (!fits) return tl::unexpected(fits.error());
  const auto heads = TRY(ledger->heads());
  // The index fits the ledger, so the ledger has at least what the index has.
  return wire::IndexStanding{true, entries_in(heads) - entries_in(binding.heads), {}};
}

Result<ExitStatus> show(Invocation& call, const std::string& file) {
  const std::string path = index_path(call, file);
  TRY(check_file_use(call, {.read = {path}, .written = {}, .kept = {embed::checked_path(path)}}));
  const auto kept = embed::kept_index(path);
  if (!kept && kept.error().code == ErrorCode::not_found) {
    return fail(ErrorCode::not_found, kept.error().message, "make one with `assent index build`");
  }
  if (!kept) return tl::unexpected(kept.error());
  const auto snapshot = TRY(index::Snapshot::open(kept->bytes, kept->owner));
  const std::string note = service::checked_note(kept->identity, snapshot);
  if (kept->note != note) {
    TRY(check_index(call, snapshot));
    embed::keep_note(path, *kept, note);
  }
  const auto standing = TRY(standing_of(call, snapshot.binding()));
  const ExitStatus status = standing.usable ? ExitStatus::done : ExitStatus::failed;

  const std::uint64_t customers = snapshot.customers();
  if (call.json()) {
    call.terminal().print(wire::json_of(snapshot, standing, path));
    return status;
  }
  tables::Table table({{"in the file"}, {"bytes", tables::Align::right}, {"a customer", tables::Align::right}});
  for (const index::Snapshot::Part& each : snapshot.parts()) {
    table.row({std::string(each.name), wording::thousands(each.size), each_has(each.size, customers)});
  }
  call.terminal().print(table);
  call.terminal().print("\n" + text_of(snapshot.binding()));
  call.terminal().print(fmt::format("{}, intact: every byte is as it was written\n",
                                    wording::counted(customers, "customer", "customers")));
  if (!standing.usable) {
    call.terminal().print(fmt::format("it cannot be used: {}; build it again\n", standing.why_not));
  } else if (standing.behind == 0) {
    call.terminal().print("current: it has all that the ledger has\n");
  } else {
    call.terminal().print(fmt::format("behind by {}; commands that use it read the rest\n",
                                      wording::counted(standing.behind, "entry", "entries")));
  }
  return status;
}

}  // namespace

void add_index_show_command(Command group, Invocation& call) {
  Command tell = group.command("show",
                               "Read a whole index; show what it was built from and how far it is behind the ledger. "
                               "Exit status 1: it cannot be used",
                               "  assent index show\n"
                               "  assent index show /fast/base.index --json\n");
  auto input = std::make_shared<std::string>();
  tell.option("FILE", *input, "The index (default: the ledger's name and .index)");
  tell.callback([&call, input] { call.choose([&call, input] { return show(call, *input); }); });
}

}  // namespace assent::cli
