#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/file_use.hpp"
#include "cli/index_access.hpp"
#include "cli/progress_line.hpp"
#include "cli/width.hpp"
#include "embed/named_files.hpp"
#include "wire/index.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace assent {
namespace {

constexpr std::uint64_t kGibibyte = std::uint64_t{1} << 30;
constexpr std::uint64_t kGibibytesMost = 1'000'000;

struct IndexOptions {
  std::string file;
  std::uint64_t gibibytes = kBytesToRead / kGibibyte;
};

std::uint64_t entries_in(const std::vector<LogHead>& heads) {
  std::uint64_t entries = 0;
  for (const LogHead& each : heads) entries += each.size;
  return entries;
}

// A customer's part of so many bytes: "16.0".
std::string each_has(std::uint64_t bytes, std::uint64_t customers) {
  if (customers == 0) return "-";
  return fmt::format("{:.1f}", static_cast<double>(bytes) / static_cast<double>(customers));
}

std::string text_of(const IndexBinding& binding) {
  Table heads({{"log", Align::right}, {"entries", Align::right}, {"root"}});
  for (const LogHead& each : binding.heads) {
    heads.row({std::to_string(each.log), thousands(each.size), to_hex(each.root)});
  }
  Table packs({{"rule pack"}, {"version"}, {"SHA-256 of its text"}});
  for (const IndexBinding::Pack& each : binding.packs) packs.row({each.id, each.version, to_hex(each.text)});
  std::vector<std::string> zones;
  for (const IndexBinding::Zone& each : binding.zones) zones.push_back(each.name);
  return fmt::format("{}\n{}\ntime zones: {}\n", heads.text(), packs.text(),
                     wrapped(joined(zones), 80, std::string_view("time zones: ").size()));
}

Result<ExitStatus> build(Invocation& call, const IndexOptions& options) {
  if (options.gibibytes == 0 || options.gibibytes > kGibibytesMost) {
    return fail(ErrorCode::invalid, fmt::format("`--memory` {} is out of range", thousands(options.gibibytes)),
                fmt::format("write a number of GiB from 1 to {}", thousands(kGibibytesMost)));
  }
  const std::string path = index_path(call, options.file);
  TRY(check_file_use(call, {.read = {}, .written = {}, .kept = {path, checked_path(path)}}));
  TRY(check_index_path(call, path));
  const auto ledger = TRY(call.ledger(LedgerOpening::read));
  auto scope = TRY(index_scope(call));
  const auto index = TRY(build_index(call, *ledger, std::move(scope), options.gibibytes * kGibibyte));
  TRY(keep_index(index, path));

  const IndexSize size = index.index().bytes();
  const SharedFacts& shared = index.index().shared();
  const std::uint64_t entries = entries_in(index.heads());
  if (call.json()) {
    call.terminal().print(json_of(IndexBuilt{path, entries, index.index(), index.binding()}));
    return ExitStatus::done;
  }
  Table table({{"in memory"}, {"bytes", Align::right}, {"a customer", Align::right}});
  const auto row = [&](const char* what, std::uint64_t bytes) {
    table.row({what, thousands(bytes), each_has(bytes, size.customers)});
  };
  row("rows and earlier versions", size.rows);
  row("shared facts", size.shared);
  row("accounts and telephone numbers", size.keys);
  row("maps to rows", size.key_maps);
  row("all", size.all());
  call.terminal().print(table);
  call.terminal().print(fmt::format("\nshared: {}, {}, {}\n", counted(shared.profiles().size(), "profile", "profiles"),
                                    counted(shared.choices().size(), "sequence of choices", "sequences of choices"),
                                    counted(shared.notices().size(), "history of notices", "histories of notices")));
  call.terminal().print(text_of(index.binding()));
  call.terminal().print(fmt::format("{} from {}, kept in {}\n", counted(size.customers, "customer", "customers"),
                                    counted(entries, "entry", "entries"), shown(path)));
  return ExitStatus::done;
}

Result<IndexStanding> standing_of(Invocation& call, const IndexBinding& binding) {
  const auto ledger = TRY(call.ledger(LedgerOpening::read));
  const auto scope = TRY(index_scope(call));
  const auto fits = check_binding(binding, *ledger, call.world().zones, scope);
  if (!fits && fits.error().code == ErrorCode::conflict) return IndexStanding{false, 0, fits.error().message};
  if (!fits) return tl::unexpected(fits.error());
  const auto heads = TRY(ledger->heads());
  // It fits, so the ledger has at least what the index has.
  return IndexStanding{true, entries_in(heads) - entries_in(binding.heads), {}};
}

Result<ExitStatus> show(Invocation& call, const IndexOptions& options) {
  const std::string path = index_path(call, options.file);
  TRY(check_file_use(call, {.read = {path}, .written = {}, .kept = {checked_path(path)}}));
  const auto kept = kept_index(path);
  if (!kept && kept.error().code == ErrorCode::not_found) {
    return fail(ErrorCode::not_found, kept.error().message, "make one with `assent index build`");
  }
  if (!kept) return tl::unexpected(kept.error());
  const auto snapshot = TRY(Snapshot::open(kept->bytes, kept->owner));
  const std::string note = checked_note(kept->identity, snapshot);
  if (kept->note != note) {
    TRY(check_index(call, snapshot));
    keep_note(path, *kept, note);
  }
  const auto standing = TRY(standing_of(call, snapshot.binding()));
  const ExitStatus status = standing.usable ? ExitStatus::done : ExitStatus::failed;

  const std::uint64_t customers = snapshot.customers();
  if (call.json()) {
    call.terminal().print(json_of(snapshot, standing, path));
    return status;
  }
  Table table({{"in the file"}, {"bytes", Align::right}, {"a customer", Align::right}});
  for (const Snapshot::Part& each : snapshot.parts()) {
    table.row({std::string(each.name), thousands(each.size), each_has(each.size, customers)});
  }
  call.terminal().print(table);
  call.terminal().print("\n" + text_of(snapshot.binding()));
  call.terminal().print(
      fmt::format("{}, whole: every byte is as it was written\n", counted(customers, "customer", "customers")));
  if (!standing.usable) {
    call.terminal().print(fmt::format("not to be used: {}; build it again\n", standing.why_not));
  } else if (standing.behind == 0) {
    call.terminal().print("current: it has all that the ledger has\n");
  } else {
    call.terminal().print(fmt::format("behind by {}; what is missing is read when it is used\n",
                                      counted(standing.behind, "entry", "entries")));
  }
  return status;
}

}  // namespace

void add_index_commands(Command app, Invocation& call) {
  Command group = app.group("index", "The ledger packed for deciding about a whole base: build it, show it",
                            "  assent index build\n"
                            "  assent index show\n");

  Command make = group.command(
      "build",
      "Build the index from all of the ledger and keep it in a file. Whatever needs an index brings it up to date by "
      "itself, and builds it again where it is damaged, or of another ledger, other rule packs or other time zones; "
      "building it beforehand saves that wait",
      "  assent index build                               # beside the ledger, as assent.ledger.index\n"
      "  assent index build --output /fast/base.index --json\n"
      "  assent index build --memory 64                   # 100 million customers: reads the ledger twice\n");
  auto output = std::make_shared<IndexOptions>();
  make.option("--output", output->file, "Where to keep it (default: the ledger's name and .index)").type_name("FILE");
  make.option("--memory", output->gibibytes,
              "Memory to read the ledger in, beside the index; where it holds less than all entries, some four "
              "million to the GiB, the ledger is read several times (default: 2)")
      .type_name("GIB");
  make.callback([&call, output] { call.choose([&call, output] { return build(call, *output); }); });

  Command tell = group.command(
      "show",
      "Read an index whole, and tell what it was built from and how far it is behind the ledger. Exit status 1 when it "
      "cannot be used",
      "  assent index show\n"
      "  assent index show /fast/base.index --json\n");
  auto input = std::make_shared<IndexOptions>();
  tell.option("FILE", input->file, "The index (default: the ledger's name and .index)");
  tell.callback([&call, input] { call.choose([&call, input] { return show(call, *input); }); });
}

}  // namespace assent
