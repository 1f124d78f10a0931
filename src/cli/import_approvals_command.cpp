#include "app/import.hpp"
#include "cli/commands.hpp"
#include "cli/import_run.hpp"
#include "cli/progress_line.hpp"
#include "cli/recording.hpp"
#include "embed/named_files.hpp"
#include "intake/approval_mapping.hpp"
#include "tables/table.hpp"
#include "wire/imports.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

namespace assent::cli {
namespace {

Result<ExitStatus> approvals(Invocation& call, const ImportArguments& arguments) {
  const auto text = TRY(embed::text_in(arguments.mapping));
  const auto mapping = intake::read_approval_mapping(text, arguments.mapping);
  if (!mapping) return tl::unexpected(call.issues_error(arguments.mapping, mapping.error()));
  // Only the packs say which recipients a refusal can name. Without them a narrow refusal would refuse everyone for
  // ever.
  if (mapping->refused_recipients) TRY(call.packs());
  app::ImportRequest request;
  auto files = TRY(open_import(call, arguments, request));
  const auto engine = TRY(importing_engine(call, arguments, ClockAhead::is_put_right, request));
  ProgressLine line(call.world(), call.terminal(), "importing", files.bytes);
  const auto imported =
      app::import_approvals(*engine, *mapping, request, {files.text, files.rejects.sink()}, line.callback());
  line.clear();
  if (!imported) return tl::unexpected(imported.error());
  const service::ApprovalCounts* counts = &imported->counts;
  const ToLookAt rows{counts->faulty, 0, counts->mended, counts->unknown_accounts};
  if (call.json()) {
    call.terminal().print(wire::json_of(*counts, {request.run, request.dry_run}, files.rejects.named(rows.all())));
  } else {
    tables::Table table({{"approvals"}, {"rows", tables::Align::right}, {"what it means"}});
    table.row({"refusals", wording::thousands(counts->refusals), "count from now on, whatever their proof"});
    table.row({"proved", wording::thousands(counts->proved), "grant"});
    table.row({"claimed", wording::thousands(counts->claimed), "grant nothing: a notice or an opt-in is needed"});
    table.row({"unknown", wording::thousands(counts->unknown), "grant nothing: a notice or an opt-in is needed"});
    table.row({"already", wording::thousands(counts->already), "recorded by an earlier run"});
    table.row({"silent", wording::thousands(counts->silent), "say neither yes nor no"});
    table.row({"faulty", wording::thousands(counts->faulty), "not used"});
    table.row({"all", wording::thousands(counts->rows), ""});
    call.terminal().print(table);
    if (counts->mended > 0) {
      call.terminal().print(
          fmt::format("{} recorded despite a fault\n", wording::counted(counts->mended, "row is", "rows are")));
    }
    if (counts->widened > 0) {
      call.terminal().print(fmt::format("{} the recipient in words that no rule pack knows, and {} everyone\n",
                                        wording::counted(counts->widened, "refusal names", "refusals name"),
                                        counts->widened == 1 ? "refuses" : "refuse"));
    }
    if (counts->outweighed > 0) {
      call.terminal().print(fmt::format("{} of the claimed ones met a refusal on record; the refusal stays\n",
                                        wording::counted(counts->outweighed, "approval", "approvals")));
    }
  }
  warn_of_unknown_accounts(call.terminal(), counts->unknown_accounts);
  if (counts->unknown_approvals > 0) {
    call.terminal().warn(
        fmt::format("{} for accounts that are not on record; they count as soon as the customers are imported",
                    wording::counted(counts->unknown_approvals, "approval is", "approvals are")));
  }
  return close_import(call, request, files.rejects, rows, counts->imported);
}

}  // namespace

void add_import_approvals_command(Command group, Invocation& call) {
  Command flags = group.command(
      "approvals", "Import the approval flags of an old system; each gets a grade, and a weak one never grants",
      "  assent import approvals --mapping flags.toml flags.csv\n");
  auto of_flags = add_import_arguments(flags);
  flags.callback([&call, of_flags] { call.choose([&call, of_flags] { return approvals(call, *of_flags); }); });
}

}  // namespace assent::cli
