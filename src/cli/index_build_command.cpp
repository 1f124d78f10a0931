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
#include <utility>

namespace assent::cli {
namespace {

constexpr std::uint64_t kGibibyte = std::uint64_t{1} << 30;
constexpr std::uint64_t kGibibytesMost = 1'000'000;

struct IndexBuildOptions {
  std::string file;
  std::uint64_t gibibytes = service::kBytesToRead / kGibibyte;
};

Result<ExitStatus> build(Invocation& call, const IndexBuildOptions& options) {
  if (options.gibibytes == 0 || options.gibibytes > kGibibytesMost) {
    return fail(ErrorCode::invalid, fmt::format("`--memory` {} is out of range", wording::thousands(options.gibibytes)),
                fmt::format("write a number of GiB from 1 to {}", wording::thousands(kGibibytesMost)));
  }
  const std::string path = index_path(call, options.file);
  TRY(check_file_use(call, {.read = {}, .written = {}, .kept = {path, embed::checked_path(path)}}));
  TRY(check_index_path(call, path));
  const auto ledger = TRY(call.ledger(LedgerOpening::read));
  auto scope = TRY(index_scope(call));
  const auto index = TRY(build_index(call, *ledger, std::move(scope), options.gibibytes * kGibibyte));
  TRY(embed::keep_index(index, path));

  const index::IndexSize size = index.index().bytes();
  const index::SharedFacts& shared = index.index().shared();
  const std::uint64_t entries = entries_in(index.heads());
  if (call.json()) {
    call.terminal().print(wire::json_of(wire::IndexBuilt{path, entries, index.index(), index.binding()}));
    return ExitStatus::done;
  }
  tables::Table table({{"in memory"}, {"bytes", tables::Align::right}, {"a customer", tables::Align::right}});
  const auto row = [&](const char* what, std::uint64_t bytes) {
    table.row({what, wording::thousands(bytes), each_has(bytes, size.customers)});
  };
  row("rows and earlier versions", size.rows);
  row("shared facts", size.shared);
  row("accounts and telephone numbers", size.keys);
  row("maps to rows", size.key_maps);
  row("particulars for reports", size.particulars);
  row("all", size.all());
  call.terminal().print(table);
  call.terminal().print(
      fmt::format("\nshared: {}, {}, {}\n", wording::counted(shared.profiles().size(), "profile", "profiles"),
                  wording::counted(shared.choices().size(), "sequence of choices", "sequences of choices"),
                  wording::counted(shared.notices().size(), "history of notices", "histories of notices")));
  call.terminal().print(text_of(index.binding()));
  call.terminal().print(fmt::format("{} from {}, kept in {}\n",
                                    wording::counted(size.customers, "customer", "customers"),
                                    wording::counted(entries, "entry", "entries"), wording::shown(path)));
  return ExitStatus::done;
}

}  // namespace

void add_index_build_command(Command group, Invocation& call) {
  Command make = group.command(
      "build",
      "Build the index from the whole ledger and keep it in a file. Commands that need an index bring it up to date, "
      "and build it again if it is damaged or belongs to another ledger, other rule packs or other time zones. "
      "Building it beforehand saves that wait",
      "  assent index build                               # beside the ledger, as assent.ledger.index\n"
      "  assent index build --output /fast/base.index --json\n"
      "  assent index build --memory 64                   # 100 million customers: reads the ledger twice\n");
  auto output = std::make_shared<IndexBuildOptions>();
  make.option("--output", output->file, "Where to keep it (default: the ledger's name and .index)").type_name("FILE");
  make.option("--memory", output->gibibytes,
              "Memory to read the ledger, besides the index, in GiB; a GiB holds some four million entries. If they do "
              "not all fit, the ledger is read several times (default: 2)")
      .type_name("GIB");
  make.callback([&call, output] { call.choose([&call, output] { return build(call, *output); }); });
}

}  // namespace assent::cli
