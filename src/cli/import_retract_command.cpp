#include "app/correct.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/progress_line.hpp"
#include "cli/recording.hpp"
#include "wire/imports.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>

namespace assent::cli {
namespace {

struct RetractOptions {
  std::string run;
  std::string confirmed_by;
  EvidenceOptions evidence;
};

Result<ExitStatus> retract(Invocation& call, const RetractOptions& options) {
  auto evidence = TRY(evidence_of(options.evidence));
  const service::Confirmation confirmation{options.confirmed_by, std::move(evidence)};
  const auto engine = TRY(call.engine_as_it_is(LedgerOpening::write));
  const service::Circumstances circumstances{{}, call.actor(), "import", {}};
  ProgressLine line(call.world(), call.terminal(), "retracting", 0);
  const auto counts = app::retract_import(*engine, options.run, confirmation, circumstances, line.callback());
  line.clear();
  if (!counts) return tl::unexpected(counts.error());
  if (call.json()) {
    call.terminal().print(wire::json_of(*counts, options.run));
  } else {
    tables::Table table({{"entries of the run"}, {"", tables::Align::right}, {"what it means"}});
    table.row({"approvals", wording::thousands(counts->approvals), "retracted: grant nothing"});
    table.row({"profiles", wording::thousands(counts->profiles), "retracted: what was on record before holds"});
    table.row({"refusals", wording::thousands(counts->refusals), "retracted, as confirmed"});
    table.row(
        {"kept", wording::thousands(counts->kept), "refusals: they stay until a second person names the evidence"});
    table.row({"already", wording::thousands(counts->already), "retracted before"});
    table.row({"all", wording::thousands(counts->entries), ""});
    call.terminal().print(table);
    if (counts->carried > 0) {
      call.terminal().print(fmt::format("{} recorded for accounts that have their numbers back\n",
                                        wording::counted(counts->carried, "refusal was", "refusals were")));
    }
    if (counts->since > 0) {
      call.terminal().print(
          fmt::format("{} recorded since then for accounts whose numbers the run had changed: if one came from a "
                      "number, record it for the account that has the number now\n",
                      wording::counted(counts->since, "refusal was", "refusals were")));
    }
    if (counts->kept > 0) {
      call.terminal().print("to retract the refusals as well, add `--confirmed-by` and `--evidence`\n");
    }
  }
  return counts->kept > 0 || counts->since > 0 ? ExitStatus::rows_to_look_at : ExitStatus::done;
}

}  // namespace

void add_import_retract_command(Command group, Invocation& call) {
  Command command = group.command(
      "retract", "Take back an import that was wrong as a whole; later entries from elsewhere stay",
      "  assent import retract 4be1f02c99a7                         # approvals and profiles, at once\n"
      "  assent import retract 4be1f02c99a7 --confirmed-by lead-2 --evidence ticket/881   # refusals, too\n");
  auto options = std::make_shared<RetractOptions>();
  command.option("RUN", options->run, "The run, as the import named it when it ended").required();
  add_confirmation_options(command, options->confirmed_by, options->evidence);
  command.callback([&call, options] { call.choose([&call, options] { return retract(call, *options); }); });
}

}  // namespace assent::cli
